"""A tree as loaded: lookup by id, kind, claim and link, nothing derived. Floor: above catalog."""

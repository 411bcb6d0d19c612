"""A tree as it was understood: lookup by id, kind, claim and link, nothing derived. Floor: above catalog."""

"""`tree`, which every template gets: its members by name, and what only templates use. Floor: schemas."""

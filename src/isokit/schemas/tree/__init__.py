"""`tree`, which every template gets: its members by name, and those that only templates use."""

"""YAML with places: events, reading, places of keys and values, editing in place. Floor: text."""

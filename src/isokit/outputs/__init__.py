"""Schema values to text for a terminal or a machine: one file a format, each with a function that writes it."""

"""The doors: one file per command, without decisions. Floor: the highest, above commands."""

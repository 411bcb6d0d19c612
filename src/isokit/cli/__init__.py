"""The doors: one file a command, about ten lines each. A door opens; it does not think."""

"""Sources to workspace, one way down: tree, file, register. Raises nothing."""

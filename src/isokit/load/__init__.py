"""From sources to a workspace, one way down: tree, file, register; raises nothing. Floor: above layout and request."""

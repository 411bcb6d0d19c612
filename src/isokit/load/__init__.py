"""From sources to a workspace, one way: tree, file, register; raises nothing. Floor: above layout and request."""

"""From sources to a workspace, one way: tree, file, table; raises nothing. Floor: above layout and request."""

"""Git: the hardened command, the tree of a revision or of the index, history and signatures."""

"""The statement of applicability as it follows from the tree: control, statement, approval, differences."""

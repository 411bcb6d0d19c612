"""What must be true: one file per rule; its docstring is its page and its test. Floor: above analysis."""

"""Floor 2: what must be true. One file per rule; its docstring is its page and its test."""

"""The entries of registers, one noun a file. Floor: above the other nouns of model, below settings."""

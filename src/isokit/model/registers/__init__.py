"""The entries of registers, one noun a file. Floor: model, below settings."""

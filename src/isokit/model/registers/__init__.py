"""The entries of registers, one noun a file."""

"""Floor 0: text with places. Reads YAML and Markdown; knows nothing of ISO."""

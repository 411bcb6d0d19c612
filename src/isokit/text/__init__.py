"""Text with places: reads YAML and Markdown and knows nothing of ISO. Floor: the ground."""

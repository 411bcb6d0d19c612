"""Text with places: YAML, Markdown and tables, without any knowledge of ISO. Floor: the lowest."""

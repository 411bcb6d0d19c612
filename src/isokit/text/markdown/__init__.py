"""Markdown with places: blocks, inlines, links."""

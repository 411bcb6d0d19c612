"""Markdown with places: blocks, inlines, links. Floor: text."""

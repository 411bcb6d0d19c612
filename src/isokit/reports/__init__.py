"""Schemas to the documents people exchange, through templates: the organization's own first. Above schemas and edge."""

"""Schemas to documents, through templates, those of the organization first. Floor: above schemas and edge."""

"""isokit: management-system certification as a folder of YAML and Markdown in git."""

__version__ = "0.1.0"

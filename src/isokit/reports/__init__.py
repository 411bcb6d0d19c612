"""Floor 3: a run to the documents people exchange, through the templates."""

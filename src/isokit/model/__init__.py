"""What an organization writes down: frozen nouns of a management system that know their place. Floor: above text."""

"""What an organization writes down: frozen entities with their places. Floor: above text."""

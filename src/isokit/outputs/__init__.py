"""Floor 2: findings and assessments to text for a terminal or a machine; one file a format, each with `write`."""

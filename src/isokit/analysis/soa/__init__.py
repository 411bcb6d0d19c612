"""What follows for the statement of applicability: controls, statement, approval, changes. Floor: analysis."""

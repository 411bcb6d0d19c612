"""What an item lacks to count for an expectation. Floor: analysis."""

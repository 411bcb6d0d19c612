"""What isokit knows of standards: editions, their maps, the crosswalk, the vocabulary of types."""

"""Standards: editions, maps between them, crosswalk, vocabulary of types. Floor: above model."""

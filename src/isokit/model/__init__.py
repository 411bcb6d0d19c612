"""Floor 1: the nouns of a management system, frozen; each knows where it is written."""

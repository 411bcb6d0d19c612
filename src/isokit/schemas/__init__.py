"""What programs and templates get: one tree of frozen dataclasses per published JSON schema. Floor: above run."""

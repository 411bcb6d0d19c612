"""isokit evidence: records over time; one file per command, and how records are found. Floor: commands."""

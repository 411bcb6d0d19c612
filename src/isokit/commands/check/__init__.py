"""isokit check: which rules, files and revisions it judges by, what it fixes, and when it fails. Floor: commands."""

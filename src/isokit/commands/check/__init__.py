"""isokit check: the rules, files and revisions it uses, what it fixes, when it fails. Floor: commands."""

"""isokit soa: the statement of applicability; one file per command. Floor: commands."""

"""Schema values to text for a terminal or a machine: one file per format. Floor: above schemas."""

"""The edge: the only part that touches the machine. Disk, git, the clock, isokit's own data, the writer."""

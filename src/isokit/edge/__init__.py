"""The only part that touches the machine: disk, git, clock, bundled data, writer. Floor: above model."""

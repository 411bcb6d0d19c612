"""What a command wants to write, as values; nothing here touches the disk. Floor: above analysis."""

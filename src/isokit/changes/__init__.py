"""Floor 2: what a command wants to write, as values. Nothing here touches the disk."""

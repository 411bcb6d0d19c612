"""What follows from a workspace on a day; nothing here is written down in the tree. Floor: above workspace."""

"""What follows from a workspace on a day, and is not written in the tree. Floor: above workspace."""

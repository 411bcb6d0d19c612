"""What follows from a workspace on a day: graph, log, migration; nothing here is written down in the tree."""

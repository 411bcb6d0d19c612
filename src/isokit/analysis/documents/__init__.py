"""What follows from documents: revisions, mentions, retention, orphans. Floor: analysis."""

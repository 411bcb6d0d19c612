"""What follows from documents: approvers, retention, mentions, orphans. Floor: analysis."""

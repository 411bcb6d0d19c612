"""The engine: which rules are asked, at which level, and how their flaws become findings."""

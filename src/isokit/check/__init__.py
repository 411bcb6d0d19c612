"""The engine: which rules run at which level, and how their flaws become findings. Floor: above rules."""

"""Generators and side-by-side measurements. Only ratios of one run count; machines are noisy."""

"""The names of files that isokit itself gives a meaning."""

from __future__ import annotations

SETTINGS_FILE = "isokit.yaml"

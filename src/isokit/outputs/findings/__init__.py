"""The formats of `isokit check`: every module is one, with `write(check, look)`. Floor: outputs."""

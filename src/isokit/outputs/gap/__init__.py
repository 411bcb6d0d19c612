"""The formats of `isokit gap`: every module is one, with `write(gap, look)`. Floor: outputs."""

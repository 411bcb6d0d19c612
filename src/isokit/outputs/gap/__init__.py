"""The formats of `isokit gap`: every module here is one, with `write(gap, look)`."""

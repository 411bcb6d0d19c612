"""The formats of `isokit check`: every module here is one, with `write(check, look)`."""

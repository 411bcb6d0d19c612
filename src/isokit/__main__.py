"""The way in. `--version` is answered before anything is imported; the commands import what they need."""

import gc
import os
import sys

from isokit import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"isokit {__version__}\n")
        return
    # A run is short and keeps what it reads: collecting garbage and pydantic's plugins cost time and bring nothing.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from isokit.cli.app import app

    try:
        app(prog_name="isokit")
    except SystemExit as ended:
        leave(ended.code)


def leave(code: object) -> None:
    """End at once: taking a large tree apart again, object by object, takes longer than some commands do."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = code or 2
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    main()

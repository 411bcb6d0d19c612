"""The way in. `--version` is answered before anything is imported; the commands import what they need."""

import gc
import sys

from isokit import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"isokit {__version__}\n")
        return
    gc.disable()
    from isokit.cli.app import app

    app(prog_name="isokit")


if __name__ == "__main__":
    main()

"""The way in. `--version` is answered before anything is imported; the commands import what they need."""

import gc
import os
import sys

from isokit import __version__

COULD_NOT, INTERRUPTED = 2, 130
"""The exit codes of a command that could not run, and of one that was interrupted."""


def main() -> None:
    """Run the command line. Output that cannot be written ends it with 2 and a line, a closed pipe quietly."""
    try:
        code = run() if sys.stdout and sys.stderr else complain("standard output or standard error is closed")
        if code < COULD_NOT:
            sys.stdout.flush()
    except BrokenPipeError:
        code = 0
    except KeyboardInterrupt:  # while the commands are still being imported
        code = INTERRUPTED
    except OSError as error:
        code = complain((error.strerror or str(error)).lower())
    # Ending at once: taking a large tree apart again, object by object, takes longer than some commands do.
    os._exit(code)


def run() -> int:
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"isokit {__version__}\n")
        return 0
    # A run is short and keeps what it reads: collecting garbage and pydantic's plugins cost time and bring nothing.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from isokit.cli.early_tree import early_tree

    tree = early_tree(sys.argv[1:])
    from isokit.cli.app import app

    try:
        app(prog_name="isokit", obj=tree)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    return 0


def complain(why: str) -> int:
    """Say on stderr, where it can be written, why the command could not run; the exit code for that."""
    try:
        if sys.stderr:  # where it is closed, print would write to standard output
            print(f"isokit: {why}", file=sys.stderr, flush=True)
    except OSError:
        pass
    return COULD_NOT


if __name__ == "__main__":
    main()

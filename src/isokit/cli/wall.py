"""The outer wall: whatever goes wrong in a command becomes one line and an exit code, never a traceback."""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable

from isokit.commands.flags import BUG, CLEAN, COULD_NOT, INTERRUPTED, Stop


def guarded(command: Callable[[], int | None], verbose: bool = False) -> int:
    """The exit code of a command, whatever happens in it. A closed pipe ends it quietly."""
    try:
        code = command() or CLEAN
        sys.stdout.flush()
        return code
    except Stop as stop:
        return _complain(str(stop), COULD_NOT)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        return _complain(f"{(error.strerror or str(error)).lower()}{where}", COULD_NOT)
    except Exception as error:
        if verbose:
            traceback.print_exc()
        hint = "" if verbose else "; -v shows where"
        return _complain(f"this is a bug in isokit, please report it: {type(error).__name__}: {error}{hint}", BUG)


def _complain(message: str, code: int) -> int:
    from isokit.commands.output import to_stderr

    with contextlib.suppress(OSError):
        to_stderr(*message.splitlines())
    return code

"""The flags commands share, each said once, and the outer wall that turns trouble into an exit code.

A command takes groups of flags as dataclasses (`def gap(view: View, …)`); `command` spreads their fields into
options of the command line and gathers them again.
"""

import contextlib
import dataclasses
import functools
import inspect
import os
import sys
import traceback
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from isokit.commands.exit import Stop

if typing.TYPE_CHECKING:
    from isokit.commands.tree import Tree

CLEAN, FOUND, COULD_NOT, BUG, INTERRUPTED = 0, 1, 2, 3, 130


@dataclasses.dataclass(frozen=True, kw_only=True)
class Root:
    """The folder given by -C, before the command, and the tree that was opened ahead for it."""

    folder: Path = Path()
    begun: "Tree | None" = None

    def tree(self, at: str | None = None, staged: bool = False) -> "Tree":
        """The tree the folder lies in, perhaps as it was at a revision, or as it is staged."""
        from isokit.commands.tree import opened

        if staged and at is not None:
            raise Stop("--staged and --at are two different trees; give one of them")
        return opened(self.folder, at, self.begun, staged)


@dataclasses.dataclass(frozen=True, kw_only=True)
class AsOf:
    """As of when."""

    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Judge as of this day (YYYY-MM-DD), not today.")] = (
        None
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Clock(AsOf):
    """Which tree, as of when."""

    at: Annotated[str | None, typer.Option(metavar="REV", help="Read the tree as it was at this git revision.")] = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Staging(Clock):
    """Which tree, as of when; it may be the one about to be committed."""

    staged: Annotated[bool, typer.Option("--staged", help="Read what is staged in git, as a commit would hold it.")] = (
        False
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Voice:
    """How much is said beside what was asked for."""

    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say only what was asked for.")] = False
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more about trouble.")] = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class View(Voice):
    """What is shown, and how."""

    format: Annotated[
        str | None, typer.Option("-f", "--format", envvar="ISOKIT_FORMAT", help="How the result is written.")
    ] = None
    color: Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto"
    ascii: Annotated[bool, typer.Option("--ascii", help="No characters beyond ASCII.")] = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Outputs(View):
    """One run, several outputs."""

    report: Annotated[
        list[str] | None, typer.Option("--report", metavar="FORMAT=PATH", help="Also write it to a file; repeatable.")
    ] = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Keeping(Outputs):
    """One run, several outputs, and an answer that may be kept from one run to the next."""

    no_cache: Annotated[bool, typer.Option("--no-cache", help="Work it out anew, and keep nothing of it.")] = False


def command(door: Callable[..., int | None]) -> Callable[..., None]:
    """A door as typer sees it: groups of flags become options, and whatever goes wrong becomes an exit code."""
    hints = typing.get_type_hints(door, include_extras=True)
    own = list(inspect.signature(door).parameters.values())
    groups = {p.name: hints[p.name] for p in own if dataclasses.is_dataclass(hints[p.name])}
    shown = [p.replace(annotation=hints[p.name]) for p in own if p.name not in groups]
    spread = [option for group in groups.values() if group is not Root for option in _options(group)]

    @functools.wraps(door)
    def opened(context: typer.Context, **given: Any) -> None:
        arguments = {p.name: given[p.name] for p in shown}
        for name, group in groups.items():
            fields = [field.name for field in dataclasses.fields(group)]
            arguments[name] = _root(context) if group is Root else group(**{f: given[f] for f in fields})
        raise typer.Exit(guarded(functools.partial(door, **arguments), verbose=given.get("verbose", False)))

    context = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    parameters = [context, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*shown, *spread))]
    opened.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    opened.__annotations__ = {p.name: p.annotation for p in parameters}
    return opened


def _options(group: type[Any]) -> Iterator[inspect.Parameter]:
    hints = typing.get_type_hints(group, include_extras=True)
    for field in dataclasses.fields(group):
        keyword = inspect.Parameter.KEYWORD_ONLY
        yield inspect.Parameter(field.name, keyword, default=field.default, annotation=hints[field.name])


def guarded(run: Callable[[], int | None], verbose: bool = False) -> int:
    """The exit code of a command, whatever happens in it: one line for what could not be done, never a traceback."""
    try:
        code = run() or CLEAN
        sys.stdout.flush()
        return code
    except Stop as stop:
        return _said(str(stop), COULD_NOT)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        return _said(f"{(error.strerror or str(error)).lower()}{where}", COULD_NOT)
    except Exception as error:
        if verbose:
            traceback.print_exc()
        hint = "" if verbose else "; -v shows where"
        return _said(f"this is a bug in isokit, please report it: {type(error).__name__}: {error}{hint}", BUG)


def _said(message: str, code: int) -> int:
    from isokit.text.escape import inert, visible

    with_name = inert("\n".join(f"isokit: {visible(line)}" for line in message.splitlines()))
    with contextlib.suppress(OSError):
        print(with_name, file=sys.stderr)
    return code


def _root(context: typer.Context) -> Root:
    root = context.find_root()
    return Root(folder=Path(root.params["folder"]), begun=root.obj)

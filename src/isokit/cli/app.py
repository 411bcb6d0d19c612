"""The command line. Commands are found by being there: `cli/gap.py` holds `isokit gap`, imported when that is typed.

The function named like its module is the command. Every other function is a command of the group named after the
module: `new` in `cli/doc.py` is `isokit doc new`. Whatever goes wrong in a command becomes one line and an exit code,
never a traceback.
"""

import contextlib
import functools
import importlib
import inspect
import os
import pkgutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import click
import typer
from click.core import ParameterSource
from typer.core import TyperGroup

from isokit import __version__, cli
from isokit.cli.options import SHARED, every_command
from isokit.commands.flags import BUG, CLEAN, COULD_NOT, INTERRUPTED, Stop
from isokit.text.suggestions import nearest

MACHINERY = frozenset({"app", "early_tree", "options"})
"""The modules of cli/ that are no command."""


class Group(TyperGroup):
    """A group that suggests the command a mistyped word was meant to be."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            near = nearest(args[0], known)
            ctx.fail(f"no such command '{args[0]}'" + (f"; did you mean {near}?" if near else ""))
        return super().resolve_command(ctx, args)


class AllCommands(Group):
    """The group of all commands. Their names cost a look into the folder, a command its import."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """A command, imported; None where there is none of this name."""
        return _command(cmd_name) if cmd_name in modules() else None


@functools.cache
def modules() -> dict[str, str]:
    """The modules that hold commands, by the word that is typed."""
    found = (module.name for module in pkgutil.iter_modules(cli.__path__) if module.name not in MACHINERY)
    return {_word(name): f"{cli.__name__}.{name}" for name in found}


def _word(name: str) -> str:
    """What is typed for a name in Python, which cannot be `list`, `import` or `read-back`."""
    return name.rstrip("_").replace("_", "-")


@functools.cache
def _command(name: str) -> click.Command:
    module = importlib.import_module(modules()[name])
    found = [each for each in vars(module).values() if inspect.isfunction(each) and each.__module__ == module.__name__]
    doors = {_word(each.__name__): each for each in found if not each.__name__.startswith("_")}
    own = doors.pop(name, None)
    app = typer.Typer(cls=Group, no_args_is_help=not own, add_completion=False, rich_markup_mode=None)
    for word, door in doors.items():
        app.command(word)(door)
    if own and doors:
        app.callback(invoke_without_command=True)(own)
    elif own:
        app.command()(own)
    else:
        app.info.help = module.__doc__
    return _fitted(typer.main.get_command(app) if own else typer.main.get_group(app), name)


def _fitted(command: click.Command, name: str) -> click.Command:
    """The command behind the outer wall, with the flags every command takes."""
    command.name = name
    for word, each in command.commands.items() if isinstance(command, click.Group) else ():
        _fitted(each, word)
    if command.callback:
        command.params += every_command()
        command.callback = _walled(command.callback)
    return command


def _walled(door: Callable[..., int | None]) -> Callable[..., None]:
    @functools.wraps(door)
    def called(**given: Any) -> None:
        context = click.get_current_context()
        own = {name: value for name, value in given.items() if name not in SHARED}
        within = context.invoked_subcommand is not None
        command = functools.partial(_refuse_flags, context) if within else functools.partial(door, **own)
        if (code := guarded(command, given["verbose"])) or not within:
            context.exit(code)

    return called


def _refuse_flags(context: click.Context) -> int:
    """Stop where flags stand before the second word of a command: they would be lost."""
    typed = [name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if typed:
        flag, word = typed[0].replace("_", "-"), context.invoked_subcommand
        raise Stop(f"--{flag} belongs after {word}: {context.command_path} {word} --{flag} …")
    return 0


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


app = typer.Typer(
    cls=AllCommands,
    help="Management-system certification as a folder of YAML and Markdown in git.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"isokit {__version__}")
        raise typer.Exit


@app.callback()
def root(
    folder: Annotated[Path, typer.Option("-C", "--root", metavar="DIR", help="Work in this folder.")] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take what stands before a command; the command reads it from its context."""

"""The commands, found by being there: `cli/gap.py` holds `isokit gap`, and is imported when that is asked for.

The function named like its module is the command. Every other function is a command of the group named after the
module: `new` in `cli/doc.py` is `isokit doc new`.
"""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import click
import typer
from click.core import ParameterSource
from typer.core import TyperGroup

from isokit import cli
from isokit.cli.options import SHARED, every_command
from isokit.cli.wall import guarded
from isokit.commands.flags import Stop
from isokit.text.suggestions import nearest

MACHINERY = frozenset({"app", "doors", "early_tree", "options", "wall"})
"""The modules of cli/ that are no command."""


class Group(TyperGroup):
    """A group that suggests the command a mistyped word was meant to be."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            near = nearest(args[0], known)
            ctx.fail(f"no such command '{args[0]}'" + (f"; did you mean {near}?" if near else ""))
        return super().resolve_command(ctx, args)


class AllCommands(Group):
    """The group of all commands. Their names cost a look into the folder, a command its import."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, without an import."""
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

"""The commands, found by being there: `cli/gap.py` holds `isokit gap`, and is imported when that is asked for.

A module that holds the function of its own name is a command. Every other function of a module is a command of the
group named after the module: `new` in `cli/doc.py` is `isokit doc new`.
"""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, MutableMapping
from types import ModuleType
from typing import Any

import click
import typer
from click.core import ParameterSource
from typer.core import TyperGroup

from isokit import cli
from isokit.cli.options import SHARED, every_command
from isokit.cli.wall import guarded
from isokit.commands.exit import Stop
from isokit.text.suggestions import nearest

MACHINERY = frozenset({"app", "doors", "early_tree", "options", "wall"})
"""The modules of cli/ that are no command."""


class Doors(MutableMapping[str, click.Command]):
    """The commands by name. Names cost a look into the folder; a command is imported when it is taken out."""

    def __init__(self) -> None:
        modules = (module.name for module in pkgutil.iter_modules(cli.__path__) if module.name not in MACHINERY)
        self._built: dict[str, click.Command | None] = dict.fromkeys(map(_word, modules))

    def __getitem__(self, name: str) -> click.Command:
        command = self._built[name] or _command(name)
        self._built[name] = command
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._built)

    def __len__(self) -> int:
        return len(self._built)


class Group(TyperGroup):
    """A group that suggests the command a mistyped word was meant to be."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word."""
        unknown = args[0] not in self.commands and not args[0].startswith("-")
        if unknown and not ctx.resilient_parsing:
            near = nearest(args[0], self.commands)
            ctx.fail(f"no such command '{args[0]}'" + (f"; did you mean {near}?" if near else ""))
        return super().resolve_command(ctx, args)


class LazyGroup(Group):
    """The group of all commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Doors()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, without an import."""
        return list(self.commands)


def _word(name: str) -> str:
    """A name of Python as it is typed: `list_` and `import_` are no words of Python, `log_book` has a hyphen."""
    return name.rstrip("_").replace("_", "-")


def _command(name: str) -> click.Command:
    module = _module(name)
    functions = {_word(each.__name__): each for each in vars(module).values() if _is_door(each, module)}
    own = functions.pop(name, None)
    app = typer.Typer(
        cls=Group, help=module.__doc__, no_args_is_help=not own, add_completion=False, rich_markup_mode=None
    )
    for word, function in functions.items():
        app.command(word)(function)
    if own is None:
        return _fitted(typer.main.get_group(app), name)
    if functions:
        app.callback(invoke_without_command=True, help=inspect.getdoc(own))(own)
        return _fitted(typer.main.get_group(app), name)
    app.command(name)(own)
    return _fitted(typer.main.get_command(app), name)


def _module(name: str) -> ModuleType:
    names = [module.name for module in pkgutil.iter_modules(cli.__path__)]
    return importlib.import_module(f"{cli.__name__}.{next(each for each in names if _word(each) == name)}")


def _is_door(value: object, module: ModuleType) -> bool:
    return inspect.isfunction(value) and value.__module__ == module.__name__ and not value.__name__.startswith("_")


def _fitted(command: click.Command, name: str) -> click.Command:
    """The command behind the outer wall, with the flags every command takes."""
    command.name = name
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        _fitted(each, each.name or "")
    if command.callback:
        command.params += every_command()
        command.callback = _walled(command.callback)
    return command


def _walled(callback: Callable[..., int | None]) -> Callable[..., None]:
    @functools.wraps(callback)
    def called(**given: Any) -> None:
        context = click.get_current_context()
        own = {name: value for name, value in given.items() if name not in SHARED}
        door: Callable[[], int | None] = functools.partial(callback, **own)
        if context.invoked_subcommand:
            door = functools.partial(_refuse_flags, context)
        if (code := guarded(door, given["verbose"])) or not context.invoked_subcommand:
            context.exit(code)

    return called


def _refuse_flags(context: click.Context) -> None:
    """Stop where flags stand before the second word of a command: they would be lost."""
    typed = [name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if typed:
        flag, word = typed[0].replace("_", "-"), context.invoked_subcommand
        raise Stop(f"--{flag} belongs after {word}: {context.command_path} {word} --{flag} …")

"""A command that stands alone, and leads a group of others as well: `isokit soa` and `isokit soa init`."""

import functools
from collections.abc import Callable
from typing import Any

import typer

from isokit.cli.legacy import guarded
from isokit.commands.exit import Stop

Door = Callable[..., None]


def alone(door: Door) -> Door:
    """The door, opened only where no command of its group is asked for. Flags before such a command are refused."""

    @functools.wraps(door)
    def opened(context: typer.Context, **given: Any) -> None:
        if context.invoked_subcommand is None:
            door(context, **given)
            return
        typed = [name for name in given if getattr(context.get_parameter_source(name), "name", "") == "COMMANDLINE"]
        if typed:
            words = f"{context.command_path} {context.invoked_subcommand}"
            raise typer.Exit(guarded(functools.partial(_refuse, typed[0].replace("_", "-"), words)))

    return opened


def _refuse(flag: str, words: str) -> int:
    raise Stop(f"--{flag} belongs behind {words.rpartition(' ')[2]}: {words} --{flag} …")

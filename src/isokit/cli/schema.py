"""isokit schema."""

from typing import Annotated

import typer

from isokit.cli.options import opened


def schema(context: typer.Context, name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None) -> int:
    """Print the JSON Schema of a result, or list the schemas.

    NAME is the middle part of the value of schema in a result: gap for isokit/gap/1.
    """
    from isokit.commands.schema import schema

    return schema(opened(context), name)

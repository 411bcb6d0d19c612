"""Manage the baseline: known findings, which do not count."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, Format, opened

File = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="The file, instead of isokit.baseline.yaml.")
]


def create(context: typer.Context, file: File = None, as_of: AsOf = None, format: Format = None) -> int:
    """Write the first baseline, with all findings of today.

    Stops if there is one already. Findings that comments or isokit.yaml suppress are left out, as are files that cannot
    be read and findings on suppressions: those can never be suppressed. Formats: text, json.
    """
    from isokit.commands.baseline import write

    return write(opened(context), "create", file)


def update(context: typer.Context, file: File = None, as_of: AsOf = None, format: Format = None) -> int:
    """Make the baseline match what isokit check finds today.

    New findings are added, and those that are gone are removed. Formats: text, json.
    """
    from isokit.commands.baseline import write

    return write(opened(context), "update", file)


def prune(context: typer.Context, file: File = None, as_of: AsOf = None, format: Format = None) -> int:
    """Remove findings that no longer occur from the baseline.

    A finding that returns is reported again. Nothing is added. Formats: text, json.
    """
    from isokit.commands.baseline import write

    return write(opened(context), "prune", file)

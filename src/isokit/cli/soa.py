"""isokit soa."""

from typing import Annotated

import typer

from isokit.cli.options import AsOf, At, Format, NoCache, Report, opened

Edition = Annotated[
    str | None, typer.Option("--standard", metavar="EDITION", help="Another edition, such as iso27001:2013.")
]


def soa(
    context: typer.Context,
    standard: Edition = None,
    as_of: AsOf = None,
    at: At = None,
    format: Format = None,
    report: Report = None,
    no_cache: NoCache = False,
) -> int:
    """Show the statement of applicability.

    The decision on each control, what drives it, and its evidence. It is computed from registers/applicability.yaml and
    everything else in the tree. For an edition that is not adopted, the map between editions is used. `isokit report
    soa` renders it. Formats: text, json, csv.
    """
    from isokit.commands.soa_show import show

    return show(opened(context), standard)


def init(context: typer.Context, as_of: AsOf = None, format: Format = None) -> int:
    """Write an undecided entry for each control that has none.

    The entries go into registers/applicability.yaml. Existing entries keep their bytes. Formats: text, json.
    """
    from isokit.commands.soa import init

    return init(opened(context))


def approve(
    context: typer.Context,
    by: Annotated[str, typer.Option(metavar="ROLE", help="The role that approves.")],
    version: Annotated[str | None, typer.Option(metavar="VERSION", help="Set this version as well.")] = None,
    as_of: AsOf = None,
    format: Format = None,
) -> int:
    """Approve the statement, and seal its decisions.

    The digest of the decisions is written with the approval. The approval is dated today, or as --as-of says. Every
    control has to be decided. The file is written, nothing is committed. Formats: text, json.
    """
    from isokit.commands.soa import approve

    return approve(opened(context), by, version)


def diff(
    context: typer.Context,
    revision: Annotated[str | None, typer.Argument(metavar="[REV]")] = None,
    standard: Edition = None,
    as_of: AsOf = None,
    format: Format = None,
) -> int:
    """Show what changed in the statement since a git revision.

    Decisions, statuses, justifications and documents. Without REV, since the commit that brought the
    sealed approval. Formats: text, json.
    """
    from isokit.commands.soa import diff

    return diff(opened(context), revision, standard)

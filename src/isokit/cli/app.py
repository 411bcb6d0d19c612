"""The command line: global options and the list of doors."""

from pathlib import Path
from typing import Annotated

import typer

from isokit import __version__
from isokit.cli import (
    baseline,
    check,
    clause,
    config,
    doc,
    doctor,
    evidence,
    explain,
    gap,
    graph,
    init,
    log,
    migrate,
    report,
    risk,
    rules,
    soa,
    standards,
)
from isokit.cli.options import Root

app = typer.Typer(
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
    context: typer.Context,
    root: Annotated[Path, typer.Option("-C", "--root", metavar="DIR", help="Work in this folder.")] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Remember the folder, and the tree begun for it, for the command that follows."""
    context.obj = Root(folder=root, begun=context.obj)


for door in (
    init.init,
    gap.gap,
    check.check,
    migrate.migrate,
    report.report,
    clause.clause,
    graph.graph,
    log.log,
    explain.explain,
    rules.rules,
    config.config,
    doctor.doctor,
):
    app.command()(door)
app.add_typer(baseline.baseline, name="baseline")
app.add_typer(doc.doc, name="doc")
app.add_typer(evidence.evidence, name="evidence")
app.add_typer(risk.risk, name="risk")
app.add_typer(soa.soa, name="soa")
app.add_typer(standards.standards, name="standards")

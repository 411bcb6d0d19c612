"""isokit check: what a machine gates on."""

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from isokit.cli.options import Clock, Outputs, Root, command


@dataclasses.dataclass(frozen=True, kw_only=True)
class Gate:
    """Which rules are asked, and what makes the check fail."""

    select: Annotated[
        list[str] | None, typer.Option(help="Ask only these rules: codes, prefixes or names; repeatable.")
    ] = None
    ignore: Annotated[list[str] | None, typer.Option(help="Leave out these rules; repeatable.")] = None
    fail_on: Annotated[str, typer.Option(metavar="SEVERITY", help="error, warning, note or never.")] = "error"
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")] = False


@command
def check(
    root: Root,
    clock: Clock,
    gate: Gate,
    view: Outputs,
    paths: Annotated[list[Path] | None, typer.Argument()] = None,
) -> int:
    """Check the tree against the rules.

    With PATHS, only findings in these files or folders count; the whole tree is read all the same. Formats:
    full (at a terminal), concise (else), json.
    """
    tree = root.tree(clock.at)
    from isokit.cli import gating, session

    gating.known_threshold(gate.fail_on)
    result = session.run_on(tree, clock, session.Asked(gating.selected(gate.select, gate.ignore), assess=False))
    result = gating.narrowed(result, paths or (), tree.root, root.folder)
    session.show(result, view, gating.formats(), default=gating.default_format())
    session.configured(result)
    return gating.exit_code(result, gate.fail_on, gate.exit_zero)

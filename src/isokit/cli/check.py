"""isokit check."""

from pathlib import Path
from typing import Annotated

import typer

from isokit.cli.options import AsOf, At, Format, Report, Staged, opened


def check(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument()] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULES", help="Only these: codes, prefixes or names; repeatable."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULES", help="Leave these out; repeatable.")] = None,
    fail_on: Annotated[str, typer.Option(metavar="SEVERITY", help="error, warning, note or never.")] = "error",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")] = False,
    alone: Annotated[bool, typer.Option("--alone", help="Read only PATHS, and check each by itself: fast.")] = False,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Known findings, instead of those in isokit.baseline.yaml.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="REV", help="Only what is new since this git revision.")] = None,
    trusted_config: Annotated[
        str | None, typer.Option(metavar="REV", help="Take levels, suppressions and signers from this git revision.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Write the safe fixes.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: also fixes that are a guess or a decision.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")] = False,
    as_of: AsOf = None,
    at: At = None,
    staged: Staged = False,
    format: Format = None,
    report: Report = None,
) -> int:
    """Check the tree against the rules.

    With PATHS, only findings in these files or folders count; the whole tree is read all the same. With --since, only
    findings that did not count at that revision, and what the change hides from isokit. With --trusted-config, a
    change cannot relax its own check: the levels of rules, suppressions, the baseline and the signers are those of
    that revision. Formats: full (on a terminal), concise (else), json, sarif, junit, github, github-summary,
    gitlab.

    --fix writes the fixes that need no guess and checks again: the exit code is about what is left. --diff shows what
    it would write, as a unified diff, and ends with 1 if there is anything.
    """
    from isokit.commands.check.check import check
    from isokit.commands.check.scope import Wanted

    wanted = Wanted(
        paths=paths or (),
        select=select or (),
        ignore=ignore or (),
        alone=alone,
        baseline=baseline,
        since=since,
        trusted=trusted_config,
        fail_on=fail_on,
        exit_zero=exit_zero,
        fix=fix,
        unsafe=unsafe_fixes,
        diff=diff,
    )
    return check(opened(context), wanted)

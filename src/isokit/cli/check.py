"""isokit check: what a machine gates on."""

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from isokit.cli.legacy import Outputs, Root, Staging, command


@dataclasses.dataclass(frozen=True, kw_only=True)
class Gate:
    """Which rules are asked, and what makes the check fail."""

    select: Annotated[
        list[str] | None, typer.Option(help="Ask only these rules: codes, prefixes or names; repeatable.")
    ] = None
    ignore: Annotated[list[str] | None, typer.Option(help="Leave out these rules; repeatable.")] = None
    fail_on: Annotated[str, typer.Option(metavar="SEVERITY", help="error, warning, note or never.")] = "error"
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")] = False
    alone: Annotated[bool, typer.Option("--alone", help="Read only PATHS, and judge each by itself: fast.")] = False
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Known findings, instead of those in isokit.baseline.yaml.")
    ] = None
    since: Annotated[str | None, typer.Option(metavar="REV", help="Only what is new since this git revision.")] = None
    trusted_config: Annotated[
        str | None,
        typer.Option("--trusted-config", metavar="REV", help="Take levels, suppressions and signers from there."),
    ] = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Fixes:
    """Whether findings are mended, or only what that would change is shown."""

    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without a guess.")] = False
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: also what is a guess, or a decision.")
    ] = False
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")] = False


@command
def check(
    root: Root,
    clock: Staging,
    gate: Gate,
    fixes: Fixes,
    view: Outputs,
    paths: Annotated[list[Path] | None, typer.Argument()] = None,
) -> int:
    """Check the tree against the rules.

    With PATHS, only findings in these files or folders count; the whole tree is read all the same. With --since, only
    findings that did not count at that revision, and what the change makes isokit say less. With --trusted-config, the
    change cannot decide that itself: the levels of rules, suppressions, the baseline and the signers are those of that
    revision. Formats: full (at a terminal), concise (else), json, sarif, junit, github, github-summary, gitlab.

    --fix writes into the files what can be mended without a guess, and checks them anew: the exit code is about what is
    left. --diff shows what it would write, as a unified diff, and ends with 1 where that is something.
    """
    tree = root.tree(clock.at, clock.staged)
    from isokit.cli import gating, judging, session
    from isokit.schemas.check import check_of

    gating.known_threshold(gate.fail_on)
    rules = gating.selected(gate.select, gate.ignore)
    if gate.alone:
        from isokit.cli import alone

        rules, few = alone.rules(rules), alone.tree_of(tree, paths or (), root.folder)
        if few is None:
            return 0
        tree = few
    wish = judging.Wish(rules, gate.baseline, gate.since, gate.trusted_config)
    judge = judging.Judge(root, clock, wish)
    if fixes != Fixes():
        from isokit.cli import fixing

        asked = fixing.wished(fixes.fix, fixes.unsafe_fixes, fixes.diff, (clock.at, clock.staged))
        done = fixing.fix(tree, fixing.sight(judge, () if gate.alone else paths or ()), asked, view)
        if asked.diff:
            return fixing.exit_code(done, gate.exit_zero)
    whole, before = judge.judged(tree)
    new = judging.new_since(whole, before, gate.since)
    result = gating.narrowed(new, () if gate.alone else paths or (), tree.root, root.folder)
    session.show(check_of(result), view, gating.formats(), default=gating.default_format())
    gating.say_what_is_left_out(result, view, judging.not_admitted(whole))
    session.configured(whole)
    return gating.exit_code(result, gate.fail_on, gate.exit_zero)

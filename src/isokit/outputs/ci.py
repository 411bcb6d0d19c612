"""What the formats for CI services do alike: paths of the repository, one line a finding, the worst first."""

from __future__ import annotations

from collections.abc import Iterable

from isokit.model.finding import Finding
from isokit.model.history import GitState
from isokit.run import Run
from isokit.text.escape import visible

LONGEST = 4000
"""Characters of a message. GitHub cuts an annotation at 4,096; nobody reads more anywhere else."""

LIMITS = (GitState.SHALLOW, GitState.SPARSE, GitState.REFUSED, GitState.NO_GIT)
"""What a reader of a result has to know of the checkout. A job works on a detached head anyway."""


def limits(run: Run) -> list[str]:
    """What could not be known in this checkout, in a sentence each."""
    return [state.meaning for state in LIMITS if state in run.history.states]


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by weight, then by file and place; those set aside come last."""
    return sorted(findings, key=lambda f: (f.suppressed is not None, -f.severity.weight, f.order))


def in_repository(path: str, run: Run) -> str:
    """A path of the tree as the services want it: from the root of the git repository, which may lie above."""
    return run.history.prefix + path


def place(finding: Finding, run: Run) -> str:
    """`path:line:column`, from the root of the repository."""
    return visible(f"{in_repository(finding.path, run)}:{finding.span.line}:{finding.span.column}")


def told(finding: Finding) -> str:
    """What is wrong and what to type, on one line; cut where it is too long to be read."""
    return shortened(visible(f"{finding.message}; {finding.help}" if finding.help else finding.message), LONGEST)


def shortened(words: str, most: int) -> str:
    """A text of at most so many characters; three dots say that more was there."""
    return words if len(words) <= most else words[: most - 3] + "..."


def numbered(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"

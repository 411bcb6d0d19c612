"""What the formats for CI services share: repository paths, one line per finding, the worst first."""

from __future__ import annotations

from collections.abc import Iterable

from isokit.schemas.check import Check, Finding
from isokit.text.escape import visible

LONGEST = 4000
"""Characters of a message; GitHub cuts an annotation at 4,096."""


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by severity, then by file and place; suppressed ones come last."""
    return sorted(findings, key=lambda f: (f.suppressed is not None, -f.severity.weight, f.order))


def in_repository(path: str, check: Check) -> str:
    """A path as the services expect it: from the root of the git repository, which may lie above the tree."""
    return check.prefix + path


def place(finding: Finding, check: Check) -> str:
    """`path:line:column`, from the root of the repository."""
    return visible(f"{in_repository(finding.path, check)}:{finding.line}:{finding.column}")


def message(finding: Finding) -> str:
    """What is wrong and what to type, on one line, at most `LONGEST` characters."""
    return shortened(visible(f"{finding.message}; {finding.help}" if finding.help else finding.message), LONGEST)


def shortened(words: str, most: int) -> str:
    """A text of at most so many characters; three dots mark a cut."""
    return words if len(words) <= most else words[: most - 3] + "..."


def numbered(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"

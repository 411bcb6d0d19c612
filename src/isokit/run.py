"""A run: the workspace, its findings and assessments, and as of when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from isokit.assess.assessment import Assessment
from isokit.assess.hints import Hints
from isokit.catalog.overlay import Overlay
from isokit.model.finding import Finding, Severity
from isokit.model.history import History
from isokit.model.names import BASELINE_FILE
from isokit.model.rule import Rule
from isokit.model.suppression import By
from isokit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Since:
    """A run reduced to what is new since a revision, and the number of older findings."""

    revision: str
    commit: str | None
    older: int


@dataclass(frozen=True)
class Run:
    """What every schema is made from. `rules` are the rules that were run.

    `hinting` finds the hints, where an output shows them. `since` is what was left out because it is not new.
    """

    workspace: Workspace
    findings: tuple[Finding, ...]
    assessments: tuple[Assessment, ...]
    today: date
    history: History
    rules: tuple[Rule, ...]
    hinting: Callable[[], Hints] = field(default=dict, repr=False, compare=False)
    since: Since | None = None

    @cached_property
    def hints(self) -> Hints:
        return self.hinting()

    @property
    def counting(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.suppressed is None)

    @property
    def counts(self) -> dict[Severity, int]:
        return {level: sum(f.severity is level for f in self.counting) for level in Severity}

    @property
    def aside(self) -> tuple[int, int]:
        """How many findings are suppressed, by a comment or the settings, and how many are in the baseline."""
        by = [finding.suppressed.by for finding in self.findings if finding.suppressed]
        baselined = by.count(By.BASELINE)
        return len(by) - baselined, baselined

    @property
    def digest(self) -> str:
        """Without the baseline and licensed wording, which no report is made from and not everyone may have."""
        return self.digest_with({})

    def digest_with(self, others: Mapping[str, str]) -> str:
        left_out = {BASELINE_FILE, *(overlay.path for overlay in self.workspace.of(Overlay))}
        contents = {**self.workspace.contents, **others}
        return tree_digest(item for item in contents.items() if item[0] not in left_out)


def tree_digest(contents: Iterable[tuple[str, str]]) -> str:
    """A digest anyone can reproduce: `sha256` of the sorted lines `content-id  path`."""
    lines = "".join(f"{content}  {path}\n" for path, content in sorted(contents))
    return "sha256:" + hashlib.sha256(lines.encode()).hexdigest()

"""Findings as tests of outputs need them: made by hand, with the texts a hostile tree would bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.entity import Place
from isokit.model.finding import Finding, Severity, Suppression
from isokit.model.history import History
from isokit.pipeline import run
from isokit.request import Request
from isokit.run import Run
from isokit.text.span import Span
from tests.support import TODAY, sources

HOSTILE = [
    "a | b || c \\| d \\",
    "`code` ```fence",
    "<script>alert(1)</script> & &amp; &#124;",
    "]]> <![CDATA[x]]> <!-- gone -->",
    "::set-output name=x::y",
    "x\n::error::y\r::stop-commands::z\r\n  ::endgroup::",
    "x\u2028::error::y\u2029\x85::notice::z",
    "##[error]x ##vso[task.complete]y",
    "NUL \x00 BEL \x07 U+FFFE \ufffe U+FFFF \uffff",
    "half a pair \ud83d \udc80",
    "invoice\u202efdp.exe \u2066x\u2069 \u200b\xad",
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07",
    "100 %0A::error::x %0D %25 %3A%2C",
    "file=x,line=1::a, b: c",
    "[here](1) [x](javascript:alert(1)) {0} {{1}} {by: x}",
    "=cmd() @x #1 ~~y~~ **b** _i_ $x$",
    "\U0001f600 \u8336\u58f6 Pr\xfcfung",
    "",
]


def finding(message: str = "it is wrong", **more: object) -> Finding:
    """A finding about a clause of quality management."""
    plain = Finding(
        code="DOC101",
        name="document-without-owner",
        severity=Severity.ERROR,
        place=Place("policies/a.md", (), "POL-1"),
        message=message,
        help="mend it",
        clauses=("iso9001:2015/7.5.3.2",),
        fingerprint="0123456789abcdef",
        span=Span(2, 3, 2, 9),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def several(number: int, severity: Severity = Severity.ERROR) -> list[Finding]:
    """So many findings, each with a fingerprint and a line of its own."""
    return [
        finding(f"number {n}", severity=severity, fingerprint=f"{severity.weight}{n:x}", span=Span(n, 1, n, 2))
        for n in range(1, number + 1)
    ]


def holding(found: Run, findings: Iterable[Finding]) -> Run:
    """The run with other findings."""
    return replace(found, findings=tuple(findings))


@cache
def empty() -> Run:
    """A run in which nothing was found yet."""
    return holding(run(sources({}), catalog_of(data.standards()), History(), Request(TODAY)), ())


def set_aside(by: str, reason: str = "see NC-7", until: str | None = "2027-03-31") -> Finding:
    """A finding that is suppressed."""
    return finding("set aside", suppressed=Suppression(by, reason, until), fingerprint=f"aside-{by}")

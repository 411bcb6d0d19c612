"""Templates that try to get out of the sandbox or to use up the machine: each ends in a line that names its place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isokit.cli.app import app
from isokit.edge import sandbox
from isokit.reports.engine import Plain
from isokit.reports.library import Library, TemplateError
from isokit.reports.render import Reports
from isokit.text.source import Source
from tests.support import Files, sources

KNOWN = ("organization", "gap", "risks")
DATA: Plain = {"organization": {"name": "Blue Teapot Works"}, "risks": [{"id": "R-1", "title": "x | [y](z) <b>"}]}
BUNDLED = {"gap.md.j2": "# Gap\n", "risks.md.j2": "# Risks\n"}
LIMITS = sandbox.Limits(processor=1, waiting=10, memory=256 << 20)
QUICK = 20
"""Seconds in which the worst of them end, on a machine that is busy."""

ESCAPES = {
    "mro": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "class in brackets": "{{ ''['__class__'] }}",
    "class of data": "{{ tree.organization.__class__ }}",
    "globals of self": "{{ self.__init__.__globals__ }}",
    "context of self": "{{ self._TemplateReference__context }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "lipsum": "{{ lipsum.__globals__['os'] }}",
    "lipsum as text": "{{ lipsum() }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "range": "{{ range.__globals__ }}",
    "function": "{{ range }}",
    "macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "module": "{% import 'risks.md.j2' as m %}{{ m.__dict__ }}",
    "attr": "{{ ''|attr('__class__') }}",
    "attr of text made of parts": "{{ ''|attr('_' ~ '_class_' ~ '_') }}",
    "map": "{{ [''] | map(attribute='__class__') | list }}",
    "format method": "{{ '{0.__class__}'.format('') }}",
    "format_map": "{{ '{x.__class__}'.format_map({'x': ''}) }}",
    "format method as a value": "{% set f = '{0.__class__}'.format %}{{ f('') }}",
    "call": "{{ ''.join.__call__ }}",
    "mutation": "{{ tree.risks.append(1) }}",
    "update": "{{ tree.organization.update(a=1) }}",
    "set": "{% set tree.organization = 1 %}",
    "random": "{{ [1, 2] | random }}",
    "tree itself": "{{ tree }}",
    "tree by another name": "{% set t = tree %}",
    "tree as an argument": "{% macro m(tree) %}{% endmacro %}",
    "tree by a name worked out": "{{ tree['ga' ~ 'p'] }}",
    "undefined": "{{ nothing }}",
    "unknown member": "{{ tree.gapp }}",
    "unknown field": "{{ tree.organization.nam }}",
    "syntax": "{% for %}",
    "no end": "{% if true %}",
    "filter block": "{% filter upper %}{{ tree.organization.name }}{% endfilter %}",
    "division": "{{ 1 // 0 }}",
    "list": "{{ tree.risks }}",
    "types": "{{ 1 + 'a' }}",
    "power": "{{ 10 ** (10 ** 10) }}",
    "range of a thousand million": "{{ range(10**9) }}",
    "nesting": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "nested loops": "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    "recursive macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "include of a path above": "{% include '../../etc/passwd' %}",
    "include of an absolute path": "{% include '/etc/passwd' %}",
    "include of a name worked out": "{% include 'ga' ~ 'p.md.j2' %}",
    "import of an unknown name": "{% import 'rowz.md.j2' as rows %}",
    "extends an unknown name": "{% extends 'isokit/nothing.md.j2' %}",
    "include of itself": "{% include 'include of itself.md.j2' %}",
    "import": "{% import os %}",
}
EXHAUSTING = {
    "text": "{{ 'a' * 10**9 }}",
    "text kept": "{% set a = 'a' * 10**9 %}",
    "list": "{% set a = [0] * 10**9 %}",
    "center": "{{ 'a'.center(10**9) }}",
    "center as a filter": "{{ 'a' | center(10**9) }}",
    "format": "{{ '%1000000000d' | format(1) }}",
    "percent": "{{ '%1000000000d' % 1 }}",
    "loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "loops that print": "{% for a in range(99999) %}{% for b in range(99999) %}0123456789{% endfor %}{% endfor %}",
    "doubling": "{% set n = namespace(t='aa') %}{% for i in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
    "large numbers": "{% set n = namespace(t=9**99) %}{% for i in range(99) %}{% set n.t = n.t * n.t %}{% endfor %}",
    "includes": "{% for a in range(99999) %}{% include 'wide.md.j2' %}{% endfor %}",
}
WIDE = "{% for a in range(99999) %}{{ tree.organization.name }}{% endfor %}"


def library(templates: Files) -> Library:
    return Library.of(BUNDLED, sources({f"templates/{name}.md.j2": text for name, text in templates.items()}))


@pytest.fixture(scope="module")
def reports() -> Iterator[Reports]:
    with Reports(library(ESCAPES), KNOWN) as made:
        yield made


def rendered(reports: Reports, name: str) -> str:
    reports.named(name)
    return reports.text(name, DATA)


@pytest.mark.parametrize("name", ESCAPES)
def test_nothing_gets_out(name: str, reports: Reports) -> None:
    with pytest.raises(TemplateError) as error:
        rendered(reports, name)
    assert str(error.value).startswith(f"templates/{name}.md.j2:1: ")
    assert "\n" not in str(error.value) and len(str(error.value)) < 300


@pytest.mark.parametrize("name", EXHAUSTING)
def test_nothing_uses_up_the_machine(name: str) -> None:
    started = time.monotonic()
    with (
        Reports(library({**EXHAUSTING, "wide": WIDE}), KNOWN, LIMITS) as reports,
        pytest.raises(TemplateError) as error,
    ):
        rendered(reports, name)
    assert str(error.value).startswith((f"templates/{name}.md.j2:1: ", "templates/wide.md.j2:1: "))
    assert "too" in str(error.value) or "more than" in str(error.value)
    assert time.monotonic() - started < QUICK


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"# Gap\n\xff\xfe", "templates/own.md.j2:2: byte 6 (0xff) is "),
        (b"# Gap\n\n\0", "templates/own.md.j2:3: a NUL character at byte 7"),
        (b"# Gap\n\x1b[31m", "templates/own.md.j2:2: it holds the character \\x1b, which cannot be seen"),
        ("a\n\u202eb".encode(), "templates/own.md.j2:2: it holds the character \\u202e, which cannot be seen"),
        (b"x" * (9 << 20), "templates/own.md.j2:1: the file has 9,437,184 bytes"),
        (b"x" * (2 << 20), "templates/own.md.j2:1: it has 2,097,152 bytes; a template may have 1,048,576"),
    ],
    ids=["no UTF-8", "NUL", "escape", "bidi", "9 MB", "2 MB"],
)
def test_bytes_that_are_no_template(content: bytes, line: str) -> None:
    with Reports(library({"own": content}), KNOWN) as reports, pytest.raises(TemplateError) as error:
        reports.named("own")
    assert str(error.value).startswith(line)


def test_a_link_is_not_followed() -> None:
    link = Source("templates/gap.md.j2", partial(bytes), "a symbolic link, which isokit does not follow")
    with Reports(Library.of(BUNDLED, [link]), KNOWN) as reports, pytest.raises(TemplateError) as error:
        reports.named("gap")
    assert str(error.value) == "templates/gap.md.j2:1: it is a symbolic link, which isokit does not follow"


def test_whatever_a_template_prints_is_escaped_once() -> None:
    template = """\
        {% macro cell(text) %}[{{ text }}]{% endmacro %}
        {{ tree.risks[0].title }}
        {{ tree.risks[0].title | safe }}
        {{ cell(tree.risks[0].title) }}
        {{ cell("") ~ tree.risks[0].title }}
        {{ [tree.risks[0].title] | join }}
        {{ "\\x1b[31m" }}
        {{ none }}{{ 1 }}{{ true }}
        """
    with Reports(library({"own": template}), KNOWN) as reports:
        lines = rendered(reports, "own").splitlines()
    escaped = r"x \| \[y\](z) \<b\>"
    assert lines[:3] == [escaped, escaped, f"[{escaped}]"]
    assert lines[3:5] == [rf"\[\]{escaped}", escaped]
    assert lines[5:] == [r"\\x1b\[31m", "1True"]


def test_a_child_that_was_ended_is_followed_by_another() -> None:
    with Reports(library({"bad": EXHAUSTING["large numbers"], "good": "# Good\n"}), KNOWN, LIMITS) as reports:
        with pytest.raises(TemplateError):
            rendered(reports, "bad")
        assert rendered(reports, "good") == "# Good\n"


@pytest.mark.parametrize("template", ["{{ tree.gapp }}", "{{ ''.__class__ }}", "{{ 'a' * 10**9 }}"])
def test_a_command_ends_with_2_and_writes_nothing(template: str, write_tree: Callable[[Files], Path]) -> None:
    root = write_tree({"templates/soa.md.j2": f"# Statement\n{template}\n"})
    done = CliRunner().invoke(app, ["-C", str(root), "report", "gap", "soa"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("isokit: templates/soa.md.j2:2: ") and done.stderr.count("\n") == 1
    assert not (root / "reports").exists()

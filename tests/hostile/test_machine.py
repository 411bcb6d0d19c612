"""Outputs that are closed or full, locales without UTF-8, narrow terminals and no terminal at all (row 28).

The tree is hostile as well: what is shown on a broken machine is never only plain text.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.doors import AS_OF, CHECKS, CLEAN, COULD_NOT, FOUND, GAPS, GENEROUS, apart, here, on_a_terminal
from tests.hostile.sinks import COLOURS, harmful, strict_json
from tests.hostile.trees import document, named_in_bytes, nonconformity, plant, record

DOORS = {name: " ".join(door) for name, door in (CHECKS | GAPS).items()}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with something of everything: accents, wide and turning characters, bytes that are no text, escapes."""
    root = plant(
        tmp_path_factory.mktemp("machine"),
        {
            "isokit.yaml": "organization: {name: 'B\xe4r & S\xf6hne \u8336\u58f6'}\nstandards: [iso9001:2015]\n",
            "policies/\xfcber.md": document("'P\xd6L-\u202e1'", "clauses: [5.2.2]", body="\x1b[31m [x](gr\xfcn.md)"),
            "policies/broken.md": b"---\nid: \xff\n---\n",
            "nonconformities/a.yaml": nonconformity("NC-1", "'\U0001f525 \u201equoted\u201c [/x]'"),
            "evidence/a.yaml": record("EVD-1", "files: [{path: evidence/\xe4.pdf}]"),
        },
    )
    named_in_bytes(root / "policies", b"gr\xf6sse.md", "text")
    return root


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree about which more is to be said than a pipe holds."""
    ownerless = "---\nid: POL-{}\ntitle: T\nstatus: approved\n---\n"
    return plant(tmp_path_factory.mktemp("large"), {f"policies/{n}.md": ownerless.format(n) for n in range(500)})


def shell(root: Path, door: str, rest: str) -> tuple[int, str, str]:
    """How a door ends in a shell, as users combine it with others."""
    line = f"'{sys.executable}' -m isokit -C '{root}' {door} {rest}"
    called = ["bash", "-o", "pipefail", "-c", line]
    done = subprocess.run(called, capture_output=True, encoding="utf-8", check=False, timeout=GENEROUS)
    return done.returncode, done.stdout, done.stderr


# Outputs


def test_a_pipe_that_is_closed_early_ends_the_command_quietly(large: Path) -> None:
    assert shell(large, DOORS["concise"], "| true") == (0, "", "")
    code, shown, complaint = shell(large, DOORS["json"], "| head -c 5")
    assert (code in (CLEAN, FOUND), len(shown), complaint) == (True, 5, "")


@pytest.mark.parametrize("door", [DOORS["full"], DOORS["gap json"]])
def test_a_full_disk_behind_the_output_is_said_in_a_line(door: str, tree: Path) -> None:
    assert shell(tree, door, "> /dev/full") == (COULD_NOT, "", "isokit: no space left on device\n")


def test_an_output_that_is_closed_is_said_in_a_line(tree: Path) -> None:
    said = "isokit: standard output or standard error is closed\n"
    assert shell(tree, DOORS["json"], ">&-") == (COULD_NOT, "", said)
    assert shell(tree, DOORS["json"], ">&- 2>&-") == (COULD_NOT, "", "")


def test_nowhere_to_complain_to_is_no_traceback_and_never_fine(tree: Path) -> None:
    for rest in ("2> /dev/full", "> /dev/full 2>&1"):
        code, shown, complaint = shell(tree, DOORS["markdown"], rest)
        assert code in (FOUND, COULD_NOT) and complaint == "" and "Traceback" not in shown


def test_a_complaint_is_never_mixed_into_json(tree: Path) -> None:
    code, shown, _ = shell(tree, DOORS["json"], "2>&-")
    assert shown == "" or strict_json(shown.encode())["schema"] == "isokit/check/1", code


def test_a_closed_input_is_nothing_to_isokit(tree: Path) -> None:
    code, shown, complaint = shell(tree, DOORS["concise"], "<&-")
    assert (code, complaint) == (FOUND, "") and "NCR101" in shown


def test_a_report_into_a_full_disk_is_said_in_a_line(tree: Path) -> None:
    code, _, complaint = shell(tree, DOORS["concise"], "--report json=/dev/full")
    assert code == COULD_NOT and complaint.startswith("isokit: ") and complaint.count("\n") == 1


# Locales

LOCALES = [
    {"LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "no_SUCH.locale", "PYTHONIOENCODING": "latin-1"},
]


def test_no_locale_changes_what_is_said_but_for_its_glyphs(tree: Path) -> None:
    for door, locale in zip((CHECKS["concise"], GAPS["markdown"]), LOCALES, strict=True):
        assert apart(tree, *door, *AS_OF, **locale).out == here(tree, *door, *AS_OF).out
    shown = apart(tree, *GAPS["table"], *AS_OF, **LOCALES[0])
    assert (shown.code, shown.complaint.count("\n")) == (CLEAN, 1)
    assert "o 4 missing" in shown.text and "\u25cb" not in shown.text


def test_no_locale_makes_a_traceback_of_a_complaint(tree: Path) -> None:
    for locale, argument in zip(LOCALES, ("gr\xfcn\u202e", "\xfc\u8336"), strict=True):
        shown = apart(tree, "check", argument, **locale)
        assert (shown.code, shown.out) == (COULD_NOT, b"")
        assert shown.err.startswith(b"isokit: there is no ") and shown.err.count(b"\n") == 1


@pytest.mark.parametrize("door", [CHECKS["concise"], CHECKS["full"], GAPS["table"]], ids=" ".join)
def test_ascii_is_what_it_says(door: tuple[str, ...], tree: Path) -> None:
    assert here(tree, *door, "--ascii").out.isascii()


# Terminals


@pytest.mark.parametrize(
    ("columns", "environment"),
    [(20, {}), (80, {"COLUMNS": "9" * 5000})],
    ids=["20", "COLUMNS=999..."],
)
def test_no_width_is_too_narrow_or_too_wide(columns: int, environment: dict[str, str], tree: Path) -> None:
    shown = on_a_terminal(tree, *GAPS["table"], columns=columns, variables={"TERM": "xterm"} | environment)
    assert shown.code == CLEAN
    words = COLOURS.sub("", shown.text).split()
    assert {"requirements", "missing", "isokit"} & {word.strip(".:,").lower() for word in words}
    assert not harmful(COLOURS.sub("", shown.text))


def test_a_narrow_terminal_gets_the_findings_whole(tree: Path) -> None:
    shown = on_a_terminal(tree, "check", "--color", "never", columns=20)
    assert shown.code == FOUND
    message = "error[NCR101] NC-1 (ungraded) is open, not closed: \U0001f525 \u201equoted\u201c [/x] -->"
    assert message in " ".join(shown.text.split())  # lines end between words
    assert shown.text.splitlines()[-1].endswith("files, as of " + shown.text.split()[-1])


@pytest.mark.parametrize("environment", [{}, {"TERM": "dumb"}], ids=str)
def test_a_terminal_that_promises_no_colours_gets_none(environment: dict[str, str], tree: Path) -> None:
    shown = on_a_terminal(tree, "check", variables=environment)
    assert shown.code == FOUND and "NCR101" in shown.text
    assert not COLOURS.search(shown.text)


def test_without_any_environment_there_is_still_an_answer(tree: Path) -> None:
    command = [sys.executable, "-m", "isokit", "-C", os.fspath(tree), "check"]
    done = subprocess.run(command, env={}, capture_output=True, check=False, timeout=GENEROUS)
    assert (done.returncode, done.stderr) == (FOUND, b"")
    assert b"NCR101" in done.stdout

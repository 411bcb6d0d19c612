"""What takes a moment to write takes a moment to read (rows 1 and 2): no input makes isokit work for minutes.

Each tree is read by a process of its own. What is read in proportion to its size takes a second; what grows with
the square of it, or faster, takes minutes, so that the limit is generous to any machine.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.hostile.doors import CLEAN, COULD_NOT, FOUND, apart
from tests.hostile.sinks import strict_json
from tests.hostile.trees import BYSTANDER, SETTINGS, document, nonconformity, plant, record
from tests.support import Files

EVIDENCE = "evidence/EVD-1.yaml"
POLICY = "policies/POL-1.md"


def lines(pattern: str, count: int) -> str:
    return "".join(pattern.format(n=number) for number in range(count))


def words(count: int, changed: int) -> str:
    """A text of many different characters, always the same but for every so many of them."""
    common, other = random.Random(1), random.Random(changed)
    chosen = (common.randrange(2_000) for _ in range(count))
    return "".join(chr(0x4E00 + (n if at % changed else other.randrange(2_000))) for at, n in enumerate(chosen))


ROLES = "roles:\n" + lines("  - {{id: role-number-{n}, title: T, holders: [{{name: Ada}}]}}\n", 2_500)
CHECKED: dict[str, Files] = {
    "long texts": {
        EVIDENCE: b"\n" * 150_000 + b"\0",
        "policies/blank.md": b"---\n" + b"\r\n" * 150_000 + b"a:\tb\n---\n",
        "registers/roles.csv": "id,title\n" + "\n" * 150_000,
        POLICY: document("POL-1", body="ISO/IEC 27001:2013\n" * 20_000),
    },
    "patterns of many folders and stars": {
        "isokit.yaml": SETTINGS
        + f"layout: {{procedures: '{'**/' * 12}x.md', instructions: 'policies/{'*a' * 12}b'}}\n",
        "policies/" + "d/" * 40 + "y.md": "text",
        f"policies/{'a' * 100}.md": "text",
    },
    "a pattern without end": {
        "isokit.yaml": SETTINGS + f"layout: {{procedures: '{'**/' * 1_000_000}x.md'}}\n",
        **{f"policies/{number}.md": "text" for number in range(100)},
    },
    "names that resemble many others": {
        "registers/roles.yaml": ROLES,
        "registers/risks.yaml": "risks:\n" + lines("  - {{id: R-{n}, title: T, owner: role-{n}-unknown}}\n", 2_500),
        EVIDENCE: record("EVD-1", "documents:") + lines("  - unknown-number-{n}\n", 2_500),
    },
    "two long names that resemble each other": {
        POLICY: document(words(60_000, 60_000)),
        EVIDENCE: record("EVD-1", f"documents: [{words(60_000, 7)}]"),
    },
    "many procedures with a space in their ids, each naming all": {
        f"procedures/{number}.md": document(f"SOP {number}", body=lines("SOP {n}; ", 650)) for number in range(650)
    },
    "all of these": {
        "evidence/spaces.yaml": b" " * 4_000_000 + b"\0",
        "evidence/long-key.yaml": record("EVD-1", f"{'valid_until' * 100_000}: 1"),
        "evidence/long-name.yaml": record("EVD-2", f"documents: ['{'iso9001:' * 100_000}']"),
        "evidence/unknown-keys.yaml": record("EVD-3", lines("key-{n}: 1\n", 2_500)),
        "evidence/unknown-clauses.yaml": record("EVD-4").replace("[iso9001", "#") + lines("- 8.{n}\n", 2_500),
        "evidence/one-line.yaml": "{id: EVD-5, note: [" + "a," * 50_000 + "]}",
        "registers/risks.yaml": "risks:\n" + "  - {id: r, title: T}\n" * 3_000,
        "policies/links.md": document("POL-1", body=lines("[a](../../x{n})\n\n", 2_500)),
        "policies/long-id.md": document("x" * 1_000_000),
    },
}
ASSESSED: Files = {
    EVIDENCE: record("EVD-1").replace("[iso9001", "#") + "- iso9001:2015/8.4.1\n" * 100_000,
    "registers/risks.yaml": "risks:\n" + lines("  - {{id: R-{n}, title: T, clauses: [6.1.1, 6.1.2]}}\n", 5_000),
    "nonconformities/long.yaml": nonconformity("NC-1", f"'{'word ' * 100_000}'"),
    "policies/long-id.md": document("x" * 500_000, "clauses: [8.4.1]"),
    **{f"nonconformities/{number}.yaml": nonconformity(f"NC-{number}", "T") for number in range(2, 300)},
}


@pytest.mark.parametrize("name", CHECKED)
def test_a_check_ends_soon_whatever_is_written_and_the_rest_is_judged(name: str, tmp_path: Path) -> None:
    shown = apart(plant(tmp_path, CHECKED[name]), "check", "-f", "json")
    assert shown.code in (FOUND, COULD_NOT), shown.complaint
    found = [(finding["path"], finding["code"]) for finding in strict_json(shown.out)["findings"]]
    assert (BYSTANDER, "DOC101") in found


def test_a_gap_ends_soon_whatever_is_written(tmp_path: Path) -> None:
    shown = apart(plant(tmp_path, ASSESSED), "gap", "--all")
    assert (shown.code, shown.complaint) == (CLEAN, "")
    assert "POL-9 is draft, not approved" in shown.text

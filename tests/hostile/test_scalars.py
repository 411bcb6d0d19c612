"""Words that a YAML reader may take for numbers, dates or decisions (row 5): one tree full of them.

They stay the text they are; where a key asks for a day, a number or a decision, what is none is a finding.
"""

from __future__ import annotations

import pytest

from tests.hostile.doors import FOUND, Seen, look
from tests.hostile.sinks import strict_json
from tests.hostile.trees import SETTINGS, plant

TREE = {
    "isokit.yaml": SETTINGS.replace("Blue Teapot Works", "NO"),
    "policies/no.md": """\
        ---
        id: NO
        title: on
        version: 1.10
        status: draft
        owner: n
        classification: yes
        clauses: [9001:4.1, 8.10]
        references: [017, 1_000, 1:20, 1.10, on, 2025-13-01, 15, 1000, 80, 1.1, true, 2026-01-01]
        ---
        Text.
        """,
    "registers/roles.yaml": """\
        roles:
          - {id: 017, title: 0x1F, holders: [{name: NO, from: 2025-13-01}]}
          - {id: n, title: 1e3, holders: [{name: null}]}
          - {id: 1_000, title: 1:20, holders: [{name: ~, to: 017}]}
          - {id: 1:20, title: .inf, holders: [{name: on, from: 20260101}]}
        """,
    "registers/objectives.csv": """\
        id,title,target,due
        1.10,NO,1_000,2025-13-01
        on,1:20,017,2026-02-30
        2025-13-01,9001:4.1,1:20,2026-1-31
        off,~,1.10,on
        """,
    "registers/applicability.yaml": """\
        applicability:
          - {clause: 8.3, applicable: NO, justification: on}
          - {clause: 8.5.1, applicable: n, justification: off}
          - {clause: 8.3.1, applicable: 0, justification: 1.10}
        """,
    "evidence/017.yaml": """\
        id: EVD-017
        title: 1.10
        type: on
        collected: 2025-13-01
        every: 1:20
        result: yes
        valid_until: 2026-02-30
        period: {from: 017, to: 2026-01-31T00:00:00Z}
        files: [{path: 1_000}]
        """,
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return look(plant(tmp_path_factory.mktemp("scalars"), TREE))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("policies/no.md", "8:21 REF001 iso9001:2015 has no clause 8.10"),
        ("registers/roles.yaml", "2:55 WSP001 from '2025-13-01': 2025-13-01 is not a valid date"),
        ("registers/roles.yaml", "4:54 WSP001 to '017': not a date; write it as YYYY-MM-DD"),
        ("registers/roles.yaml", "5:56 WSP001 from '20260101': not a date; write it as YYYY-MM-DD"),
        (
            "registers/objectives.csv",
            "2:9 WSP001 target '1_000': not a number; write it with a point and without units, like 97.5",
        ),
        ("registers/objectives.csv", "2:15 WSP001 due '2025-13-01': 2025-13-01 is not a valid date"),
        ("registers/objectives.csv", "3:13 WSP001 due '2026-02-30': 2026-02-30 is not a valid date"),
        (
            "registers/objectives.csv",
            "4:21 WSP001 target '1:20': not a number; write it with a point and without units, like 97.5",
        ),
        ("registers/objectives.csv", "4:26 WSP001 due '2026-1-31': not a date; write it as YYYY-MM-DD"),
        ("registers/objectives.csv", "5:12 WSP001 due 'on': not a date; write it as YYYY-MM-DD"),
        ("registers/applicability.yaml", "2:31 WSP001 applicable 'NO': write true or false"),
        ("registers/applicability.yaml", "3:33 WSP001 applicable 'n': write true or false"),
        ("registers/applicability.yaml", "4:33 WSP001 applicable '0': write true or false"),
        ("evidence/017.yaml", "4:12 WSP001 collected '2025-13-01': 2025-13-01 is not a valid date"),
        (
            "evidence/017.yaml",
            "5:8 WSP001 every '1:20': not a duration; write it like 90 days, 12 months or 1 year",
        ),
        ("evidence/017.yaml", "6:9 WSP001 result 'yes' is not one of pass, fail"),
        ("evidence/017.yaml", "7:14 WSP001 valid_until '2026-02-30': 2026-02-30 is not a valid date"),
        ("evidence/017.yaml", "8:16 WSP001 from '017': not a date; write it as YYYY-MM-DD"),
        ("evidence/017.yaml", "8:25 WSP001 to '2026-01-31T00:00:00Z': not a date; write it as YYYY-MM-DD"),
        ("evidence/017.yaml", "9:16 EVD102 EVD-017: the file 1_000 is not in the tree"),
    ],
)
def test_what_is_no_day_number_or_decision_is_said_where_it_stands(path: str, said: str, seen: Seen) -> None:
    assert said in seen.said(path)


def test_nothing_else_is_said_to_have_the_wrong_shape(seen: Seen) -> None:
    shapes = [found for found in seen.findings if found["code"] in ("TXT001", "WSP001", "WSP002")]
    assert (seen.code, len(shapes)) == (FOUND, 18)


def test_two_spellings_of_a_number_are_two_ids(seen: Seen) -> None:
    unknown = ["15", "1000", "80", "1.1", "true", "2026-01-01"]
    said = seen.said("policies/no.md", "REF001")[1:]
    assert [words.removesuffix(" does not exist").rpartition(" ")[2] for words in said] == unknown


def test_no_two_of_them_are_taken_for_one(seen: Seen) -> None:
    assert not [found for found in seen.findings if found["code"] == "WSP003"]


def test_a_reference_is_no_number_of_base_60(seen: Seen) -> None:
    assert seen.clause("iso9001:2015/4.1")["documents"] == ["NO"]
    assert seen.clause("iso9001:2015/8.1")["documents"] == []


def test_a_country_stays_a_country(seen: Seen) -> None:
    gap = seen.shown["gap json"]
    assert strict_json(gap.out)["organization"] == "NO"
    assert "| Organization | NO |" in seen.shown["markdown"].text
    assert {found["subject"] for found in seen.findings if found["path"] == "policies/no.md"} == {"NO"}


def test_an_exclusion_whose_decision_cannot_be_read_excludes_nothing(seen: Seen) -> None:
    assert "excluded" not in {seen.clause(f"iso9001:2015/{number}")["status"] for number in ("8.3.1", "8.3.2")}

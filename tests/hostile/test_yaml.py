"""YAML that takes other readers down, or that two of them read in two ways, in every kind of file (rows 1, 2, 4, 7).

What could end a process is read by a process of its own, with a gigabyte of memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from isokit.text.yaml import events
from tests.hostile.doors import AS_OF, COULD_NOT, FOUND, Seen, apart, here, look
from tests.hostile.sinks import strict_json
from tests.hostile.trees import HOMES, SETTINGS, document, in_every_home, moved_down, plant, record

# Rows 1 and 2: bombs

DEEP = 100_000
TOO_DEEP = "nested deeper than 64 levels"
WRITE_OUT = ": write the value out, or in quotes if it is a text"


def alias_bomb() -> str:
    """Nine levels of nine aliases: 400 million words if anybody wrote them out."""
    levels = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    return "a0: &a0 [lol]\n" + "".join(levels)


def merge_bomb() -> str:
    """The same with merge keys."""
    levels = (f"m{n}: &m{n}\n  <<: [{', '.join([f'*m{n - 1}'] * 9)}]\n" for n in range(1, 10))
    return "m0: &m0 {lol: lol}\n" + "".join(levels)


def staircase(levels: int) -> str:
    """Block mappings, each inside of the one above."""
    return "".join(" " * level + "a:\n" for level in range(levels))


BOMBS = {
    "alias-bomb": (alias_bomb(), "1:5", "anchor &a0" + WRITE_OUT),
    "merge-bomb": (merge_bomb(), "1:5", "anchor &m0" + WRITE_OUT),
    "list-in-itself": ("a: &a [*a]", "1:4", "anchor &a" + WRITE_OUT),
    "mapping-in-itself": ("a: &a {b: *a}", "1:4", "anchor &a" + WRITE_OUT),
    "key-in-itself": ("&a a: *a", "1:1", "anchor &a" + WRITE_OUT),
    "root-in-itself": ("&a\nb: *a", "1:1", "anchor &a" + WRITE_OUT),
    "alias-of-nothing": ("id: *nothing", "1:5", "alias *nothing" + WRITE_OUT),
    "merge-of-nothing": ("id: EVD-1\n<<: {owner: o}", "2:1", "a merge key (<<): write the keys out instead"),
    "brackets": ("[" * DEEP, "1:65", TOO_DEEP),
    "closed-brackets": ("[" * DEEP + "]" * DEEP, "1:65", TOO_DEEP),
    "braces": ("{a: " * DEEP, "1:257", TOO_DEEP),
    "braces-without-keys": ("{" * DEEP, "1:2", "a key must be a text, not a list or a mapping"),
    "brackets-and-braces": ("[{a: " * DEEP, "1:161", TOO_DEEP),
    "dashes": ("- " * DEEP, "1:129", TOO_DEEP),
    "dashes-and-keys": ("- a:\n" + "".join(f"{'  ' * n}- a:\n" for n in range(1, 500)), "33:65", TOO_DEEP),
    "staircase": (staircase(1_000), "65:65", TOO_DEEP),
    "below-good-keys": ("id: EVD-1\nnote: " + "[" * DEEP, "2:70", TOO_DEEP),
}


def both_ways(texts: Iterable[str]) -> dict[str, str]:
    """Each text as a record and as the front matter of a policy, numbered."""
    records = {f"evidence/{number}.yaml": text for number, text in enumerate(texts)}
    return records | {f"policies/{number}.md": f"---\n{text}\n---\nText.\n" for number, text in enumerate(texts)}


def bombed(root: Path) -> Path:
    return plant(root, both_ways([bomb for bomb, _, _ in BOMBS.values()]))


@pytest.fixture(scope="module")
def after_the_bombs(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    root = bombed(tmp_path_factory.mktemp("bombed"))
    assert apart(root, "check").code == FOUND  # nothing crashes: the other doors may be opened here
    return look(root)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_a_finding_where_it_begins_and_the_rest_is_judged(name: str, after_the_bombs: Seen) -> None:
    _, place, reason = BOMBS[name]
    number = [*BOMBS].index(name)
    assert after_the_bombs.refused(f"evidence/{number}.yaml") == [f"{place} {reason}"]
    assert after_the_bombs.refused(f"policies/{number}.md") == [f"{moved_down(place, '.md')} {reason}"]


def test_no_bomb_is_written_out_into_the_findings(after_the_bombs: Seen) -> None:
    assert max(len(shown.out) for shown in after_the_bombs.shown.values()) < 1_000_000
    assert b"[" * 500 not in after_the_bombs.shown["full"].out


def test_the_bombs_are_found_at_the_same_places_without_libyaml(
    tmp_path: Path, after_the_bombs: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "Parser", events.PureParser)
    assert here(bombed(tmp_path), "check", "-f", "json", *AS_OF).out == after_the_bombs.shown["json"].out


@pytest.mark.parametrize("name", ["alias-bomb", "brackets"])
def test_a_bomb_in_the_settings_ends_the_command_with_its_place(name: str, tmp_path: Path) -> None:
    bomb, place, reason = BOMBS[name]
    shown = apart(plant(tmp_path, {"isokit.yaml": bomb}), "gap")
    assert (shown.code, shown.out) == (COULD_NOT, b"")
    assert shown.complaint.startswith(f"isokit: isokit.yaml:{place}: this file cannot be read: {reason}; ")
    assert shown.complaint.count("\n") == 1


def test_64_levels_are_read_and_only_their_shape_is_wrong(tmp_path: Path) -> None:
    deep = "[" * 62 + "]" * 62
    seen = look(plant(tmp_path, {"evidence/EVD-1.yaml": record("EVD-1", f"note: [{deep}]")}))
    assert seen.said("evidence/EVD-1.yaml", "WSP001") == ["6:7 WSP001 note should be a text"]


def test_no_deep_text_hides_the_link_below_it(tmp_path: Path) -> None:
    below = "\n\n# Below\n\nSee [what is gone](gone.md)."
    openings = ("[", "![", "> ", "- ", "1. ", "x`", "*", "<div>", "<!", "\\[", "[a](", "[a]: <", "| ", "> - ")
    texts = {f"policies/{n}.md": document(f"POL-{n}", body=o * 20_000 + below) for n, o in enumerate(openings)}
    found = strict_json(apart(plant(tmp_path, texts), "check", "-f", "json").out)["findings"]
    places = [(f["path"], f["line"], f["column"]) for f in found if f["code"] == "REF003"]
    assert places == [(path, 11, 20) for path in sorted(texts)]


# Row 4: duplicate keys, with both places

TWICE = [
    ("id: A\ntitle: B\nid: C", "3:1", "id", "1:1"),
    ("id: A\n'id': C", "2:1", "id", "1:1"),
    ('id: A\n"\\x69d": C', "2:1", "id", "1:1"),
    ("{id: A, id: C}", "1:9", "id", "1:2"),
    ("id: A\nowner:\nowner: o", "3:1", "owner", "2:1"),
    ("list:\n  - id: A\n  - id: B\n    title: C\n    title: D", "5:5", "title", "4:5"),
    ("id: A\nfiles: [{path: a.pdf, sha256: '', path: b.pdf}]", "2:35", "path", "2:10"),
    ("a: {b: {c: 1}}\nd: {b: {c: 1, c: 2}}", "2:15", "c", "2:9"),
    ("id: A\r\ntitle: B\r\nid: C\r\n", "3:1", "id", "1:1"),
    ("? id\n: A\n? id\n: B", "3:3", "id", "1:3"),
]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A tree with every one of them as a record and as front matter."""
    return look(plant(tmp_path_factory.mktemp("twice"), both_ways([text for text, *_ in TWICE])))


@pytest.mark.parametrize("number", range(len(TWICE)), ids=[ascii(text) for text, *_ in TWICE])
@pytest.mark.parametrize("path", ["evidence/{}.yaml", "policies/{}.md"])
def test_a_key_that_stands_twice_is_said_with_both_places(path: str, number: int, twice: Seen) -> None:
    _, second, key, first = TWICE[number]
    message = f"the key '{key}' appears twice in one mapping, first at line {moved_down(first, path)}"
    assert twice.refused(path.format(number)) == [f"{moved_down(second, path)} {message}"]


def test_a_key_that_stands_twice_is_said_in_every_kind_of_file(tmp_path: Path) -> None:
    seen = look(plant(tmp_path, in_every_home("id: A\ntitle: B\nid: C")))
    for path in HOMES:
        (said,) = seen.refused(path)
        assert said.startswith(f"{moved_down('3:1', path)} the key 'id' appears twice")


def test_a_key_that_stands_twice_in_the_settings_is_said_with_both_places(tmp_path: Path) -> None:
    seen = look(plant(tmp_path, {"isokit.yaml": SETTINGS + "standards: [iso27001:2022]\n"}))
    message = "the key 'standards' appears twice in one mapping, first at line 2:1"
    assert seen.code == COULD_NOT
    assert seen.refused("isokit.yaml") == [f"3:1 {message}"]
    assert f"isokit.yaml:3:1: this file cannot be read: {message}" in seen.shown["table"].complaint


def test_a_register_that_begins_twice_loses_no_entry_in_silence(tmp_path: Path) -> None:
    text = "roles:\n  - {id: a, title: A}\nroles:\n  - {id: b, title: B}\n"
    seen = look(plant(tmp_path, {"registers/roles.yaml": text}))
    assert seen.refused("registers/roles.yaml") == [
        "3:1 the key 'roles' appears twice in one mapping, first at line 1:1"
    ]


def test_an_id_that_stands_twice_in_the_tree_is_said_with_both_files(tmp_path: Path) -> None:
    seen = look(plant(tmp_path, {"evidence/a.yaml": record("EVD-1"), "evidence/b.yaml": record("EVD-1")}))
    assert "1:5 WSP003 the id EVD-1 is already used in evidence/a.yaml" in seen.said("evidence/b.yaml")
    assert not seen.said("evidence/a.yaml", "WSP003")


# Row 7: tags

TAG = "a tag (!): isokit reads plain values only; put a text in quotes"


def tags(marker: Path) -> Iterator[tuple[str, str]]:
    """Values with tags, most of which some reader would obey, each with the place of the tag."""
    yield f"id: !!python/object/apply:os.system ['touch {marker}']", "1:5"
    yield f"!!python/object/apply:os.system ['touch {marker}']", "1:1"
    yield f"id: !!python/object/new:os.system ['touch {marker}']", "1:5"
    yield "id: !!python/name:os.system", "1:5"
    yield f"id: !<tag:yaml.org,2002:python/object/apply:os.system> ['touch {marker}']", "1:5"
    yield f"id: A\nnote: [1, !!python/object/apply:os.system ['touch {marker}']]", "2:11"
    yield f"!!python/object/apply:os.system ['touch {marker}'] : A", "1:1"
    yield "id: !ruby/object:Gem::Installer {i: x}", "1:5"
    yield "id: !include /etc/passwd", "1:5"
    yield "id: !!binary aGk=", "1:5"
    yield "collected: !!timestamp 2026-01-31", "1:12"
    yield "id: !!str 017", "1:5"
    yield "id: ! 017", "1:5"
    yield "!!set {id, title}", "1:1"


def test_a_tag_is_refused_where_it_stands_and_never_obeyed(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    texts, places = zip(*tags(marker), strict=True)
    seen = look(plant(tmp_path / "tree", both_ways(texts)))
    for number, place in enumerate(places):
        assert seen.refused(f"evidence/{number}.yaml") == [f"{place} {TAG}"], texts[number]
        assert seen.refused(f"policies/{number}.md") == [f"{moved_down(place, '.md')} {TAG}"], texts[number]
    assert seen.code == FOUND and not marker.exists()


def test_a_tag_is_refused_in_every_kind_of_file(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    text = f"id: !!python/object/apply:os.system ['touch {marker}']"
    seen = look(plant(tmp_path / "tree", in_every_home(text)))
    assert {path: seen.refused(path) for path in HOMES} == {p: [f"{moved_down('1:5', p)} {TAG}"] for p in HOMES}
    assert not marker.exists()


def test_a_tag_in_the_settings_is_never_obeyed(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    settings = f"organization: !!python/object/apply:os.system ['touch {marker}']\nstandards: [iso9001:2015]\n"
    seen = look(plant(tmp_path / "tree", {"isokit.yaml": settings}))
    assert seen.code == COULD_NOT and not marker.exists()
    assert "isokit.yaml:1:15: this file cannot be read: a tag (!)" in seen.shown["markdown"].complaint

"""The formats read back, the way the services read them: what each says of code, path, line, column and message."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from tests.hostile.sinks import cells_of

Said = tuple[str, str, int, int, str]
"""Code, path, line, column, and the message with its cure."""
LINE = re.compile(r"(?P<path>.*?):(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]{3}\d{3}) \[\w+\] (?P<told>.*)")
ASIDE = re.compile(r" \(suppressed by \w+: .*\)$")
PLACE = re.compile(r"(?P<path>.*):(?P<line>\d+):(?P<column>\d+)")


def said_in_line(line: str) -> Said:
    found = LINE.fullmatch(line)
    assert found, line
    return found["code"], found["path"], int(found["line"]), int(found["column"]), found["told"]


def of_json(text: str) -> Iterator[Said]:
    for found in json.loads(text)["findings"]:
        told = f"{found['message']}; {found['help']}" if found["help"] else found["message"]
        yield found["code"], found["path"], found["line"], found["column"], told


def of_concise(text: str) -> Iterator[Said]:
    return map(said_in_line, text.splitlines())


def of_full(text: str) -> Iterator[Said]:
    heads = re.compile(
        r"^\w+\[(?P<code>\w+)\] (?P<message>.*)\n  --> (?P<path>.*):(?P<line>\d+):(?P<column>\d+)\n"
        r"(?:.*\n)*?   = why:  .*\n(?:   = help: (?P<help>.*)\n)?",
        re.MULTILINE,
    )
    for found in heads.finditer(text):
        told = f"{found['message']}; {found['help']}" if found["help"] else found["message"]
        yield found["code"], found["path"], int(found["line"]), int(found["column"]), told


def of_sarif(text: str) -> Iterator[Said]:
    (run,) = json.loads(text)["runs"]
    for result in run["results"]:
        (location,) = result["locations"]
        where = location["physicalLocation"]
        region = where["region"]
        told = re.sub(r"\{\{(\d+)\}\}", r"{\1}", result["message"]["text"])
        path = unquote(where["artifactLocation"]["uri"])
        yield result["ruleId"], path, region["startLine"], region["startColumn"], told


def of_junit(text: str) -> Iterator[Said]:
    for case in ElementTree.fromstring(text).iter("testcase"):
        for told in (*case.iter("failure"), *case.iter("system-out")):
            yield from (said_in_line(ASIDE.sub("", line)) for line in (told.text or "").split("\n"))


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner understands it: its name, its properties and its data."""
    start, head, data = line.lstrip().split("::", 2)
    assert not start, line
    name, _, given = head.partition(" ")
    pairs = (pair.split("=", 1) for pair in given.split(",") if "=" in pair)
    return name, {key: _unescaped(value, ":,\r\n") for key, value in pairs}, _unescaped(data, "\r\n")


def _unescaped(words: str, escaped: str) -> str:
    for char in (*escaped, "%"):
        words = words.replace(f"%{ord(char):02X}", char)
    return words


def of_github(text: str) -> Iterator[Said]:
    for line in text.splitlines():
        if not line.startswith("::"):
            yield said_in_line(line)
            continue
        _, given, told = command(line)
        if "file" in given:
            yield given["title"].split()[0], given["file"], int(given["line"]), int(given["col"]), told


def of_github_summary(text: str) -> Iterator[Said]:
    cells = list(cells_of(text))
    for start in range(0, len(cells), 4):
        _, rule, place, told = cells[start : start + 4]
        found = PLACE.fullmatch(place)
        assert found, place
        yield rule.split()[0], found["path"], int(found["line"]), int(found["column"]), told


def of_gitlab(text: str) -> Iterator[tuple[str, str, int, str]]:
    """Code, path, line and message; the format has no columns."""
    for found in json.loads(text):
        code, _, told = found["description"].partition(": ")
        assert code == found["check_name"]
        yield code, found["location"]["path"], found["location"]["lines"]["begin"], told

"""The graph as Mermaid and DOT: whatever a tree says, a diagram holds its nodes, its edges and nothing else.

Both readers below know the strict part of the languages that isokit writes, and refuse everything else.
"""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.analysis.graph import Edge, Graph, Group, Node
from isokit.analysis.relations import Relation
from isokit.analysis.subgraph import Subgraph
from isokit.outputs import graph as pages
from isokit.outputs.look import Look
from isokit.schemas import graph as schema
from isokit.text.escape import visible

HOSTILE = [
    "end",
    "subgraph x",
    'click n1 "javascript:alert(1)"',
    "click n1 call x()",
    '%%{init: {"securityLevel": "loose"}}%%',
    "%% gone",
    'a"]; n9["b',
    "a\\",
    '\\"; n9 -> n8; "',
    "\\N \\G \\l",
    "`md` **b** _i_ ~~s~~",
    "1. list",
    "- point",
    "# head #quot; #35;",
    "<img src=x onerror=alert(1)>",
    "<<b>bold</b>>",
    "&lt;b&gt; &#124; &",
    "one\ntwo\r\n  n9 --> n8",
    "style: x#y;",
    "classDef x fill:#f00;",
    "www.evil.example https://evil.example",
    "\u202eabc\x07\ud800",
    "##[error]x ##vso[x]",
    "::error::x",
    "$$x$$",
    "a@{ shape: x }",
    "-->|x|",
    "{{x}} ((x)) [/x/]",
    "😀 Qualität ﬂ°°35¶ß",
    "x" * 300,
    "",
]
SHAPES = [r'\["(.*)"\]', r'\(\["(.*)"\]\)', r'\[\("(.*)"\)\]', r'\[\["(.*)"\]\]', r'>"(.*)"\]', r'\(\("(.*)"\)\)']
SHAPES += [r'\{\{"(.*)"\}\}', r'\{"(.*)"\}']
IN_MERMAID = re.compile(r"(?:[A-Za-z]|#\d+;)(?:[\w ,/-]|\.(?=\d)|#\d+;)*", re.UNICODE)
Read = tuple[list[str], list[tuple[str, str, str]]]
"""The labels, and the edges by the names of their nodes."""


def of_mermaid(text: str) -> Read:
    head, *lines = text.splitlines()
    assert head == "flowchart LR"
    nodes = [line for line in lines if "-->" not in line]
    labels = []
    for number, line in enumerate(nodes, 1):
        name, shape = re.fullmatch(r"  (n\d+)(\W.*)", line).groups()  # type: ignore[union-attr]
        found = [match for each in SHAPES if (match := re.fullmatch(each, shape))]
        label = found[-1][1] if len(found) == 1 else min((match[1] for match in found), key=len)
        assert name == f"n{number}" and IN_MERMAID.fullmatch(label) and "_" not in label, line
        labels.append(re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label))
    edges = [re.fullmatch(r"  (n\d+) -->\|([a-z ,]+)\| (n\d+)", line) for line in lines[len(nodes) :]]
    return labels, [match.group(1, 2, 3) for match in edges if match]  # type: ignore[misc]


def of_dot(text: str) -> Read:
    head, direction, *lines, end = text.splitlines()
    assert (head, direction, end) == ("digraph isokit {", "  rankdir=LR;", "}")
    labels: list[str] = []
    edges: list[tuple[str, str, str]] = []
    for line in lines:
        if match := re.fullmatch(r'  (n\d+) -> (n\d+) \[label="([a-z ,]+)"\];', line):
            edges.append((match[1], match[3], match[2]))
            continue
        match = re.fullmatch(r'  n(\d+) \[label="((?:[^"\\]|\\"|\\\\)*)", shape=[a-z]+\];', line)
        assert match and int(match[1]) == len(labels) + 1, line
        labels.append(html.unescape(re.sub(r"\\(.)", r"\1", match[2])))
    return labels, edges


def picture(*words: str, group: Group = Group.DOCUMENTS) -> schema.Graph:
    nodes = tuple(Node(group, f"N-{number}", "policy", word) for number, word in enumerate(words, 1))
    edges = tuple(Edge(nodes[0], relation, node) for node in nodes[1:] for relation in list(Relation)[:2])
    return schema.graph_of(Subgraph(Graph(nodes, edges), (group,)))


def label(name: str, words: str) -> str:
    """What a node of this id and title is to be called."""
    whole = visible(" ".join(f"{name} {words or 'policy'}".split()))
    return whole if len(whole) <= pages.LONGEST else whole[: pages.LONGEST - 1] + "…"


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("word", HOSTILE, ids=ascii)
def test_words_stay_words_in_every_shape(word: str, group: Group) -> None:
    two = picture("First", word, group=group)
    for read in (of_mermaid(pages.mermaid(two, Look())), of_dot(pages.dot(two, Look()))):
        assert read == (["N-1 First", label("N-2", word)], [("n1", "implements, supports", "n2")])


@pytest.mark.parametrize("word", HOSTILE, ids=ascii)
def test_an_id_is_words_too(word: str) -> None:
    one = schema.graph_of(Subgraph(Graph((Node(Group.DOCUMENTS, word, "policy"),), ()), (Group.DOCUMENTS,)))
    for labels, _ in (of_mermaid(pages.mermaid(one, Look())), of_dot(pages.dot(one, Look()))):
        assert labels == [label(word, "")]


@given(st.lists(st.text(max_size=80), min_size=1, max_size=4), st.booleans())
def test_any_words_are_read_as_they_are_written(words: list[str], ascii_only: bool) -> None:
    some, look = picture(*words), Look(ascii=ascii_only)
    wanted = [label(f"N-{number}", word) for number, word in enumerate(words, 1)]
    texts = pages.mermaid(some, look), pages.dot(some, look)
    if ascii_only:
        assert all(text.isascii() for text in texts)
    labels = [of_mermaid(texts[0])[0], of_dot(texts[1])[0]]
    assert labels == [wanted, wanted]


def test_an_empty_graph_is_an_empty_diagram() -> None:
    nothing = schema.graph_of(Subgraph(Graph((), ()), (Group.DOCUMENTS,)))
    assert pages.mermaid(nothing, Look()) == "flowchart LR\n"
    assert of_dot(pages.dot(nothing, Look())) == ([], [])

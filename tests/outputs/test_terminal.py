"""What a terminal shows: lines are broken where a reader expects it."""

from __future__ import annotations

from isokit.outputs import terminal
from isokit.outputs.look import Look


def test_numbers_in_words_are_never_parted_from_their_words() -> None:
    words = [(f"{number} {word}  ", "") for number, word in ((19, "evidenced"), (1, "partial"), (3, "not conforming"))]
    made = terminal.counts([("8 Operation", words)], ("clause", "requirements"), Look(width=40))
    assert terminal.render([made], Look(width=40)).splitlines()[2:] == [
        "8 Operation   19 evidenced  1 partial",
        "              3 not conforming",
    ]

"""A child process for what is not trusted: its limits, and what is reported when it ends without an answer."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict

import pytest

from isokit.edge.sandbox import LIMITS, Broken, Ended, Limits, Sandbox

CHILD = "tests.edge.sandboxed"
WITHOUT_RESOURCE = "tests.edge.sandboxed_without_resource"


def ask(work: str, limits: Limits = LIMITS, module: str = CHILD) -> dict[str, object]:
    with Sandbox(module, {"greeting": "hello"}, limits) as child:
        return child.ask({"work": work})


def test_a_child_answers_from_what_it_was_set_up_with() -> None:
    assert ask("greet")["answer"] == "hello"


def test_a_child_has_the_limits_of_isokit_unless_others_are_given() -> None:
    assert ask("limits")["answer"] == {"processor": [10, 11], "memory": [512 << 20, 512 << 20], "files": [3, 3]}
    assert asdict(LIMITS) == {"processor": 10, "waiting": 20, "memory": 512 << 20, "answer": 64 << 20}


@pytest.mark.parametrize(
    ("work", "limits", "message"),
    [
        ("loop", Limits(processor=1, waiting=30), "takes more than 1 second or 512 MiB of memory"),
        ("fill", Limits(memory=128 << 20), "takes more than 10 seconds or 128 MiB of memory"),
        ("loop", Limits(waiting=1), "takes more than 1 second"),
        ("talk", Limits(answer=1 << 20), "gives more than 1 MiB, or nothing that can be read"),
    ],
)
def test_a_limit_that_is_exceeded_is_named(work: str, limits: Limits, message: str) -> None:
    with pytest.raises(Ended) as ended:
        ask(work, limits)
    assert str(ended.value) == message


def test_the_limit_on_waiting_holds_on_a_system_without_resource() -> None:
    assert ask("limits", module=WITHOUT_RESOURCE)["answer"] != ask("limits")["answer"]
    started = time.monotonic()
    with pytest.raises(Ended, match=r"^takes more than 1 second$"):
        ask("loop", Limits(waiting=1), WITHOUT_RESOURCE)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("module", "work", "reason"),
    [
        ("tests.edge.no_such_module", "greet", "ModuleNotFoundError: No module named 'tests.edge.no_such_module'"),
        (CHILD, "raise", "RuntimeError: out of order"),
        (CHILD, "exit", "exit code 9"),
    ],
)
def test_another_end_is_no_limit(module: str, work: str, reason: str) -> None:
    with pytest.raises(Broken) as broken:
        ask(work, module=module)
    assert str(broken.value) == f"the process for templates has ended: {reason}"


def test_a_child_that_cannot_be_started_is_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(Broken, match=r"^the process for templates cannot start: .*No such file"):
        ask("greet")


def test_a_child_that_ended_is_followed_by_another() -> None:
    with Sandbox(CHILD, {"greeting": "hello"}) as child:
        with pytest.raises(Broken):
            child.ask({"work": "exit"})
        assert child.ask({"work": "greet"}) == {"answer": "hello"}

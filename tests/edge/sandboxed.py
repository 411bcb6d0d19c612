"""What the child process of test_sandbox.py does, by the name of the work."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from typing import Any, NoReturn

from isokit.edge.sandbox import Message

LIMITS = {"processor": resource.RLIMIT_CPU, "memory": resource.RLIMIT_AS, "files": resource.RLIMIT_NOFILE}


def answering(setup: Message) -> Callable[[Message], Message]:
    works: dict[str, Callable[[], Any]] = {
        "greet": lambda: setup["greeting"],
        "limits": lambda: {name: resource.getrlimit(kind) for name, kind in LIMITS.items()},
        "loop": loop,
        "fill": lambda: "a" * (1 << 30),
        "talk": lambda: "a" * (2 << 20),
        "raise": refuse,
        "exit": lambda: os._exit(9),
    }
    return lambda question: {"answer": works[question["work"]]()}


def loop() -> NoReturn:
    while True:
        pass


def refuse() -> NoReturn:
    raise RuntimeError("out of order")

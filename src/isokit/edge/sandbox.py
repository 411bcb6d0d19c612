"""A child process for work on what is not trusted: code of isokit, reached through two pipes, with limits.

Questions and answers are JSON behind their length. On a system without `resource` (Windows), the limits on waiting
and on the size of an answer still hold.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import IO, Any, NoReturn

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

Message = dict[str, Any]
LENGTH = 8
"""Bytes before each message that say how long it is."""
START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from isokit.edge import sandbox; sandbox.serve()"
KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""The variables of the environment without which Python may not start."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor time and of waiting for one answer; bytes of memory and of one answer."""

    processor: int = 10
    waiting: int = 20
    memory: int = 512 << 20
    answer: int = 64 << 20


LIMITS = Limits()


class Exceeded(BaseException):
    """Raised in the child when its processor time is used up. No `Exception`, so that nothing else catches it."""


class Ended(Exception):
    """The child ended without an answer: it exceeded a limit. The message says which."""


class Sandbox:
    """A child process that answers questions with what `answering(setup)` of a module gives. It starts when asked."""

    def __init__(self, module: str, setup: Message) -> None:
        self._module, self._setup, self._limits = module, setup, LIMITS
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: Message) -> Message:
        """The answer to a question. Raises `Ended` where a limit is exceeded."""
        questions = [question] if self._process else [self._setup, question]
        process = self._process = self._process or self._started()
        assert process.stdin and process.stdout
        timer = threading.Timer(self._limits.waiting, process.kill)
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                for each in questions:
                    _write(process.stdin, each)
            return _read(process.stdout, self._limits.answer)
        except (EOFError, ValueError, RecursionError):
            self.close()
            raise Ended(self._reason(waited=timer.finished.is_set())) from None
        finally:
            timer.cancel()

    def _reason(self, waited: bool) -> str:
        limits = self._limits
        if waited:
            return f"takes more than {limits.waiting} seconds"
        return f"takes more than {limits.processor} seconds or {limits.memory >> 20} MiB of memory"

    def _started(self) -> subprocess.Popen[bytes]:
        path = json.dumps([os.path.abspath(entry) for entry in sys.path if entry])
        return subprocess.Popen(
            [sys.executable, "-I", "-c", START, path, self._module, json.dumps(asdict(self._limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            cwd=os.path.abspath(os.sep),
        )

    def close(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _write(pipe: IO[bytes], message: Message) -> None:
    data = json.dumps(message).encode()
    pipe.write(len(data).to_bytes(LENGTH, "big") + data)
    pipe.flush()


def _read(pipe: IO[bytes], most: int) -> Message:
    """The next message. Raises `EOFError` where there is none, `ValueError` where it is too long or no JSON object."""
    length = int.from_bytes(_exactly(pipe, LENGTH), "big")
    if length > most:
        raise ValueError("too long")
    message = json.loads(_exactly(pipe, length))
    if not isinstance(message, dict):
        raise ValueError("not an object")
    return message


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count)
    if len(data) < count:
        raise EOFError
    return data


def serve() -> NoReturn:
    """In the child: answer questions until there are no more."""
    answering: Callable[[Message], Callable[[Message], Message]] = importlib.import_module(sys.argv[2]).answering
    _restrict(Limits(**json.loads(sys.argv[3])))
    with contextlib.suppress(EOFError):
        answer = answering(_read(sys.stdin.buffer, sys.maxsize))
        while True:
            _write(sys.stdout.buffer, answer(_read(sys.stdin.buffer, sys.maxsize)))
    os._exit(0)


def _restrict(limits: Limits) -> None:
    """Set the limits the system has. No more files are opened, and nothing is written to disk."""
    if resource is None:
        return
    signal.signal(signal.SIGXCPU, _exceeded)
    seconds = limits.processor
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_AS, limits.memory, limits.memory),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, 3, 3),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))


def _exceeded(*_: object) -> NoReturn:
    raise Exceeded

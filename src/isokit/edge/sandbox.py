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
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import IO, Any, NoReturn

from isokit.text.words import many

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
BY_LIMIT = [-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL", "SIGSEGV") if hasattr(signal, name)]
"""How a system ends a child that has used up its time, its memory or its stack."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor time and of waiting for one answer; bytes of memory and of one answer."""

    processor: int = 10
    waiting: int = 20
    memory: int = 512 << 20
    answer: int = 64 << 20


LIMITS = Limits()
EXCEEDED = 75
"""The exit code of a child that ran out of processor time or memory and could still end itself."""


class Exceeded(BaseException):
    """Raised in the child when its processor time is used up. No `Exception`, so that nothing else catches it."""


class Ended(Exception):
    """The child ended without an answer since a limit was exceeded. The message says which."""


class Broken(Exception):
    """The child could not start, or ended for a reason that is no limit: a fault of isokit or of the system."""


class Sandbox:
    """A child process that answers questions with what `answering(setup)` of a module gives. It starts when asked."""

    def __init__(self, module: str, setup: Message, limits: Limits = LIMITS) -> None:
        self._module, self._setup, self._limits = module, setup, limits
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: Message) -> Message:
        """The answer to a question. Raises `Ended` where a limit is exceeded, `Broken` where the child fails."""
        questions = [question] if self._process else [self._setup, question]
        process = self._process = self._process or self._start()
        assert process.stdin and process.stdout
        timer = threading.Timer(self._limits.waiting, process.kill)
        due = time.monotonic() + self._limits.waiting
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                for each in questions:
                    _write(process.stdin, each)
            return _read(process.stdout, self._limits.answer)
        except EOFError:
            failure: Exception = self._failure(late=time.monotonic() >= due)
        except (ValueError, RecursionError):
            failure = Ended(f"gives more than {self._limits.answer >> 20} MiB, or nothing that can be read")
        finally:
            timer.cancel()
        self.close()
        raise failure

    def _failure(self, late: bool) -> Ended | Broken:
        """Why the child has ended. Without a signal or the exit code of a limit, its last line of output says it."""
        assert self._process
        limits, (_, output) = self._limits, self._process.communicate()
        if late:
            return Ended(f"takes more than {many(limits.waiting, 'second')}")
        if self._process.returncode in (EXCEEDED, *BY_LIMIT):
            return Ended(f"takes more than {many(limits.processor, 'second')} or {limits.memory >> 20} MiB of memory")
        lines = output.decode("utf-8", "replace").strip().splitlines() or [f"exit code {self._process.returncode}"]
        return Broken(f"the process for templates has ended: {lines[-1]}")

    def _start(self) -> subprocess.Popen[bytes]:
        path = json.dumps([os.path.abspath(entry) for entry in sys.path if entry])
        command = [sys.executable, "-I", "-c", START, path, self._module, json.dumps(asdict(self._limits))]
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=kept,
                cwd=os.path.abspath(os.sep),
            )
        except OSError as error:
            raise Broken(f"the process for templates cannot start: {error}") from None

    def close(self) -> None:
        if self._process:
            with self._process:
                self._process.kill()
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
    try:
        answer = answering(_read(sys.stdin.buffer, sys.maxsize))
        while True:
            _write(sys.stdout.buffer, answer(_read(sys.stdin.buffer, sys.maxsize)))
    except EOFError:
        os._exit(0)
    except (Exceeded, MemoryError):
        os._exit(EXCEEDED)


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

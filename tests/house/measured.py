"""Run the words after it as isokit does, and print on stderr how much work that was, as JSON. Started by a test.

Counted are the modules imported, the files opened, the processes started, the events of YAML, the entities fitted and
the calls of Python, those of the import machinery left out. No time is measured: counts are the same on every machine.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn

PROCESSES = {"subprocess.Popen", "os.posix_spawn", "os.fork", "os.exec", "os.system"}
ENTITIES = os.path.join("isokit", "model", "fit.py")

counted: Counter[str] = Counter(dict.fromkeys(("files", "processes", "events", "entities", "calls"), 0))
leave = os._exit


def audited(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and not str(arguments[0]).endswith((".py", ".pyc")):
        counted["files"] += 1
    counted["processes"] += event in PROCESSES
    if event == "import" and arguments[0] == "isokit.text.yaml.read":
        from isokit.text.yaml import events

        vars(events)["event_reader"] = counting(events.event_reader)


def counting(event_reader: Callable[[str], Callable[[], Any]]) -> Callable[[str], Callable[[], Any]]:
    def reader(text: str) -> Callable[[], Any]:
        next_event = event_reader(text)

        def counted_event() -> Any:
            counted["events"] += 1
            return next_event()

        return counted_event

    return reader


def profiled(frame: FrameType, kind: str, argument: Any) -> None:
    code = frame.f_code
    if kind == "call" and code.co_filename != __file__:
        counted["calls"] += not code.co_filename.startswith("<frozen importlib")
        counted["entities"] += code.co_name == "fit" and code.co_filename.endswith(ENTITIES)


def left(code: int) -> NoReturn:
    sys.setprofile(None)
    print("\n" + json.dumps({"modules": len(sys.modules), **counted}), file=sys.stderr, flush=True)
    leave(code)


if __name__ == "__main__":
    del sys.path[0]  # this folder is no place to import from
    vars(os)["_exit"] = left
    sys.argv[0] = "isokit"
    sys.addaudithook(audited)
    sys.setprofile(profiled)
    from isokit.__main__ import main

    main()

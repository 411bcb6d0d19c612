"""A tree of any size, made like the real ones: 64 % evidence records, 35 % documents, 1 % registers.

`python -m bench.generate FOLDER 10000`. The same size gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

CLAUSES = [
    "4.1",
    "4.2",
    "4.4.1",
    "5.3",
    "6.1.1",
    "6.2.1",
    "7.1.5.1",
    "7.2",
    "7.3",
    "8.1",
    "8.2.1",
    "8.4.1",
    "8.4.2",
    "8.5.1",
    "8.6",
    "8.7.1",
    "9.1.1",
    "9.1.2",
    "10.2.1",
]
WORDS = [
    "supplier",
    "order",
    "check",
    "gauge",
    "release",
    "record",
    "leader",
    "shift",
    "customer",
    "return",
    "part",
    "batch",
    "label",
    "store",
    "plan",
    "review",
]
TYPES = ["supplier-evaluation", "calibration-record", "competence-record", "release-record", "monitoring-result"]
ENTRIES = 50


def tree(folder: Path, files: int, seed: int = 1) -> None:
    """Write a tree of about this many files."""
    chance = random.Random(seed)
    documents, registers = files * 35 // 100, max(1, files // 100)
    _write(folder / "isokit.yaml", "organization: {name: Bench, scope: none}\nstandards: [iso9001:2015]\n")
    for number in range(documents):
        _write(
            folder / "procedures" / f"{number // 200:03}" / f"PRO-{number:05}.md", _document(number, documents, chance)
        )
    for number in range(files - documents - registers):
        path = folder / "evidence" / f"{number // 200:03}" / f"EVD-{number:06}.yaml"
        _write(path, _evidence(number, documents, chance))
    _registers(folder, registers, chance)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(13)).capitalize() + "."


def _document(number: int, documents: int, chance: random.Random) -> str:
    other = (number + 1) % documents
    front = f"""---
id: PRO-{number:05}
title: Procedure {number}
type: procedure
version: "{number % 9 + 1}.{number % 4}"
status: approved
owner: ROLE-{chance.randrange(ENTRIES):03}
approved: {{by: ROLE-{chance.randrange(ENTRIES):03}, on: 2026-0{chance.randrange(1, 10)}-11}}
review: {{every: 2 years}}
clauses: [iso9001:2015/{chance.choice(CLAUSES)}, iso9001:2015/{chance.choice(CLAUSES)}]
references: [PRO-{other:05}]
---
"""
    parts = [f"# Procedure {number}\n"]
    for section in range(8):
        link = f"[the next one](../{other // 200:03}/PRO-{other:05}.md)"
        parts.append(f"## {section + 1} {chance.choice(WORDS).title()}\n")
        parts.append(f"{_sentence(chance)} See {link}.\n{_sentence(chance)}\n{_sentence(chance)}\n")
        parts.append(f"- {_sentence(chance)}\n- {_sentence(chance)}\n- {_sentence(chance)}\n")
    parts.append("| step | who |\n| --- | --- |\n| one | ROLE-001 |\n| two | ROLE-002 |\n")
    return front + "\n".join(parts)


def _evidence(number: int, documents: int, chance: random.Random) -> str:
    return f"""# A record as organizations keep them.
id: EVD-{number:06}
title: Record {number} of the year 2025
type: {chance.choice(TYPES)}
result: pass
collected: 2026-01-{chance.randrange(10, 28)}
collected_by: ROLE-{chance.randrange(ENTRIES):03}
period:
  from: 2025-01-01
  to: 2025-12-31
every: 12 months
owner: ROLE-{chance.randrange(ENTRIES):03}
clauses:
  - iso9001:2015/{chance.choice(CLAUSES)}
documents: [PRO-{chance.randrange(documents):05}]
location:
  system: archive
  reference: shelf {number % 70}
  checked_by: ROLE-{number % ENTRIES:03}
  checked_on: 2026-01-28
note: {_sentence(chance)}
"""


def _registers(folder: Path, registers: int, chance: random.Random) -> None:
    """One register of roles, the others of risks, in a folder that the layout names."""
    holder = "holders: [{name: holder, from: 2024-01-01}]"
    roles = "".join(f"  - id: ROLE-{n:03}\n    title: Role {n}\n    {holder}\n" for n in range(ENTRIES))
    _write(folder / "registers" / "roles.yaml", f"roles:\n{roles}")
    with (folder / "isokit.yaml").open("a") as settings:
        settings.write("layout:\n  risks: registers/risks/*.yaml\n")
    for register in range(registers - 1):
        entries = "".join(_risk(register, number, chance) for number in range(ENTRIES))
        _write(folder / "registers" / "risks" / f"{register:03}.yaml", f"risks:\n{entries}")


def _risk(register: int, number: int, chance: random.Random) -> str:
    return f"""  - id: RSK-{register:03}-{number:03}
    title: {_sentence(chance)}
    owner: ROLE-{number:03}
    likelihood: {chance.randrange(1, 6)}
    consequence: {chance.randrange(2, 6)}
    treatment: modify
    residual:
      likelihood: 1
      consequence: 2
    accepted: {{by: ROLE-{number:03}, on: 2026-05-11}}
    due: 2027-03-31
    review: 2027-05-11
    clauses: [iso9001:2015/6.1.1]
"""


if __name__ == "__main__":
    tree(Path(sys.argv[1]), int(sys.argv[2]))

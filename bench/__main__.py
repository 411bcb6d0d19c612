"""`make bench`: the cost of a cold check against its floor, reading the same bytes and running the C events over them.

Everything runs in its own process, in turns, and the best of several runs counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import generate

ROUNDS = 7
FILES = 10_000
FLOOR = """
import os, sys, yaml
def read(path):
    with open(path, 'rb') as file:
        return file.read()
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        data = read(os.path.join(folder, name))
        if name.endswith('.md'):
            data = data[4:].partition(b'\\n---\\n')[0]
        if name.endswith(('.md', '.yaml')):
            parser = yaml.cyaml.CParser(data)
            while type(parser.get_event()) is not yaml.StreamEndEvent:
                pass
"""
NOTHING = "pass"
COMPANY = Path(__file__).parent.parent / "examples" / "integrated"
EMPTY = """
import typer
from typing import Annotated, Optional
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.callback()
def root(folder: Annotated[str, typer.Option('-C')] = '.'): pass
@app.command()
def gap(standards: Annotated[Optional[list[str]], typer.Argument()] = None, format: Annotated[str, typer.Option('-f')] = '',
        as_of: str = '', at: str = '', everything: bool = False, fail_on: str = 'never', color: str = 'auto'): pass
app()
"""
"""A typer command that takes what `isokit gap` takes, and does nothing."""


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        generate.tree(tree, FILES)
        isokit = [str(Path(sys.executable).with_name("isokit"))]
        commands = {
            "floor": [sys.executable, "-c", FLOOR, str(tree)],
            "check": [*isokit, "-C", str(tree), "check", "--as-of", "2026-11-22", "--exit-zero", "-f", "concise"],
            "gap": [*isokit, "-C", str(tree), "gap", "--as-of", "2026-11-22"],
            "python": [sys.executable, "-c", NOTHING],
            "version": [*isokit, "--version"],
            "empty": [sys.executable, "-c", EMPTY, "-C", str(COMPANY), "gap", "--as-of", "2026-11-22"],
            "company gap": [*isokit, "-C", str(COMPANY), "gap", "--as-of", "2026-11-22"],
            "company check": [*isokit, "-C", str(COMPANY), "check", "--as-of", "2026-11-22", "--exit-zero"],
            "company soa": [*isokit, "-C", str(COMPANY), "soa", "--as-of", "2026-11-22"],
            "company soa, cold": [*isokit, "-C", str(COMPANY), "soa", "--as-of", "2026-11-22", "--no-cache"],
        }
        os.environ["XDG_CACHE_HOME"] = folder
        best = dict.fromkeys(commands, float("inf"))
        for _ in range(ROUNDS):
            for name, command in commands.items():
                best[name] = min(best[name], _seconds(command))
    print(f"{FILES:,} files, one run, best of {ROUNDS} turns")
    print(f"isokit check, cold   {best['check'] / best['floor']:.2f} x reading the same bytes and running the C events")
    print(f"isokit gap, cold     {best['gap'] / best['floor']:.2f} x the same")
    print(f"examples/integrated  gap {best['company gap'] / best['empty']:.2f} x, ", end="")
    print(f"check {best['company check'] / best['empty']:.2f} x an empty typer command (which is ", end="")
    print(f"{best['empty'] / best['python']:.1f} x python -c pass)")
    print(f"isokit soa there     warm {best['company soa'] / best['empty']:.2f} x, ", end="")
    print(f"cold {best['company soa, cold'] / best['empty']:.2f} x the same empty command")
    print(f"isokit --version     {best['version'] / best['python']:.2f} x python -c pass")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

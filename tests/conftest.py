"""What tests share: trees written down as a mapping, runs over them, and golden files with one switch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from isokit.assess import assess, hints_for
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.load.tree import load
from isokit.model.history import History
from isokit.pipeline import run
from isokit.request import Request, Terms
from isokit.run import Run
from tests.support import SETTINGS, TODAY, Files, Golden, RunTree, bytes_of, sources

NO_HISTORY = History()

# Property tests: `make test` takes a fifth of the examples, the same ones each time; `make test-thorough` twice as many,
# others each time. `--hypothesis-profile=deep` chooses.
UNTIMED = settings(deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("quick", UNTIMED, max_examples=20, derandomize=True, database=None)
settings.register_profile("deep", UNTIMED, max_examples=200)
settings.load_profile("quick")


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests see neither the user's git configuration nor variables of git or isokit, and have a cache of their own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "ISOKIT_"))]:
            patch.delenv(name)
        home = tmp_path_factory.mktemp("home")
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def run_tree() -> RunTree:
    """`run_tree({"policies/quality.md": "…"})` runs the whole pipeline over a tree in memory."""
    catalog = catalog_of(data.standards())

    def over(
        files: Files,
        today: date = TODAY,
        against: tuple[str, ...] = (),
        history: History = NO_HISTORY,
        before: Files | None = None,
    ) -> Run:
        terms = Terms(before=load(sources(before), catalog)) if before is not None else Terms()
        request = Request(today, assess=False, against=against, terms=terms)
        return AssessedWhenAsked.of(run(sources(files), catalog, history, request), against)

    return over


class AssessedWhenAsked(Run):
    """A run over a tree whose assessments are made when a test looks at them: most tests look at findings alone."""

    @classmethod
    def of(cls, found: Run, against: tuple[str, ...]) -> Run:
        lazy: AssessedWhenAsked = cls(
            **{**vars(found), "hinting": lambda: hints_for(found.workspace, lazy.assessments, found.today)}
        )
        del vars(lazy)["assessments"]
        object.__setattr__(lazy, "_against", against)
        return lazy

    def __getattr__(self, name: str) -> Any:
        if name != "assessments":
            raise AttributeError(name)
        standards = self.workspace.assessed(vars(self)["_against"])
        made = tuple(assess(standard, self.workspace, self.today) for standard in standards)
        object.__setattr__(self, name, made)
        return made


@pytest.fixture
def write_tree(tmp_path: Path) -> Callable[[Files], Path]:
    """`write_tree({…})` writes a tree to disk and gives its root."""

    def written(files: Files) -> Path:
        for path, content in {"isokit.yaml": SETTINGS, **files}.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(bytes_of(content))
        return tmp_path

    return written


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write golden files anew; read the diff before you commit it"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden("gap-tiny.json", text)` compares with the file beside the test, or writes it with --accept."""

    def compare(name: str, text: str) -> None:
        path = Path(request.path).parent / "golden" / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="")
        assert path.is_file(), f"no golden file {path.name}; make accept writes it"
        assert text == path.read_bytes().decode("utf-8")

    return compare

"""Installed from a wheel, from an sdist or as a checkout: isokit brings its standards and templates along."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
AS_OF = ("--as-of", "2026-11-22")

pytestmark = pytest.mark.gate
WITHOUT_EDITABLES = find_spec("editables") is None
WAYS = [
    "wheel",
    "wheel from the sdist",
    "checkout",
    pytest.param("editable", marks=pytest.mark.skipif(WITHOUT_EDITABLES, reason="hatchling needs editables for it")),
]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as a release would see it, so that nothing is built in the checkout."""
    unwanted = shutil.ignore_patterns(".*_cache", ".git", ".venv", ".hypothesis", "__pycache__", "dist", "*.egg-info")
    return Path(shutil.copytree(PROJECT, tmp_path_factory.mktemp("project") / "isokit", ignore=unwanted))


@pytest.fixture(scope="session")
def sdist(project: Path) -> Path:
    return built(project, "sdist")


@pytest.fixture(scope="session")
def wheel(project: Path) -> Path:
    return built(project, "wheel")


@pytest.fixture(scope="session")
def installed(project: Path, wheel: Path, sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The folder isokit is imported from, by the way it was installed."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.unpack_archive(sdist, folder)
    unpacked = next(folder.iterdir())
    return {
        "wheel": pip_installed(wheel, folder / "wheel"),
        "wheel from the sdist": pip_installed(built(unpacked, "wheel"), folder / "from-sdist"),
        "editable": folder if WITHOUT_EDITABLES else leads_to(built(project, "editable")),
        "checkout": project / "src",
    }


def built(project: Path, kind: str) -> Path:
    """What hatchling makes of the project: the same as `python -m build --no-isolation`, without the network."""
    hook = f"import sys, hatchling.build as backend; print(backend.build_{kind}(sys.argv[1]))"
    command = [sys.executable, "-c", hook, str(project / "dist" / kind)]
    (project / "dist" / kind).mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    return project / "dist" / kind / done.stdout.strip().splitlines()[-1]


def pip_installed(wheel: Path, target: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-index"]
    subprocess.run([*pip, "--no-deps", "--no-compile", "--target", str(target), str(wheel)], check=True)
    return target


def leads_to(editable: Path) -> Path:
    """The folder an editable wheel adds to the path of Python."""
    with zipfile.ZipFile(editable) as archive:
        pointer = next(name for name in archive.namelist() if name.endswith(".pth"))
        return Path(archive.read(pointer).decode().strip())


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "examples" / "tiny", tmp_path / "tiny"))


def run(folder: Path, tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "isokit", "-C", str(tree), *arguments]
    search = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"PYTHONPATH": search, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("way", WAYS)
def test_isokit_is_imported_from_where_it_is_installed(installed: Mapping[str, Path], way: str) -> None:
    command = [sys.executable, "-c", "import isokit; print(isokit.__file__)"]
    environment = os.environ | {"PYTHONPATH": str(installed[way])}
    done = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).is_relative_to(installed[way])


@pytest.mark.parametrize("way", WAYS)
def test_the_standards_are_found(installed: Mapping[str, Path], tree: Path, way: str) -> None:
    done = run(installed[way], tree, "gap", "--all", *AS_OF)
    assert (done.returncode, done.stderr) == (0, "")
    assert "8.4.1" in done.stdout


@pytest.mark.parametrize("way", WAYS)
def test_the_templates_are_found(installed: Mapping[str, Path], tree: Path, way: str) -> None:
    done = run(installed[way], tree, "report", "gap", *AS_OF)
    assert (done.returncode, done.stdout, done.stderr) == (0, "reports/gap-iso9001-2015.md\n", "")
    assert "Blue Teapot Works" in (tree / "reports" / "gap-iso9001-2015.md").read_text("utf-8")


def test_the_wheel_holds_what_is_run_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        points = archive.read(next(name for name in names if name.endswith("/entry_points.txt"))).decode()
    inside = {name.partition("/")[0] for name in names}
    assert len(inside) == 2
    assert "isokit" in inside
    assert "isokit = isokit.__main__:main" in points
    for folder in ("standards", "templates"):
        wanted = {f"isokit/{file.relative_to(PROJECT)}" for file in (PROJECT / folder).rglob("*.*") if file.is_file()}
        assert wanted
        assert wanted <= set(names)
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_sdist_holds_what_is_built_from_and_no_caches(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "src/isokit/__main__.py", "standards/iso9001/2015.yaml"} <= names
    assert {"templates/gap.md.j2", "examples/tiny/isokit.yaml", "tests/gate/test_install.py"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith((".git/", ".venv"))]


def test_a_wheel_built_twice_is_the_same_to_the_byte(project: Path, wheel: Path) -> None:
    first = wheel.read_bytes()
    assert built(project, "wheel").read_bytes() == first


@pytest.mark.parametrize(("folder", "command"), [("standards", ("gap",)), ("templates", ("report",))])
def test_an_installation_without_its_data_says_so_in_a_line(
    wheel: Path, tree: Path, tmp_path: Path, folder: str, command: tuple[str, ...]
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "broken")
    shutil.rmtree(tmp_path / "broken" / "isokit" / folder)
    done = run(tmp_path / "broken", tree, *command)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"isokit: this installation of isokit lacks its {folder}; install it again\n"

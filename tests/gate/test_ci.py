"""What runs isokit in CI: its files are what the services take, and their scripts do what they say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.gate.conftest import NONCONFORMITY, SETTINGS, Done, Run, write

pytestmark = pytest.mark.gate
ROOT = Path(__file__).parent.parent.parent
ACTION = ROOT / "action.yml"
WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"
GITLAB = ROOT / "docs" / "ci" / "isokit.gitlab-ci.yml"


@pytest.mark.parametrize(
    ("schema", "path"),
    [("vendor.github-actions", ACTION), ("vendor.github-workflows", WORKFLOW), ("vendor.gitlab-ci", GITLAB)],
)
def test_it_is_valid_by_the_schema_of_the_service(schema: str, path: Path, run: Run) -> None:
    done = run(ROOT, "check-jsonschema", "--builtin-schema", schema, str(path))
    assert done.returncode == 0, done.stdout


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(ACTION.read_text("utf-8"))
    return found


def test_inputs_reach_the_shell_as_variables_only() -> None:
    steps = action()["runs"]["steps"]
    assert all("${{" not in step["run"] for step in steps)
    used = {name for step in steps for name in re.findall(r"inputs\.([\w-]+)", str(step["env"]))}
    assert used == set(action()["inputs"])


def acted(run: Run, company: Path, tmp_path: Path, **inputs: str) -> tuple[Done, str]:
    """The second step of the action, as a runner does it, and what it wrote into the summary."""
    (_, step) = action()["runs"]["steps"]
    given = {name: str(spec["default"]) for name, spec in action()["inputs"].items()} | inputs
    variables = {}
    for name, value in step["env"].items():
        found = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)
        variables[name] = given[found[1]] if found else value
    summary = tmp_path / "step-summary.md"
    variables |= {"ISOKIT": "isokit", "SUMMARY": str(tmp_path / "summary.md"), "GITHUB_STEP_SUMMARY": str(summary)}
    done = run(company, "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"], **variables)
    return done, summary.read_text("utf-8") if summary.exists() else ""


def test_the_action_annotates_and_fails_on_an_open_nonconformity(company: Path, tmp_path: Path, run: Run) -> None:
    done, summary = acted(run, company, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    write(company, {"nonconformities/NC-1.yaml": NONCONFORMITY})
    done, summary = acted(run, company, tmp_path, sarif=str(tmp_path / "isokit.sarif"))
    assert done.returncode == 1
    assert "::error file=nonconformities/NC-1.yaml,line=" in done.stdout
    assert "NCR101" in summary
    assert '"version": "2.1.0"' in (tmp_path / "isokit.sarif").read_text("utf-8")


@pytest.mark.parametrize(
    "hostile", ["$(touch broken)", "`touch broken`", "'; touch broken; '", '"; touch broken; "', "--at=x"]
)
def test_an_input_is_never_run(hostile: str, company: Path, tmp_path: Path, run: Run) -> None:
    for name in ("fail-on", "since", "trusted-config", "as-of"):
        done, _ = acted(run, company, tmp_path, **{name: hostile})
        assert done.returncode == 2, done.stdout + done.stderr
    assert not (company / "broken").exists()


def shallow(company: Path, run: Run) -> Path:
    write(company, {"registers/assets.yaml": "assets: []\n"})
    for words in (("add", "--all"), ("commit", "--quiet", "-m", "More")):
        assert run(company, "git", *words).returncode == 0
    clone = company.parent / "clone"
    assert run(company, "git", "clone", "--quiet", "--depth=1", company.as_uri(), str(clone)).returncode == 0
    return clone


def test_the_action_says_that_the_history_is_cut_off(company: Path, tmp_path: Path, run: Run) -> None:
    done, _ = acted(run, shallow(company, run), tmp_path)
    assert "history is cut off" in done.stdout
    assert "fetch-depth: 0" in done.stdout
    done, _ = acted(run, company, tmp_path)
    assert "cut off" not in done.stdout


def scripted(run: Run, folder: Path, tmp_path: Path, **variables: str) -> Done:
    """The script of the GitLab job but for its installation, as a runner does it."""
    job = yaml.safe_load(GITLAB.read_text("utf-8"))["isokit"]
    lines = [line for line in job["script"] if "pip install" not in line]
    given = {name: value for name, value in job["variables"].items() if name.startswith("ISOKIT")}
    return run(folder, "sh", "-e", "-c", "\n".join(lines), **given | variables)


def test_the_job_for_gitlab_writes_its_reports_and_fails_on_an_open_nonconformity(
    company: Path, tmp_path: Path, run: Run
) -> None:
    assert scripted(run, company, tmp_path).returncode == 0
    write(company, {"nonconformities/NC-1.yaml": NONCONFORMITY})
    done = scripted(run, company, tmp_path)
    assert done.returncode == 1
    assert "NCR101" in (company / "gl-code-quality-report.json").read_text("utf-8")
    assert "<testsuite" in (company / "isokit-junit.xml").read_text("utf-8")


def test_the_job_counts_what_a_change_brings_where_that_is_wished(company: Path, tmp_path: Path, run: Run) -> None:
    write(company, {"nonconformities/NC-1.yaml": NONCONFORMITY})
    for words in (("add", "--all"), ("commit", "--quiet", "-m", "A nonconformity")):
        assert run(company, "git", *words).returncode == 0
    base = run(company, "git", "rev-parse", "HEAD").stdout.strip()
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "ISOKIT_SINCE": base}
    assert scripted(run, company, tmp_path, **variables).returncode == 0
    write(company, {"nonconformities/NC-2.yaml": NONCONFORMITY.replace("NC-1", "NC-2")})
    done = scripted(run, company, tmp_path, **variables)
    assert (done.returncode, "NC-2" in done.stdout, "NC-1" in done.stdout) == (1, True, False)


def test_a_merge_request_cannot_switch_its_own_check_off(company: Path, tmp_path: Path, run: Run) -> None:
    base = run(company, "git", "rev-parse", "HEAD").stdout.strip()
    weaker = SETTINGS + "rules: {NCR101: off}\n"
    write(company, {"nonconformities/NC-1.yaml": NONCONFORMITY, "isokit.yaml": weaker})
    assert scripted(run, company, tmp_path).returncode == 0
    assert scripted(run, company, tmp_path, CI_MERGE_REQUEST_DIFF_BASE_SHA=base).returncode == 1


def test_the_job_for_gitlab_says_that_the_history_is_cut_off(company: Path, tmp_path: Path, run: Run) -> None:
    done = scripted(run, shallow(company, run), tmp_path)
    assert "history is cut off" in done.stderr

"""The schemas of what isokit prints as JSON: each document keeps the one it states, and each is found by scan."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from dataclasses import fields
from pathlib import Path

import jsonschema_rs
import pytest

from isokit.schemas.publish import DRAFT, json_schema, published, schema_of
from isokit.schemas.serialize import members
from tests import published as documents
from tests.shell import isokit

SOURCE = Path(__file__).parents[2] / "src" / "isokit"
NAMES = sorted(published())


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_one_of_draft_2020_12(name: str) -> None:
    schema = json.loads(isokit("schema", name).stdout)
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == DRAFT
    assert schema["properties"]["schema"]["const"] == schema["title"] == f"isokit/{name}/1"
    assert next(iter(schema["properties"])) == "schema"
    assert schema["description"]


@pytest.mark.parametrize("name", NAMES)
def test_unknown_properties_are_allowed_everywhere(name: str) -> None:
    assert '"additionalProperties": false' not in isokit("schema", name).stdout


def test_the_list_names_every_schema_with_what_it_is() -> None:
    lines = isokit("schema").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [schema_of(kind) for kind in published().values()]
    assert all(len(line.split()) > 3 for line in lines)


def test_what_schema_is_meant_is_suggested() -> None:
    done = isokit("schema", "gab")
    assert done.exit_code == 2
    assert done.stderr == "isokit: no schema 'gab'; did you mean gap?\n"


def test_every_document_in_the_source_has_a_schema() -> None:
    words = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    stated = set(re.findall(r'"(isokit/[a-z-]+/\d)"', words))
    assert stated == {schema_of(kind) for kind in published().values()}


def test_a_key_that_is_missing_or_of_another_type_is_found() -> None:
    text = isokit("rules", "-f", "json").stdout
    assert not documents.flaws(text)
    assert documents.flaws(text.replace('"summary"', '"summery"'))
    assert documents.flaws(text.replace('"severity": "error"', '"severity": "fatal"'))


def test_internal_fields_are_in_no_schema() -> None:
    check = published()["check"]
    assert "limits" in {field.name for field in fields(check)}
    assert "limits" not in {member.key for member in members(check)}
    assert "limits" not in json_schema(check)["properties"]


def test_a_new_schema_is_one_file(tmp_path: Path) -> None:
    code = '''
        """A new output."""
        from dataclasses import dataclass
        from typing import Literal

        @dataclass(frozen=True, kw_only=True)
        class Weather:
            """Output of `isokit weather`."""
            schema: Literal["isokit/weather/1"] = "isokit/weather/1"
            sunny: bool
    '''
    (tmp_path / "weather.py").write_text(textwrap.dedent(code))
    line = f"import isokit.schemas as s; s.__path__.append({str(tmp_path)!r})\n"
    line += "from isokit.schemas.publish import json_schema, published\n"
    line += "print(json_schema(published()['weather'])['properties']['sunny'])"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout == "{'type': 'boolean'}\n"

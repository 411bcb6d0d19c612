"""Whatever a test makes isokit print as JSON is checked against the schema it states."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema_rs

from isokit.schemas.publish import json_schema, published, schema_of


@cache
def validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    """The validator of a schema by what documents state: `isokit/gap/1`."""
    kinds = {schema_of(kind): kind for kind in published().values()}
    return jsonschema_rs.Draft202012Validator(json_schema(kinds[schema]), validate_formats=True)


def flaws(text: str) -> list[str]:
    """What is wrong with a document that states a schema; nothing of any other text."""
    document = stated(text)
    if document is None:
        return []
    found = validator(document["schema"]).iter_errors(document)
    return [f"{error.instance_path}: {error.message}" for error in found]


def stated(text: str) -> dict[str, Any] | None:
    """The document, where a text is one that states its schema."""
    if not text.startswith('{\n  "schema": "isokit/'):
        return None
    document: dict[str, Any] = json.loads(text)
    return document

"""The JSON Schema of each published document, made from its dataclass. The only module here that knows pydantic."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import ConfigDict, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

import isokit.schemas
from isokit.schemas.serialize import members

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]


class Publisher(GenerateJsonSchema):
    """Publishes the keys that `serialize` writes. Properties that are not named here are allowed."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        made = super().dataclass_schema(schema)
        kind: type = schema["cls"]
        published, properties = members(kind), made["properties"]
        made["properties"] = {each.key: _present(properties[each.name]) for each in published}
        made["required"] = [each.key for each in published if not each.where_given]
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the signature is pydantic's
        return False


def _present(described: Json) -> Json:
    """A property without its default; every document holds the value itself."""
    return {name: value for name, value in described.items() if name != "default"}


def published() -> dict[str, type]:
    """The dataclass of every published document by its name, `check` for `isokit/check/1`, in alphabetical order."""
    found: dict[str, type] = {}
    for module in pkgutil.walk_packages(isokit.schemas.__path__, f"{isokit.schemas.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and is_dataclass(value) and (identifier := schema_of(value)):
                found[identifier.split("/")[1]] = value
    return dict(sorted(found.items()))


def schema_of(kind: type) -> str:
    """The `schema` that a dataclass states, `isokit/check/1`; empty where it is only a part of a document."""
    return next((str(each.default) for each in fields(kind) if each.name == "schema"), "")


def about(kind: type) -> str:
    return (kind.__doc__ or "").partition("\n")[0]


def json_schema(kind: type) -> Json:
    """The JSON Schema of a published dataclass; descriptions are the docstrings of classes and fields."""
    adapter = TypeAdapter(tuple[kind], config=ConfigDict(use_attribute_docstrings=True))  # type: ignore[valid-type]
    made = adapter.json_schema(mode="serialization", schema_generator=Publisher)
    parts = made.get("$defs", {})
    whole = parts.pop(kind.__name__, None) or made["prefixItems"][0]
    about = {"$schema": DRAFT, **whole, "title": schema_of(kind)}
    return about | ({"$defs": parts} if parts else {})

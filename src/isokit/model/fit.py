"""Plain data into an entity: what does not fit is reported as a misfit with its route, and left out."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from isokit.model.entity import Entity, Facts, Part, Place
from isokit.model.finding import Fix, reword
from isokit.model.unread import Misfit, UnknownKey
from isokit.text.span import Route
from isokit.text.suggestions import nearest, same_but_for_signs

E = TypeVar("E", bound=Entity)
ErrorDetails = Any

SHAPES = {
    "string_type": "a text",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
}
LONGEST_QUOTE = 40


def respell(facts: Facts, spellings: Mapping[str, str]) -> Facts:
    """Facts under isokit's names of keys; of two spellings of a key, the first counts."""
    return {spellings.get(key, key): value for key, value in reversed(facts.items())}


def fit(kind: type[E], data: Facts, place: Place) -> tuple[E, Sequence[Misfit | UnknownKey]]:
    """The entity that data describe, with everything about the data that cannot be understood.

    A value that does not fit is dropped and reported once; the entity is then flawed. One typo is one finding, not an
    unknown id at forty places.
    """
    if None not in data.values() and not kind.missing(data):
        known = data if "id" in data else {**data, "id": kind.stand_in(data, place.path, place.route)}
        try:
            entity = kind.model_validate(known)
            return entity.written(Place(place.path, place.route, entity.id)), ()
        except ValidationError:
            pass
    return _fit_slowly(kind, without_empty_keys(data), place)


def _fit_slowly(kind: type[E], data: Facts, place: Place) -> tuple[E, list[Misfit | UnknownKey]]:
    subject = data.get("id") if isinstance(data.get("id"), str) else None
    place = Place(place.path, place.route, subject or kind.stand_in(data, place.path, place.route))
    misfits: list[Misfit | UnknownKey] = [
        Misfit(_at(place, (key,)), f"the key '{key}' is missing", f"add {key}: …") for key in kind.missing(data)
    ]
    data.setdefault("id", place.subject)
    dropped: set[Route] = set()
    while True:
        try:
            entity = kind.model_validate(data)
        except ValidationError as refusal:
            errors = sorted(refusal.errors(), key=lambda error: _sortable(error["loc"]), reverse=True)
            misfits.extend(_misfit(kind, e, place) for e in reversed(errors) if tuple(e["loc"]) not in dropped)
            dropped.update(tuple(error["loc"]) for error in errors)
            for error in errors:
                _drop(data, _route(error))
            data.setdefault("id", kind.stand_in(data, place.path, place.route))
        else:
            return entity.written(place, flawed=any(isinstance(m, Misfit) for m in misfits)), misfits


def without_empty_keys(data: Facts) -> Facts:
    """`owner:` without a value means the same as no owner."""
    return {key: _prune(value) for key, value in data.items() if value is not None}


def _prune(value: Any) -> Any:
    if isinstance(value, dict):
        return without_empty_keys(value)
    return [_prune(child) for child in value] if isinstance(value, list) else value


def _route(error: ErrorDetails) -> Route:
    """pydantic's `loc` as a route: the one place that knows how they differ."""
    route: Route = tuple(error["loc"])
    if route and route[-1] == "[key]":
        return route[:-1]
    return route[:-1] if error["type"] == "missing" else route


def _sortable(loc: Route) -> tuple[str, ...]:
    return tuple(f"{part:09}" if isinstance(part, int) else part for part in loc)


def _drop(data: Any, route: Route) -> None:
    *above, last = route or ((),)
    for part in above:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and isinstance(last, int) and last < len(data):
        del data[last]


def _misfit(kind: type[Entity], error: ErrorDetails, place: Place) -> Misfit | UnknownKey:
    route: Route = tuple(error["loc"])
    name = str(route[-1]) if route else ""
    if error["type"] == "extra_forbidden":
        at = Place(place.path, (*place.route, *route), place.subject, on_key=True)
        return UnknownKey(at, name, nearest(name, known_keys(kind, route[:-1])))
    if error["type"] == "missing":
        return Misfit(_at(place, route), f"the key '{name}' is missing", f"add {name}: …")
    at = _at(place, _route(error))
    return Misfit(at, *_explained(error, _label(route), quoted=not kind.private), _fix(error, at))


def _at(place: Place, route: Route) -> Place:
    return Place(place.path, (*place.route, *route), place.subject)


def _label(route: Route) -> str:
    return next((part for part in reversed(route) if isinstance(part, str)), "the value")


def _explained(error: ErrorDetails, label: str, quoted: bool) -> tuple[str, str]:
    value = error["input"]
    quote = f" '{value[:LONGEST_QUOTE]}'" if isinstance(value, str) and quoted else ""
    if error["type"] == "enum":
        choices = _choices(error)
        near = nearest(value, choices) if isinstance(value, str) else None
        hint = f"did you mean {near}? " if near else ""
        return f"{label}{quote} is not one of {', '.join(choices)}", hint.strip()
    if error["type"] == "value_error":
        return f"{label}{quote}: {error['ctx']['error']}", ""
    if shape := SHAPES.get(error["type"]):
        return f"{label}{quote} should be {shape}", ""
    if error["type"] == "string_pattern_mismatch":
        return f"{label}{quote} is not of the form {error['ctx']['pattern'].strip('^$')}", ""
    return f"{label}{quote}: {error['msg'][:1].lower()}{error['msg'][1:]}", ""


def _choices(error: ErrorDetails) -> list[str]:
    expected: str = error["ctx"]["expected"]
    return expected.replace(" or ", ", ").replace("'", "").split(", ")


def _fix(error: ErrorDetails, at: Place) -> Fix | None:
    """The nearest valid value, in place of a mistyped one."""
    value = error["input"]
    near = nearest(value, _choices(error)) if error["type"] == "enum" and isinstance(value, str) else None
    return reword(at, value, near, safe=same_but_for_signs(value, near)) if near else None


def known_keys(kind: type[Part], route: Route) -> list[str]:
    model: Any = kind
    for name in (part for part in route if isinstance(part, str)):
        fields = {field.alias or key: field for key, field in model.model_fields.items()}
        model = next(models_in(fields[name].annotation), None) if name in fields else None
        if model is None:
            return []
    return [field.alias or key for key, field in model.model_fields.items()]


def models_in(annotation: Any) -> Iterator[type[Part]]:
    """The models a field's annotation mentions: `tuple[Holder, ...] | None` mentions Holder."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    elif isinstance(annotation, types.UnionType) or typing.get_origin(annotation):
        for argument in typing.get_args(annotation):
            yield from models_in(argument)

"""isokit schema: the JSON Schema of each result."""

from __future__ import annotations

from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.schemas.publish import about, json_schema, published, schema_of
from isokit.schemas.serialize import as_json
from isokit.text.suggestions import nearest, suggestion


def schema(context: Context, name: str | None) -> int:
    known = published()
    if name is None:
        widest = max(len(schema_of(kind)) for kind in known.values())
        context.print("".join(f"{schema_of(kind):{widest}}  {about(kind)}\n" for kind in known.values()))
        return 0
    if name not in known:
        near = nearest(name, known)
        raise Stop(f"no schema '{name}'; " + suggestion(near, "isokit schema lists them"))
    context.print(as_json(json_schema(known[name])))
    return 0

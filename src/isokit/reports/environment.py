"""The language of templates: jinja2 in its sandbox, strict about what is undefined, escaping every printed value."""

from __future__ import annotations

from typing import Any

import jinja2
from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Namespace, missing

from isokit.reports.library import Texts
from isokit.text.escape import markdown
from isokit.text.suggestions import nearest, suggestion

LARGEST_REPORT = 16 << 20
"""Characters."""
LARGEST_EXPONENT = 100
TREE = "tree"
"""The name under which a template finds everything."""


class TooLarge(Exception):
    """A report has more than `LARGEST_REPORT` characters."""


class Printed(str):
    """What a macro or block has printed; its values are escaped already."""

    __slots__ = ()


class Undefined(StrictUndefined):
    """A name that is not defined. Any use is an error."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint or self._undefined_obj is not missing:
            return super()._undefined_message
        return f"'{self._undefined_name}' is not known; everything a template can use is in tree, like tree.gap"


class Loader(BaseLoader):
    """Templates by name, from texts; nothing is read from the file system."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, None]:  # noqa: ARG002
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], None, None


class Sandboxed(ImmutableSandboxedEnvironment):
    """The environment of every template, isokit's own and the organization's."""

    intercepted_binops = frozenset({"**"})

    def __init__(self, texts: Texts) -> None:
        super().__init__(
            loader=Loader(texts),
            undefined=Undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            optimized=False,
            finalize=self.escape_value,
        )
        self.globals = {"range": safe_range, "namespace": Namespace}
        self.filters.pop("random")
        self.size = 0

    def escape_value(self, value: object) -> object:
        """A value as the report has it: text is escaped for Markdown, null is empty."""
        text = value if type(value) is Printed else _escaped(value)
        self.size += len(text)
        if self.size > LARGEST_REPORT:
            raise TooLarge
        return text

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call something; what a macro or block prints is marked, so that it is not escaped twice."""
        result = super().call(__context, __obj, *args, **kwargs)
        prints = isinstance(__obj, Macro | BlockReference | LoopContext)
        return Printed(result) if prints and isinstance(result, str) else result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A power, where it is not one that would take forever."""
        if not isinstance(right, int) or abs(right) > LARGEST_EXPONENT:
            raise SecurityError(f"{operator} takes whole numbers up to {LARGEST_EXPONENT}")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a mapping before its methods; a mistyped one is an error with a suggestion."""
        if isinstance(obj, dict) and (attribute in obj or not hasattr(obj, attribute)):
            return self._field(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same for `mapping["field"]`, and for attributes that filters name."""
        if isinstance(obj, dict) and isinstance(argument, str) and not hasattr(obj, argument):
            return self._field(obj, argument)
        return super().getitem(obj, argument)

    def _field(self, mapping: dict[str, Any], name: str) -> Any:
        if name in mapping:
            return mapping[name]
        hint = suggestion(nearest(name, map(str, mapping)), f"one of {', '.join(map(str, mapping))}")
        return self.undefined(f"there is no '{name}' here; {hint}", name=name)


def _escaped(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str | jinja2.Undefined):
        return markdown(str(value))
    if isinstance(value, list | tuple):
        raise TypeError("a list cannot be printed; join its items, as in {{ names | join(', ') }}")
    raise TypeError(f"a {type(value).__name__} cannot be printed")

"""All rules: every module of `rules/` named after a code."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache

from isokit import rules
from isokit.model.rule import Rule, RuleSet

RULE_MODULE = re.compile(r"[a-z]{3}\d{3}_\w+")
UNREAD = ("TXT001", "WSP001", "WSP002")
"""The rules that report what could not be understood."""


@cache
def all_rules() -> tuple[Rule, ...]:
    return tuple(_rule_in(name) for name in _modules())


def rules_on_the_unread() -> tuple[Rule, ...]:
    return rules_of(*UNREAD)


def rules_of(*codes: str) -> tuple[Rule, ...]:
    """The rules of some codes or beginnings of codes, without importing all others."""
    return tuple(_rule_in(name) for name in _modules() if name.upper().startswith(codes))


def _modules() -> list[str]:
    modules = (module.name for module in pkgutil.iter_modules(rules.__path__))
    return sorted(name for name in modules if RULE_MODULE.fullmatch(name))


def _rule_in(module_name: str) -> Rule:
    module = importlib.import_module(f"{rules.__name__}.{module_name}")
    found = [value for value in vars(module).values() if isinstance(value, Rule)]
    if len(found) != 1 or module_name != f"{found[0].code.lower()}_{found[0].name.replace('-', '_')}":
        raise TypeError(f"{module_name}.py holds one rule, and is named after its code and its function")
    return found[0]


RULES = RuleSet(all_rules)
chosen, resembling = RULES.chosen, RULES.resembling

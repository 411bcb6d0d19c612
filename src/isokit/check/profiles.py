"""What each profile makes of the rules: by family or code, the level each severity gets. A table, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from isokit.model.finding import Severity
from isokit.model.settings import Profile, RuleLevel

Shift = Mapping[Severity, RuleLevel]

AS_IT_IS: Shift = {}
ONLY_NOTED: Shift = {Severity.ERROR: RuleLevel.NOTE, Severity.WARNING: RuleLevel.NOTE}
RAISED: Shift = {Severity.WARNING: RuleLevel.ERROR}
"""What an auditor would raise as well. Notes stay: no standard asks for what they say."""

OTHERS = ""
"""Stands for the families a profile does not name."""

PROFILES: Mapping[Profile, Mapping[str, Shift]] = {
    Profile.STARTER: {
        "TXT": AS_IT_IS,
        "WSP": AS_IT_IS,
        "REF": AS_IT_IS,
        "STD": AS_IT_IS,
        "SUP": AS_IT_IS,
        OTHERS: ONLY_NOTED,
    },
    Profile.INTERNAL: {OTHERS: AS_IT_IS},
    Profile.CERTIFICATION: {
        "WSP": AS_IT_IS,
        "GIT": AS_IT_IS,
        "SUP": AS_IT_IS,
        "EVD203": AS_IT_IS,
        OTHERS: RAISED,
    },
}
"""Of a beginner, only what breaks things is asked: files that cannot be read or placed, names that lead nowhere.
Before a certification audit, all counts but what is about isokit's own housekeeping, and what is not due yet."""


def shift_of(profile: Profile, code: str) -> Shift:
    """What a profile makes of the severities of a rule."""
    said = PROFILES[profile]
    return next(said[name] for name in (code, code[:3], OTHERS) if name in said)

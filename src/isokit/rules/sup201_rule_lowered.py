"""A change that disables rules or lowers their severity."""

from collections import defaultdict
from collections.abc import Iterator

from isokit.model.entity import Place
from isokit.model.levels import Levels, set_in
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import ERROR, Flaw, Rule, RuleSet, rule
from isokit.model.settings import ForPaths, RuleLevel, Settings
from isokit.text.words import few
from isokit.workspace.workspace import Workspace

MOST_SHOWN = 3
CURE = "have another person approve it, or revert it"
Lowered = tuple[Rule, RuleLevel, RuleLevel]
"""A rule, its level before and now."""


@rule("SUP201", ERROR)
def rule_lowered(workspace: Workspace, before: Workspace, rules: RuleSet) -> Iterator[Flaw]:
    """A change disables rules or lowers their severity in isokit.yaml.

    This rule applies with `--since`. Lowering a rule may be right, but another person than the author should agree. The
    severity of this rule is taken from the settings before the change. `--trusted-config` applies the old settings to
    the whole check.

    Wrong: before the change, isokit.yaml set no levels.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    rules:
      DOC204: off  # SUP201
    paths:
      - match: procedures/legacy/**  # SUP201
        rules: {DOC101: warning}
    ```

    Right: rules may be stricter than before.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    rules:
      DOC103: error
    ```
    """
    now, then = Levels.of(workspace.settings, rules), Levels.of(before.settings, rules)
    found: dict[Place, list[Lowered]] = defaultdict(list)
    for each in rules:
        if now.of_rule(each).weight < then.of_rule(each).weight:
            place = _origin(each, now, workspace.settings, before.settings)
            found[place].append((each, then.of_rule(each), now.of_rule(each)))
    for place, lowered in found.items():
        yield Flaw(place, f"this change lowers {_listed(lowered)}", CURE)
    yield from _lowered_for_files(workspace.settings, before.settings, then, rules)
    yield from _raised_no_more(workspace.settings, before.settings, now, rules)


def _origin(lowered: Rule, now: Levels, settings: Settings, before: Settings) -> Place:
    """The setting that gives a rule its current level."""
    if found := now.everywhere.get(lowered.code):
        return Place(SETTINGS_FILE, ("rules", found.word), on_key=True)
    return Place(SETTINGS_FILE, ("profile" if settings.profile is not before.profile else "rules",))


def _lowered_for_files(settings: Settings, before: Settings, then: Levels, rules: RuleSet) -> Iterator[Flaw]:
    """What new entries under `paths` lower."""
    for index, entry in enumerate(settings.paths):
        if entry not in before.paths:
            levels = [(each, then.of_rule(each), level) for each, level in _levels(entry, rules)]
            if lowered := [each for each in levels if each[2].weight < each[1].weight]:
                yield Flaw(Place(SETTINGS_FILE, ("paths", index)), _message(lowered, entry), CURE)


def _raised_no_more(settings: Settings, before: Settings, now: Levels, rules: RuleSet) -> Iterator[Flaw]:
    """What removed entries under `paths` used to raise."""
    for entry in before.paths:
        if entry not in settings.paths:
            levels = [(each, level, now.of_rule(each)) for each, level in _levels(entry, rules)]
            if lowered := [each for each in levels if each[1].weight > each[2].weight]:
                yield Flaw(Place(SETTINGS_FILE, ("paths",)), _message(lowered, entry), CURE)


def _levels(entry: ForPaths, rules: RuleSet) -> list[tuple[Rule, RuleLevel]]:
    levels = set_in(entry.rules, rules)
    return [(each, levels[each.code].level) for each in rules if each.code in levels]


def _message(lowered: list[Lowered], entry: ForPaths) -> str:
    return f"this change lowers {_listed(lowered)} in {', '.join(entry.match)}"


def _listed(lowered: list[Lowered]) -> str:
    return few((f"{each.code} from {then} to {now}" for each, then, now in lowered), MOST_SHOWN)

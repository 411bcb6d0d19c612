"""A change that makes rules say less."""

from collections import defaultdict
from collections.abc import Iterator

from isokit.check.levels import Levels, said_in
from isokit.check.registry import all_rules
from isokit.model.entity import Place
from isokit.model.finding import Flaw
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import Rule
from isokit.model.settings import ForPaths, RuleLevel, Settings
from isokit.rules.rule import ERROR, rule
from isokit.text.words import few
from isokit.workspace.workspace import Workspace

MOST_SHOWN = 3
Lowered = tuple[Rule, RuleLevel, RuleLevel]
"""A rule, its level before and now."""


@rule("SUP201", ERROR)
def rule_lowered(workspace: Workspace, before: Workspace) -> Iterator[Flaw]:
    """A change switches rules off or lowers them, in isokit.yaml.

    Asked with `--since`: what a change brings is judged by people, and so is what it no longer lets isokit say. That
    may be right, and then somebody other than its author lets it pass. The level of this rule is that of the tree
    before the change. `--trusted-config` judges the change by the old settings altogether.

    Wrong: before the change, isokit.yaml had no `rules:`.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    rules:
      DOC204: off  # SUP201
    ```

    Wrong: the same for some files only.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    paths:
      - match: procedures/legacy/**  # SUP201
        rules: {DOC204: off}
    ```

    Right: rules may say more than before.

    ```yaml isokit.yaml 2026-10-01 director@blue-teapot.example
    standards: [iso9001:2015]
    ```

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    rules:
      DOC103: error
    ```
    """
    now, then = Levels.of(workspace.settings), Levels.of(before.settings)
    found: dict[Place, list[Lowered]] = defaultdict(list)
    for asked in all_rules():
        if now.of_rule(asked).weight < then.of_rule(asked).weight:
            place = _decided(asked, now, workspace.settings, before.settings)
            found[place].append((asked, then.of_rule(asked), now.of_rule(asked)))
    for place, lowered in found.items():
        yield Flaw(place, f"this change lowers {_shown(lowered)}", "let somebody else agree, or undo it")
    yield from _somewhere(workspace.settings, before.settings, then)
    yield from _raised_no_more(workspace.settings, before.settings, now)


def _decided(asked: Rule, now: Levels, settings: Settings, before: Settings) -> Place:
    """Where the level a rule has now is written."""
    if said := now.everywhere.get(asked.code):
        return Place(SETTINGS_FILE, ("rules", said.word), on_key=True)
    return Place(SETTINGS_FILE, ("profile" if settings.profile is not before.profile else "rules",))


def _somewhere(settings: Settings, before: Settings, then: Levels) -> Iterator[Flaw]:
    """What new entries for some files lower."""
    for index, entry in enumerate(settings.paths):
        if entry not in before.paths:
            said = {asked: said_in(entry.rules).get(asked.code) for asked in all_rules()}
            levels = [(asked, then.of_rule(asked), found.level) for asked, found in said.items() if found]
            if lowered := [each for each in levels if each[2].weight < each[1].weight]:
                message = f"this change lowers {_shown(lowered)} in {', '.join(entry.match)}"
                yield Flaw(Place(SETTINGS_FILE, ("paths", index)), message, "let somebody else agree, or undo it")


def _raised_no_more(settings: Settings, before: Settings, now: Levels) -> Iterator[Flaw]:
    """What entries for some files raised that are gone."""
    for entry in before.paths:
        if entry not in settings.paths and (lowered := list(_above(entry, now))):
            message = f"this change lowers {_shown(lowered)} in {', '.join(entry.match)}"
            yield Flaw(Place(SETTINGS_FILE, ("paths",)), message, "let somebody else agree, or undo it")


def _above(entry: ForPaths, now: Levels) -> Iterator[Lowered]:
    said = said_in(entry.rules)
    for asked in all_rules():
        level = now.of_rule(asked)
        if asked.code in said and said[asked.code].level.weight > level.weight:
            yield asked, said[asked.code].level, level


def _shown(lowered: list[Lowered]) -> str:
    return few((f"{asked.code} from {then} to {now}" for asked, then, now in lowered), MOST_SHOWN)

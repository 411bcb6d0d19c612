"""A minimal tree: it checks clean, and its gap report is honestly empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isokit.model.edit import NewFile
from isokit.model.names import SETTINGS_FILE

FOLDERS = (
    (
        "policies",
        "Policies: Markdown with front matter. `isokit doc new TITLE --type policy --owner ROLE` creates one.",
    ),
    ("procedures", "Procedures: created by `isokit doc new TITLE --owner ROLE`, each named by a policy or a register."),
    ("evidence", "Evidence: one YAML file a record, and its attached files alongside."),
    ("nonconformities", "Nonconformities: one YAML file each."),
    ("reports", "Reports: rendered by `isokit report`, not written by hand."),
)

SETTINGS = """\
# The settings of this management system: who you are, and what you want to be certified for.
organization:
  name: {organization}
  scope:

# The editions this organization adopts; isokit gap assesses the tree against each of them.
standards:
{standards}
"""
ATTRIBUTES = """\
# Attached files keep the very bytes their hashes were made from.
evidence/** -text
"""
ROLES = """\
# Who does what. A role answers clause 5.3 as soon as it has a holder: holders: [{name: …, from: 2026-01-01}]
# Other registers go alongside this file: risks.yaml, objectives.yaml, context.yaml, suppliers.yaml …
roles:
  - id: quality-manager
    title: Quality manager
    holders: []
"""


def new_tree(organization: str, standards: Iterable[str]) -> Iterator[NewFile]:
    """The files a tree begins with."""
    listed = "\n".join(f"  - {standard}" for standard in standards)
    yield NewFile(SETTINGS_FILE, SETTINGS.format(organization=_quoted(organization), standards=listed))
    yield NewFile(".gitattributes", ATTRIBUTES)
    yield NewFile("registers/roles.yaml", ROLES)
    for folder, purpose in FOLDERS:
        yield NewFile(f"{folder}/.gitkeep", f"{purpose}\n")


def _quoted(text: str) -> str:
    """A text as a YAML scalar that stays this text."""
    return "'" + text.replace("'", "''") + "'"

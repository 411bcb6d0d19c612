"""A minimal tree: it checks clean, and its gap report is honestly empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isokit.model.file_change import NewFile
from isokit.model.names import SETTINGS_FILE
from isokit.text.yaml.emit import emit, inline

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
  name: {name}
  scope:

# The editions this organization adopts; isokit gap assesses the tree against each of them.
standards:
{standards}"""
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


def new_tree(organization: str, standards: Sequence[str]) -> Iterator[NewFile]:
    yield NewFile(SETTINGS_FILE, SETTINGS.format(name=inline(organization), standards=emit(standards)))
    yield NewFile(".gitattributes", ATTRIBUTES)
    yield NewFile("registers/roles.yaml", ROLES)
    for folder, purpose in FOLDERS:
        yield NewFile(f"{folder}/.gitkeep", f"{purpose}\n")

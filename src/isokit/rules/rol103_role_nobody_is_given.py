"""A role that has nothing to do."""

from collections.abc import Iterator

from isokit.analysis.documents.orphans import unused_roles
from isokit.model.finding import Flaw
from isokit.model.rule import NOTE, rule
from isokit.workspace.workspace import Workspace


@rule("ROL103", NOTE, "iso9001/5.3", "iso14001/5.3", "iso27001/5.3")
def role_nobody_is_given(workspace: Workspace) -> Iterator[Flaw]:
    """Somebody holds a role that has no responsibilities, and nothing in the tree names it.

    It owns and approves nothing, does nothing and audits nothing, and no text speaks of it, neither by its id nor by
    its title. Either its duties are not written down, or nobody needs the role. A role that names no holder at all is
    left to ROL102.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      - id: night-watch  # ROL103
        title: Night watch
        holders: [{e-mail: night@teapot.example}]
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: night-watch
        title: Night watch
        holders: [{e-mail: night@teapot.example}]
        responsibilities: [walks through kiln and store twice a night]
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: night-watch
        title: Night watch
        holders: [{e-mail: night@teapot.example}]
    ```

    ```yaml registers/risks.yaml
    risks:
      - id: R-4
        title: Fire at night
        owner: night-watch
    ```
    """
    for role in unused_roles(workspace):
        message = f"nothing is given to the role {role.id}: it has no responsibilities, and nothing names it"
        yield Flaw(role.at("id"), message, "add responsibilities:, name it where it is needed, or take it out")

"""A role that is not used."""

from collections.abc import Iterator

from isokit.analysis.documents.orphans import unused_roles
from isokit.model.rule import NOTE, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("ROL103", NOTE, "iso9001/5.3", "iso14001/5.3", "iso27001/5.3")
def role_nobody_is_given(workspace: Workspace) -> Iterator[Flaw]:
    """A role has a holder, but no responsibilities, and nothing refers to it.

    It owns, approves, performs and audits nothing, and no text mentions its id or its title. A role without a holder is
    reported by ROL102.

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
    """
    for role in unused_roles(workspace):
        message = f"role {role.id} has no responsibilities, and nothing refers to it"
        yield Flaw(role.at("id"), message, "add responsibilities:, assign it where it is needed, or remove the role")

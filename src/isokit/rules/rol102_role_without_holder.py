"""A role without a holder."""

from collections.abc import Iterator
from datetime import date

from isokit.model.registers.role import Role
from isokit.model.rule import WARNING, Flaw, rule


@rule("ROL102", WARNING, "iso9001/5.3", "iso14001/5.3", "iso27001/5.3")
def role_without_holder(role: Role, today: date) -> Iterator[Flaw]:
    """A role has no holder today.

    Nobody takes care of what the role owns, and the role does not count for any clause. A holder is a name or an
    e-mail address, optionally with the dates `from` and `to`.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager  # ROL102
        title: Quality manager
      - id: laboratory-manager
        title: Head of the laboratory
        holders: [{e-mail: laboratory@teapot.example, to: 2026-06-30}]  # ROL102
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        holders: [{e-mail: quality@teapot.example, from: 2024-01-01}]
    ```
    """
    if not role.answers(today) and not role.flawed:
        place = role.at("holders") if role.holders else role.at("id")
        cure = "add a holder under holders:, or assign its duties to another role"
        yield Flaw(place, f"role {role.id} has no holder today", cure)

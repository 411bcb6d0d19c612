"""A change to the allowed signers."""

from collections.abc import Iterator

from isokit.model.entity import Place
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import ERROR, Flaw, rule
from isokit.text.source import Unreadable
from isokit.workspace.workspace import Workspace


@rule("SUP205", ERROR)
def signers_changed(workspace: Workspace, before: Workspace) -> Iterator[Flaw]:
    """A change modifies the file of allowed signers or names another one.

    This rule applies with `--since`. Anybody who adds a key to that file could sign approvals in another name;
    `--trusted-config` reads the file from a revision before the change.

    Wrong: before the change, one key was allowed to sign.

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    signers: signers  # SUP205
    ```

    ```text signers 2026-10-01 director@blue-teapot.example
    director@blue-teapot.example ssh-ed25519 AAAA
    ```

    ```text signers
    director@blue-teapot.example ssh-ed25519 AAAA
    somebody@blue-teapot.example ssh-ed25519 BBBB
    ```

    Right: it is as it was.

    ```yaml isokit.yaml
    standards: [iso9001:2015]
    signers: signers
    ```

    ```text signers
    director@blue-teapot.example ssh-ed25519 AAAA
    ```
    """
    old, new = before.settings.signers, workspace.settings.signers
    if old and old != new:
        change = f"reads the allowed signers from {new} instead of {old}" if new else "removes signers:"
    elif old and _content(before, old) != _content(workspace, old):
        change = f"modifies the allowed signers in {old}"
    else:
        return
    yield Flaw(Place(SETTINGS_FILE, ("signers",)), f"this change {change}", "have an allowed signer approve it")


def _content(workspace: Workspace, path: str) -> str | None:
    try:
        return workspace.inventory.sha256(path)
    except Unreadable:
        return None

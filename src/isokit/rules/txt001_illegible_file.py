"""A file that cannot be read."""

from collections.abc import Iterator

from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.unread import Illegible


@rule("TXT001", ERROR, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def illegible_file(file: Illegible) -> Iterator[Flaw]:
    """A file of the layout cannot be read.

    isokit refuses invalid YAML, and valid YAML that two programs could read differently: duplicate keys, anchors and
    aliases, tags, tabs between words, several documents in one file, and characters that are not text. It also refuses
    files over 8 MiB, text that is not UTF-8, symbolic links and pipes. References to ids that such a file appears to
    contain are not reported.

    Wrong:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Quality manager
        title: Head of quality  # TXT001
    ```

    Right:

    ```yaml registers/roles.yaml
    roles:
      - id: quality-manager
        title: Head of quality
    ```
    """
    cure = "correct the file; until then, nothing in it counts"
    yield Flaw(file.place, f"this file cannot be read: {file.message}", cure)

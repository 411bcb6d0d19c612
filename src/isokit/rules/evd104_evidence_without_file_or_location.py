"""A record with neither a file nor a location."""

from collections.abc import Iterator

from isokit.model.evidence import Evidence
from isokit.model.rule import WARNING, Flaw, rule


@rule("EVD104", WARNING, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def evidence_without_file_or_location(record: Evidence) -> Iterator[Flaw]:
    """A record has neither a file nor a location.

    Auditors ask to see the record itself. Files in the tree are listed under `files`; personnel, contract and incident
    records, which must not be in git, are described under `location`, with the `system` they are kept in.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001  # EVD104
    title: Training on the new oven
    type: training-record
    collected: 2026-05-06
    ```

    ```yaml evidence/EVD-002.yaml
    id: EVD-002  # EVD104
    title: Training on the slicer
    type: training-record
    collected: 2026-05-07
    location: {reference: slicer 2026}
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Training on the new oven
    type: training-record
    collected: 2026-05-06
    location: {system: personnel files, reference: trainings 2026, checked_by: hr-manager, checked_on: 2026-05-08}
    ```
    """
    if record.files or record.flawed or (record.location and record.location.named):
        return
    message = f"{record.id} has neither a file nor a location"
    yield Flaw(record.at("id"), message, "add files: [{path: …}], or location: {system: …, reference: …}")

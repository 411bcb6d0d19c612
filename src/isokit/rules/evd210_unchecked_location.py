"""A record kept elsewhere that has not been checked."""

from collections.abc import Iterator

from isokit.model.evidence import Evidence
from isokit.model.rule import NOTE, Flaw, rule


@rule("EVD210", NOTE, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def unchecked_location(record: Evidence) -> Iterator[Flaw]:
    """A record is kept elsewhere, and its location has no reference, no checker or no check date.

    isokit cannot look into other systems. That the record exists rests on the check made by the role in
    `checked_by` on the day `checked_on`; the `reference` lets an auditor find it.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Training on the new oven
    type: training-record
    collected: 2026-05-06
    location: {system: personnel files}  # EVD210
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
    missing = record.location.missing if record.location and record.location.named else ()
    if missing and not record.flawed:
        message = f"{record.id} is kept elsewhere, and its location has no {' and no '.join(missing)}"
        cure = f"check it there, and add {' and '.join(f'{key}:' for key in missing)}"
        yield Flaw(record.at("location"), message, cure)

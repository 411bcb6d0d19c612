"""A record elsewhere that nobody says they have seen."""

from collections.abc import Iterator

from isokit.model.evidence import Evidence
from isokit.model.finding import Flaw
from isokit.model.rule import NOTE, rule


@rule("EVD210", NOTE, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def unchecked_location(record: Evidence) -> Iterator[Flaw]:
    """A record is kept elsewhere, and nobody says that they looked there, when, or how it is found.

    isokit cannot look into other systems. That the record is there rests on the word of the role that `checked_by`
    names, on the day `checked_on`; the `reference` lets an auditor find it.

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
    unsaid = record.location.unsaid if record.location and record.location.named else ()
    if unsaid and not record.flawed:
        message = f"{record.id} is kept elsewhere, and its location has no {' and no '.join(unsaid)}"
        yield Flaw(record.at("location"), message, "look there, and write down where it is, who looked, and when")

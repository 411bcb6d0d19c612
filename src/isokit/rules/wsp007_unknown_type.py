"""A type outside the vocabulary."""

from collections.abc import Iterator

from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Kind
from isokit.model.audit import Audit, AuditProgramme
from isokit.model.evidence import Evidence
from isokit.model.management_review import ManagementReview
from isokit.model.recurring import ScheduledActivity
from isokit.model.rule import NOTE, Flaw, rule
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.workspace import Workspace


@rule("WSP007", NOTE)
def unknown_type(workspace: Workspace, catalog: Catalog) -> Iterator[Flaw]:
    """A record, audit or review has a type that is not in the vocabulary.

    Your own types are fine for what no clause expects; a mistyped type shows less than it could. `isokit standards
    types` lists the vocabulary.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: suplier-evaluation  # WSP007
    collected: 2026-05-06
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: supplier-evaluation
    collected: 2026-05-06
    ```
    """
    records, reviews = workspace.of(Evidence), workspace.of(ManagementReview)
    typed: list[tuple[Evidence | ScheduledActivity, Kind]] = [(record, Kind.EVIDENCE) for record in records]
    typed += [(review, Kind.REVIEW) for review in reviews]
    typed += [(audit, Kind.AUDIT) for shape in (Audit, AuditProgramme) for audit in workspace.of(shape)]
    for entity, kind in typed:
        known = catalog.vocabulary.types_of(kind)
        if known and entity.type and entity.type not in known | catalog.custom_types:
            cure = suggestion(nearest(entity.type, known), "isokit standards types lists the vocabulary")
            yield Flaw(entity.at("type"), f"the vocabulary has no type '{entity.type}'", cure)

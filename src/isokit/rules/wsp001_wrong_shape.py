"""An invalid or missing value."""

from collections.abc import Iterator

from isokit.model.rule import ERROR, Flaw, rule
from isokit.model.unread import Misfit


@rule("WSP001", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def wrong_shape(misfit: Misfit) -> Iterator[Flaw]:
    """A value does not have the form its key requires, or a required key is missing.

    Dates are written as 2027-03-31, time spans as `12 months`, and decisions as true or false; statuses and types come
    from fixed lists. The rest of the entry is used, but meets no expectation of a standard until the value is
    corrected. `isokit check --fix` corrects a word that differs only in case and punctuation (`In Review` for
    in-review); for other similar words, use `--unsafe-fixes`.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: supplier-evaluation
    collected: 31.12.2026  # WSP001
    result: passed  # WSP001
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: supplier-evaluation
    collected: 2026-12-31
    result: pass
    ```
    """
    yield Flaw(misfit.place, misfit.message, misfit.help, fix=misfit.fix)

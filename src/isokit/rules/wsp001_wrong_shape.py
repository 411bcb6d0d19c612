"""A value, or a whole file, of the wrong shape."""

from collections.abc import Iterator

from isokit.model.finding import Flaw
from isokit.model.rule import ERROR, rule
from isokit.model.unread import Misfit


@rule("WSP001", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def wrong_shape(misfit: Misfit) -> Iterator[Flaw]:
    """A value does not have the shape its key asks for, or a key is missing.

    Days are written as 2027-03-31, spans of time as `12 months`, decisions as true or false; statuses and
    types come from short lists. The value is set aside, and the rest of the entry is used; until it is
    mended, the entry meets no expectation of a standard.

    `isokit check --fix` writes the word of a short list where only case and signs differ (`In Review` for
    in-review); another word that is like it is a guess, for `--unsafe-fixes`.

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

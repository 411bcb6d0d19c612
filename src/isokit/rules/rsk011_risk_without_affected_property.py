"""An information security risk without an affected property."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.risk import appraise
from isokit.model.registers.risk import Risk
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("RSK011", WARNING, "iso27001/6.1.2")
def risk_without_affected_property(risk: Risk, workspace: Workspace, today: date) -> Iterator[Flaw]:
    """An information security risk does not say whether it affects confidentiality, integrity or availability.

    ISO/IEC 27001 asks for risks of the loss of these three properties. Only information security risks are judged
    (see RSK001). A risk that names no clause counts for every adopted standard; if it belongs to another one, name
    it under `clauses`.

    Wrong:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1  # RSK011
        title: Laptop is stolen
        owner: it-manager
        clauses: [iso27001:2022/6.1.2]
    ```

    Right:

    ```yaml registers/risks.yaml
    risks:
      - id: R-1
        title: Laptop is stolen
        owner: it-manager
        affects: [confidentiality, availability]
        clauses: [iso27001:2022/6.1.2]
      - id: R-2
        title: Resin of a bad lot lets water in
        owner: production-manager
        clauses: [iso9001:2015/6.1.2]
    ```
    """
    if risk.affects or risk.flawed or not appraise(risk, workspace, today).secures:
        return
    message = f"risk {risk.id} does not say which property of information it affects"
    yield Flaw(risk.at("affects"), message, "add affects: with confidentiality, integrity or availability")

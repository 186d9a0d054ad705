"""不予公开 as it was decided before: proposed again, for this year's paper, until somebody decides otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.domain import Outline
from reports.models import Publication, Report


@dataclass(frozen=True)
class Proposal:
    """`withheld`: reason by section; `missing`: headings that this year's outline does not have."""

    withheld: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    year: int | None = None  # of the publication that it was taken from; None: nothing was withheld before


def propose_withheld(report: Report, outline: Outline) -> Proposal:
    """What the last publication of the report withheld, else that of the department's latest earlier year. One query."""
    before = Publication.objects.filter(report__department=report.department_id, report__cycle__year__lte=report.cycle.year)
    whole = before.select_related("approval__submission__outline", "report__cycle").defer("document", "text")
    last = whole.order_by("-report__cycle__year", "-pk").first()
    if last is None or not last.withheld:
        return Proposal()
    known = {key: reason for key, reason in last.withheld.items() if key in outline.sections}
    old = last.approval.submission.outline.definition.sections
    missing = tuple(old[key].heading if key in old else key for key in last.withheld if key not in known)
    return Proposal(known, missing, last.report.cycle.year)

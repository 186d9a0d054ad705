"""Last year's latest submission: what the bureau saw, never what the department is still writing."""

from __future__ import annotations

from dataclasses import dataclass

from reports.domain import interchange
from reports.domain.rendering import year_comparison
from reports.domain.rendering.year_comparison import Amount
from reports.models import Submission
from reports.web.admin.review.reviewed_report import Review


@dataclass(frozen=True)
class LastYear:
    submission: Submission
    groups: list[tuple[str, list[Amount]]]

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def number(self) -> int:
        return sum(len(amounts) for _, amounts in self.groups)


def load_last_year(review: Review) -> LastYear | None:
    """One query."""
    report, document = review.report, review.document
    if document is None:
        return None
    sent = Submission.objects.filter(report__department=report.department_id, report__cycle__year=report.cycle.year - 1)
    last = sent.select_related("outline").defer("findings", "cycle_settings").order_by("-number").first()
    if last is None:
        return None
    return LastYear(last, year_comparison.group_amounts(document, interchange.load_document(last.document, last.outline.definition)))

"""What stands beside the printed report, in this order. A provider looks at the Review and returns what its template
shows as `panel`; whatever is falsy is left out. The rest of the page's context (`report`, `offers`, …) is there as well.

A button in a panel says `form="desk"`, so that what is typed is kept with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.web import report_history
from reports.web.admin.review import assignment_page, extension_page, previous_submission, sent_attachments
from reports.web.admin.review.item_rounds import Round
from reports.web.admin.review.reviewed_report import Review

FOLDER = "admin/reports/report/"


@dataclass(frozen=True)
class Provider:
    template: str
    look: Callable[[Review], object]


@dataclass(frozen=True)
class ShownPanel:
    template: str
    panel: object


PANELS: tuple[Provider, ...] = (
    Provider("colleagues.html", lambda review: review.colleagues),
    Provider("asked.html", Round.of),
    Provider("unasked.html", Round.of),
    Provider("findings.html", lambda review: review.findings),
    Provider("scores_summary.html", lambda review: review.scores),
    Provider("last_year.html", previous_submission.load_last_year),
    Provider("taken_over.html", lambda review: report_history.list_taken_over(review.report.department)),
    Provider("closed_items.html", lambda review: [row for row in review.rows if not review.is_current(row)]),
    Provider("person.html", lambda review: assignment_page.build_assignment_panel(review.report, review.person)),
    Provider("deadline.html", lambda review: extension_page.build_extension_panel(review.report, review.person)),
    Provider("attachments.html", sent_attachments.load_review_attachments),
    Provider("sent.html", lambda review: review.sent),
    Provider("events.html", lambda review: review.events),
)


def iter_review_panels(review: Review) -> Iterator[ShownPanel]:
    for provider in PANELS:
        if found := provider.look(review):
            yield ShownPanel(FOLDER + provider.template, found)

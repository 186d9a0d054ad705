"""A report as a line of a list: its state, its deadline, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from departments.former_names import name_then
from departments.roles import Roles
from reports.domain import Deadline, deadlines
from reports.models import DUE, Report, State, obligation


@dataclass(frozen=True)
class ReportSummary:
    report: Report
    unanswered: int  # return items that wait for an answer
    step: str  # the next step, as the button says it
    url: str  # name of the page where it is taken
    urgent: bool  # it is this person's turn

    @property
    def excuse(self) -> str:
        """免报: why there is nothing to do."""
        return self.report.excuse

    @property
    def state(self) -> str:
        return "免报" if self.excuse else self.report.get_status_display()

    @property
    def look(self) -> str:
        return "" if self.excuse else self.report.state.look

    @property
    def deadline(self) -> Deadline | None:
        """None once the report has been sent."""
        return None if self.waiting else deadlines.describe_deadline(self.report.due, reason=self.report.extension_reason)

    @property
    def waiting(self) -> str:
        return self.report.state.waiting


def select_listed_reports(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Ready to be shown as cards, the newest year first."""
    unanswered = Count("return_items", Q(return_items__is_open=True, return_items__answer_kind=""), distinct=True)
    kept = Report.objects.filter(pk__in=reports.values("pk")).select_related("department__desk", "cycle").defer("statements")
    named = obligation.add_obligation(kept).annotate(due_then=DUE).annotate(former_name=name_then("department", "due_then"))
    return named.annotate(unanswered=unanswered).order_by("-cycle__year", "department__code")


def build_report_list(reports: Iterable[Report], roles: Roles) -> list[ReportSummary]:
    return [_make_report_summary(report, roles.here(report.department)) for report in reports]


def _make_report_summary(report: Report, held: frozenset[str]) -> ReportSummary:
    unanswered: int = getattr(report, "unanswered", 0)
    if report.excuse or report.is_not_begun:
        return ReportSummary(report, 0, State.step, State.page, False)
    return ReportSummary(report, unanswered, *_choose_next_step(report.state, held))


def _choose_next_step(state: State, held: frozenset[str]) -> tuple[str, str, bool]:
    """What the button says, where it leads, and whether the report waits for this person."""
    if state.is_at_department and state.desk in held:
        return state.step, state.page, True
    return State.step, State.page, False

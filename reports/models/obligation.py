"""应报: who has to file this year. One predicate for lists, counts, reminders, pages and acts.

Nobody waits for a report that is 免报: of a department exempt from the cycle, or of one that was closed or merged before it sent
anything. What a department had sent before it was closed stays with the bureau. Nothing is stored, so lifting it brings all back.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from departments.models import Department
from reports.models.cycle import Exemption
from reports.models.report import Report
from reports.models.review import Event, Submission
from reports.models.states import Turn

CLOSED = "本单位已不参加填报"


def select_standing_submissions() -> QuerySet[Submission]:
    """Submissions of a report that were not withdrawn; for a subquery of reports."""
    withdrawn = Event.objects.filter(act="withdraw", submission=OuterRef("pk"))
    return Submission.objects.filter(~Exists(withdrawn), report=OuterRef("pk"))


def match_exempt(path: str = "") -> Q:
    """Reports of a department exempt from the cycle; `path` leads from a row to its report."""
    return Q(Exists(_select_exemptions(path)))


def match_excused() -> Q:
    """Reports that nobody waits for. The department is asked for by its id, so that no join keeps an index from being walked."""
    closed = Q(turn=Turn.DEPARTMENT, department__in=Department.objects.filter(active=False).values("pk"))
    return match_exempt() | (closed & ~Q(Exists(select_standing_submissions())))


def add_obligation(reports: QuerySet[Report]) -> QuerySet[Report]:
    """With all that `find_excuse` wants to know."""
    return reports.annotate(
        exempt_because=Subquery(_select_exemptions().values("reason")[:1]),
        was_sent=Exists(select_standing_submissions()),
        still_files=F("department__active"),
        merged_name=F("department__merged_into__name"),
    )


def find_excuse(report: Report) -> str:
    """Why nobody waits for the report; "" for one that has to be filed. No query for one that came `with_obligation`."""
    known = report if hasattr(report, "exempt_because") else add_obligation(Report.objects.filter(pk=report.pk)).get()
    reason: str | None = getattr(known, "exempt_because", None)
    if reason is not None:
        return reason
    if getattr(known, "still_files", True) or getattr(known, "was_sent", True) or not report.state.is_at_department:
        return ""
    merged: str | None = getattr(known, "merged_name", None)
    return f"本单位已并入{merged}" if merged else CLOSED


def find_known_excuse(report: Report) -> str:
    """The same for a page, out of what came with the report; "" where nothing did. No query."""
    return find_excuse(report) if hasattr(report, "exempt_because") else ""


def find_exemption_reasons(departments: list[Department]) -> dict[int, str]:
    """By department why it need not file: in the latest year of its district, or for good. One query."""
    exempt = Exemption.objects.filter(department__in=departments).order_by("cycle__year").values_list("department", "reason")
    closed = {each.pk: f"本单位已并入{each.merged_into.name}" if each.merged_into else CLOSED for each in departments if not each.active}
    return dict(exempt) | closed


def _select_exemptions(path: str = "") -> QuerySet[Exemption]:
    return Exemption.objects.filter(cycle=OuterRef(f"{path}cycle"), department=OuterRef(f"{path}department"))

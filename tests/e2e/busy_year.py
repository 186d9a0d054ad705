"""A district in full swing: forty departments in four 股室 three days after the deadline, and their year before."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from departments.models import Department, Desk, District
from reports import cycles
from reports.models import Cycle, Figure, Report, ReturnItem, Status, Submission
from tests import builders
from tests.reports.statistics.builders import FIGURES

DESKS = ("行政政法股", "教科文股", "经济建设股", "农业农村股")
STATES = (Status.APPROVED, Status.APPROVED, Status.IN_REVIEW, Status.SUBMITTED, Status.RETURNED, Status.APPROVED, Status.DRAFT)
PLACES = (
    ("expenditure.total.final", "（一）整体支出情况 › 支出合计 · 决算数"),
    ("projects.k7mq.organisation", "2、组织实施情况 › 项目第 1 行 · 组织实施情况"),
    ("narrative.output", "（二）整体绩效产出情况 › 整体绩效产出情况分析"),
)


def make() -> District:
    district = builders.district()
    desks = [builders.desk(district, name) for name in DESKS]
    due = timezone.localtime().replace(hour=17, minute=30) - timedelta(days=3)
    for year, moment in ((2024, due), (2023, due - timedelta(days=365))):
        cycle = builders.cycle(district, year, opens=moment - timedelta(days=60), due=moment)
        for at in range(40):
            _report(district, desks[at % 4], cycle, at, is_last=year == 2023)
    return district


def _report(district: District, desk: Desk, cycle: Cycle, at: int, *, is_last: bool) -> None:
    named = {"name": f"云水区第{at + 1}服务中心", "desk": desk}
    department = Department.objects.get_or_create(district=district, code=f"{at + 11:03}001", defaults=named)[0]
    report = cycles.get_or_create_report(department, cycle)
    status = Status.APPROVED if is_last else STATES[at % len(STATES)]
    Report.objects.filter(pk=report.pk).update(status=status)
    if status != Status.DRAFT:
        _send(report, cycle, at, is_last=is_last)


def _send(report: Report, cycle: Cycle, at: int, *, is_last: bool) -> None:
    moment = cycle.due - timedelta(days=(at * 7) % 26 - (2 if is_last else 1), hours=3)
    rest = {"document": "{}", "sha256": "", "outline": report.outline, "sent_at": moment, "late": moment > cycle.due}
    Submission.objects.create(report=report, number=1, reference=f"{report.pk}", **rest)
    adjusted = 200 + at * 37
    spent = adjusted * (70 + (at * 11) % 34) / 100
    amounts = (adjusted - 20, adjusted, spent, 5 + at % 4, 4 + at % 5 + (1 if is_last else 0))
    for place, amount in zip(FIGURES.values(), amounts, strict=True):
        table, row, column = place.split(".")
        Figure.objects.create(report=report, table=table, row=row, column=column, amount=f"{amount:.2f}", state="amount")
    place, label = PLACES[at % 3]
    if at % 2:
        ReturnItem.objects.create(report=report, place=place, place_label=label, kind=("must", "explain", "advice")[at % 3], text="请核对")

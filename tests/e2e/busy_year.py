"""A district in full swing: forty departments in four 股室 three days after the deadline, and their year before."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from departments.models import Department, Desk, District
from reports.filing import cycles
from reports.models import Approval, Cycle, Figure, Report, ReturnItem, Status, Submission
from tests import builders
from tests.reports.release.statistics.builders import FIGURES, FINDING

DESKS = ("行政政法股", "教科文股", "经济建设股", "农业农村股")
STATES = (Status.APPROVED, Status.APPROVED, Status.IN_REVIEW, Status.SUBMITTED, Status.RETURNED, Status.APPROVED, Status.DRAFT)
CHECKS = (
    ("C06", "项目支出各项之和等于项目支出合计", "E", "与批复的决算一致，差额为四舍五入。"),
    ("C12", "执行率低于 90% 须说明原因", "R", "部分项目跨年实施，按合同进度支付。"),
    ("C29", "本年所列上年数与上年报告一致", "R", ""),
    ("C31", "资产总额与资产负债表一致", "W", ""),
    ("C33", "“三公”经费决算不超过预算", "E", "因公接待任务增加，已报批。"),
)
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
    report.status = status
    report.save(update_fields=["status"])
    if status != Status.DRAFT:
        _send(report, cycle, at, is_last=is_last)


def _send(report: Report, cycle: Cycle, at: int, *, is_last: bool) -> None:
    moment = cycle.due - timedelta(days=(at * 7) % 26 - (2 if is_last else 1), hours=3)
    rest = {"document": "{}", "sha256": "", "outline": report.outline, "sent_at": moment, "late": moment > cycle.due}
    sent = Submission.objects.create(report=report, number=1, reference=f"{report.pk}", findings=_findings(at), **rest)
    if report.status == Status.APPROVED:
        points = 58 + (at * 13 + is_last * 5) % 41
        grade = next(name for name, least in (("优", 90), ("良", 80), ("中", 60), ("差", 0)) if points >= least)
        Approval.objects.create(submission=sent, at=moment, self_points=min(points + at % 7, 100), points=points, grade=grade)
    adjusted = 200 + at * 37
    spent = adjusted * (70 + (at * 11) % 34) / 100
    amounts = (adjusted - 20, adjusted, spent, 5 + at % 4, 4 + at % 5 + (1 if is_last else 0))
    for place, amount in zip(FIGURES.values(), amounts, strict=True):
        table, row, column = place.split(".")
        Figure.objects.create(report=report, table=table, row=row, column=column, amount=f"{amount:.2f}", state="amount")
    place, label = PLACES[at % 3]
    if at % 2:
        ReturnItem.objects.create(report=report, place=place, place_label=label, kind=("must", "explain", "advice")[at % 3], text="请核对")


def _findings(at: int) -> dict[str, object]:
    chosen = [each for number, each in enumerate(CHECKS, 1) if at % (number + 1) == 0]
    return {"version": "2", "findings": [_finding(*each) for each in chosen]}


def _finding(check: str, label: str, outcome: str, said: str) -> dict[str, object]:
    message = "支出合计决算数 210.50 万元，与各项之和 208.50 万元相差 2.00 万元"
    named = {"id": check, "label": label, "outcome": outcome, "message": message, "explained": said}
    return FINDING | named | {"places": ["expenditure.total.final"]}

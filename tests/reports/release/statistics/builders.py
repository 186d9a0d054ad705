"""云水区 by hand: two years, three 股室, eight departments in every situation that a figure must tell apart.

2018 was due on 31 March 2019 at 17:30, 2017 a year before; "now" is 2 April 2019, noon.
"""

from __future__ import annotations

from datetime import datetime
from itertools import count

from django.db import connection
from django.utils import timezone

from departments.models import Department, District
from reports.filing import cycles
from reports.models import Approval, Cycle, Event, Exemption, Figure, OutlineVersion, Report, ReturnItem, Status, Submission
from tests import builders

NUMBER = count(1)


def at(text: str) -> datetime:
    """A moment in Beijing time: 2019-03-30 09:00."""
    return timezone.make_aware(datetime.strptime(text, "%Y-%m-%d %H:%M"))  # noqa: DTZ007 - made aware here


NOW = at("2019-04-02 12:00")
FINDING = {
    "id": "C01",
    "label": "各项之和",
    "outcome": "R",
    "message": "120.00 ≠ 121.00",
    "explained": "四舍五入",
    "version": "2",
    "places": [],
    "pointed": [],
    "difference": None,
    "figures": [],
    "subject": "",
    "override": False,
    "fingerprint": "",
}
FIGURES = {
    "budget": "expenditure.total.budget",
    "adjusted": "expenditure.total.adjusted",
    "final": "expenditure.total.final",
    "three_budget": "three_public.total.budget",
    "three_final": "three_public.total.final",
}


def cycle(district: District, year: int) -> Cycle:
    return builders.cycle(district, year, opens=at(f"{year + 1}-01-05 08:00"), due=at(f"{year + 1}-03-31 17:30"))


def report(of: Department, in_cycle: Cycle, status: str, *sent: str, **figures: str) -> Report:
    """A report in that state, sent at these moments; budget="100", three_final="涉密"."""
    made = cycles.get_or_create_report(of, in_cycle)
    Report.objects.filter(pk=made.pk).update(status=status)
    for number, moment in enumerate(sent, 1):
        submission(made, number, at(moment))
    for name, amount in figures.items():
        figure(made, FIGURES[name], amount)
    made.refresh_from_db()
    return made


def submission(of: Report, number: int, moment: datetime) -> Submission:
    rest = {"document": "{}", "sha256": "", "sent_at": moment, "late": moment > of.cycle.due}
    return Submission.objects.create(report=of, number=number, reference=f"x-{next(NUMBER)}", outline=of.outline, **rest)


def withdraw(of: Report) -> None:
    Event.objects.create(report=of, act="withdraw", target=of.status, at=NOW, submission=of.submissions.order_by("-number").first())


def figure(of: Report, place: str, amount: str) -> None:
    table, row, column = place.split(".")
    value = {"amount": None, "state": {"涉密": "classified", "不适用": "not_applicable"}[amount]} if amount in "涉密不适用" else {}
    Figure.objects.create(report=of, table=table, row=row, column=column, **(value or {"amount": amount, "state": "amount"}))


def item(of: Report, place: str, label: str, kind: str = "must", **rest: object) -> ReturnItem:
    return ReturnItem.objects.create(report=of, place=place, place_label=label, kind=kind, text="请核对", **rest)


def small_district() -> District:
    """Expected in 2018: A1 A2 A3 (行政政法股), B1 B2 (教科文股), N1 (nobody's). In 2017: A1, B1."""
    district = builders.district()
    law, school = builders.desk(district), builders.desk(district, "教科文股")
    new, old = cycle(district, 2018), cycle(district, 2017)
    unit = {
        code: Department.objects.create(district=district, code=code, name=f"云水区{code}局", desk=desk)
        for code, desk in [("A1", law), ("A2", law), ("A3", law), ("B1", school), ("B2", school), ("N1", None), ("X1", law), ("X2", law)]
    }
    money = {"budget": "90", "adjusted": "100", "final": "95", "three_budget": "5", "three_final": "4"}
    report(unit["A1"], old, Status.APPROVED, "2018-03-29 09:00", adjusted="80", final="40", three_final="6", three_budget="6")
    report(unit["B1"], old, Status.APPROVED, "2018-04-02 09:00", adjusted="10", final="9")
    report(unit["A1"], new, Status.APPROVED, "2019-03-29 23:50", **money)
    twice = report(
        unit["A2"],
        new,
        Status.IN_REVIEW,
        "2019-03-30 09:00",
        "2019-04-01 09:00",
        adjusted="50",
        final="20",
        three_budget="1.5",
        three_final="2",
    )
    back = report(unit["A3"], new, Status.RETURNED, "2019-03-30 10:00", adjusted="10", final="1", three_budget="9", three_final="9")
    report(unit["B1"], new, Status.SUBMITTED, "2019-04-01 08:00", adjusted="40", final="44", three_final="涉密")
    withdrawn = report(unit["B2"], new, Status.DRAFT, "2019-03-20 10:00", final="7")
    withdraw(withdrawn)
    report(unit["N1"], new, Status.AWAITING_SIGNATURE)
    report(unit["X1"], new, Status.DRAFT)
    Exemption.objects.create(cycle=new, department=unit["X1"], reason="已撤并")
    report(unit["X2"], new, Status.DRAFT)
    Department.objects.filter(code="X2").update(active=False)
    items(twice, back)
    return district


def items(twice: Report, back: Report) -> None:
    item(twice, "projects.k7mq.organisation", "（四）2018年度项目 › 项目第 1 行 · 组织实施情况")
    item(back, "projects.t9hd.organisation", "（四）2018年度项目 › 项目第 12 行 · 组织实施情况", "explain")
    item(back, "expenditure.total.final", "（一）2018年度支出 › 支出合计 · 决算数")
    old = Report.objects.get(cycle__year=2017, department__code="A1")
    item(old, "narrative.management", "（二）管理情况", "advice")


def many(number: int, years: int = 2, name: str = "云水区") -> District:
    """So many departments, each with an approved report of every year, with figures, findings, points and an item."""
    district = builders.district(name)
    desks = [builders.desk(district, desk) for desk in ("行政政法股", "教科文股", "农业股")]
    Department.objects.bulk_create(
        Department(district=district, code=f"{at:06}", name=f"云水区第{at}中心", desk=desks[at % 3]) for at in range(number)
    )
    version = OutlineVersion.of("tianxin-2018")
    for year in range(2018, 2018 - years, -1):
        made = cycle(district, year)
        units = Department.objects.filter(district=district)
        Report.objects.bulk_create(Report(department=unit, cycle=made, outline=version, status=Status.APPROVED) for unit in units)
    _fill(version, district)
    know_the_tables()
    return district


def know_the_tables() -> None:
    """As autovacuum does in life: without statistics PostgreSQL plans for empty tables, and a page takes minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _fill(version: OutlineVersion, district: District) -> None:
    reports = list(Report.objects.filter(cycle__district=district).select_related("cycle"))
    kept = {"findings": [{**FINDING, "id": f"C{check:02}"} for check in range(12)]}
    rest = {"number": 1, "document": "{}", "sha256": "", "outline": version, "findings": kept}
    sent = Submission.objects.bulk_create(
        Submission(report=report, reference=f"m-{report.pk}", sent_at=report.cycle.due, late=report.pk % 9 == 0, **rest)
        for report in reports
    )
    Approval.objects.bulk_create(
        Approval(submission=each, at=NOW, self_points=95, points=60 + each.report_id % 40, grade="良") for each in sent
    )
    cells = [place.split(".") for place in FIGURES.values()]
    Figure.objects.bulk_create(
        Figure(report=report, table=table, row=row, column=column, amount=report.pk % 90 + 10, state="amount")
        for report in reports
        for table, row, column in cells
    )
    ReturnItem.objects.bulk_create(
        ReturnItem(report=report, place="section.a", place_label="一、概况", text="请核对") for report in reports
    )


def approve(of: Report, own: str | None, points: str | None, grade: str = "", number: int = 1) -> None:
    """What the approval of that submission froze."""
    sent = of.submissions.get(number=number)
    Approval.objects.create(submission=sent, at=NOW, self_points=own, points=points, grade=grade)


def found(of: Report, number: int, moment: str, *findings: tuple[str, str, str, str]) -> None:
    """A submission with findings: check, label, outcome, explanation."""
    kept = [{**FINDING, "id": check, "label": label, "outcome": outcome, "explained": said} for check, label, outcome, said in findings]
    rest = {"document": "{}", "sha256": "", "sent_at": at(moment), "findings": {"version": "2", "findings": kept}}
    Submission.objects.create(report=of, number=number, reference=f"f-{next(NUMBER)}", outline=of.outline, **rest)

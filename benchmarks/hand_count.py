"""Every number of desk, queue, 年度概览, 排名表 and 汇总表 beside a count by hand, from the rows one by one and from the frozen papers.

Nothing of `reports.release.statistics` or of the queue is used here: two roads to one number.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.test import Client
from python_calamine import CalamineWorkbook

from departments.models import Department
from reports.models import Approval, Exemption, Report, Status

Numbers = dict[str, Any]
AT_BUREAU = ("submitted", "in_review", "second_review", "approved")
CELLS = ("expenditure.total.adjusted", "expenditure.total.final", "three_public.total.budget", "three_public.total.final")


class Counted:
    """One report as it is counted by hand."""

    def __init__(self, report: Report) -> None:
        sent = list(report.submissions.order_by("number"))
        self.report, self.rounds = report, len(sent)
        self.code, self.year, self.status = report.department.code, report.cycle.year, str(report.status)
        self.desk = report.department.desk.name if report.department.desk else "未分配"
        self.is_held = self.status in AT_BUREAU
        found = sent[-1].findings["findings"] if sent and self.is_held else []
        self.outcomes = Counter(one["outcome"] for one in found)
        wrong = {place for one in found if one["outcome"] == "E" for place in (one["pointed"] or one["places"])}
        figures = json.loads(sent[-1].document)["figures"] if sent and self.is_held else {}
        self.stated = {cell: Decimal(str(figures[cell])) for cell in CELLS if _is_amount(figures.get(cell))}
        self.amounts = {cell: amount for cell, amount in self.stated.items() if cell not in wrong}
        approval = Approval.objects.filter(submission__report=report).order_by("-submission__number").first()
        self.points = approval.points if approval and self.status == "approved" else None

    @property
    def worst(self) -> str:
        return next((word for sign, word in (("E", "必改"), ("R", "须说明"), ("W", "提示")) if self.outcomes[sign]), "没有问题")


def _is_amount(value: object) -> bool:
    return value is not None and str(value).replace(".", "", 1).replace("-", "", 1).isdigit()


def count_everything() -> list[Counted]:
    exempt = set(Exemption.objects.values_list("cycle", "department"))
    closed = set(Department.objects.filter(active=False).values_list("pk", flat=True))
    reports = Report.objects.select_related("department__desk", "cycle").order_by("department__code", "cycle__year")
    return [
        Counted(each)
        for each in reports
        if (each.cycle_id, each.department_id) not in exempt and not (each.department_id in closed and not each.submissions.exists())
    ]


def compare_numbers(client: Client, year: int) -> list[str]:
    """A sentence for each number that differs; none when all are equal."""
    counted = count_everything()
    now = [each for each in counted if each.year == year]
    pairs = [*_desk(client, counted), *_queue(client, now, year), *_dashboard(client, counted, year), *_league(client, counted, year)]
    pairs += _export(client, now, year)
    return [f"{name}: page {shown!r}, by hand {by_hand!r}" for name, shown, by_hand in pairs if shown != by_hand]


Pair = tuple[str, object, object]


def _desk(client: Client, counted: list[Counted]) -> Iterator[Pair]:
    context = client.get("/admin/").context
    by_hand = Counter((each.year, each.status) for each in counted)
    for year in context["years"]:
        shown = {count.label: count.number for count in year.counts}
        yield f"desk {year.year}", shown, {str(status.label): by_hand[year.year, status.value] for status in Status}
        yield f"desk {year.year} 待审核", year.pending.number, sum(by_hand[year.year, each] for each in ("submitted", "in_review"))
    waiting = Counter(each.year for each in counted if each.status in ("submitted", "in_review"))
    desk = context["desk"]
    yield "desk 待我审核", desk.waiting.total, sum(waiting.values())
    yield "desk 已退回", desk.returned.total, sum(each.status == "returned" for each in counted)


def _queue(client: Client, now: list[Counted], year: int) -> Iterator[Pair]:
    def count(asked: str) -> int:
        return int(client.get(f"/admin/reports/report/?year={year}&{asked}").context["cl"].result_count)

    yield "queue 全部", count("state=all"), len(now)
    for status in Status:
        yield f"queue {status.label}", count(f"state={status.value}"), sum(each.status == status.value for each in now)
    held = Counter(each.worst for each in now if each.is_held)
    for worst, word in (("none", "没有问题"), ("hint", "提示"), ("explain", "须说明"), ("must_fix", "必改")):
        yield f"queue {word}", count(f"state=all&worst={worst}"), held[word]
    rows = client.get(f"/admin/reports/report/?year={year}&state=all&all=").context["cl"].result_list
    shown = {row.department.code: (row.must_fix, row.must_explain, row.hints, row.amount) for row in rows if row.worst}
    yield (
        "queue columns",
        shown,
        {each.code: (*(each.outcomes[sign] for sign in "ERW"), each.stated.get("expenditure.total.final")) for each in now if each.is_held},
    )


def _dashboard(client: Client, counted: list[Counted], year: int) -> Iterator[Pair]:
    context = client.get(f"/admin/dashboard/?year={year}").context
    panels = {panel.key: panel for column in context["columns"] for panel in column}
    now = [each for each in counted if each.year == year]
    before = [each for each in counted if each.year == year - 1 and each.code in {other.code for other in now if other.is_held}]
    tiles = {tile.label: tile.number for tile in context["glance"].tiles}
    yield "tile 应报", tiles["应报单位"], len(now)
    yield "tile 已报送", tiles["已报送"], sum(each.rounds > 0 for each in now)
    yield "tile 审核通过", tiles["审核通过"], sum(each.status == "approved" for each in now)
    yield "tile 退回", tiles["退回修改"], sum(each.status == "returned" for each in now)
    desks = Counter(each.desk for each in now)
    yield "panel 股室", {row[0].text: int(row[1].text) for row in panels["desks"].rows}, dict(desks)
    for at, units in enumerate((now, before), 1):
        rates = [rate for each in units if (rate := _rate(each)) is not None]
        yield f"panel 执行率 {at}", sum(int(row[at].text) for row in panels["execution"].rows), len(rates)
        yield f"panel 超过 100% {at}", int(panels["execution"].rows[-1][at].text), sum(rate > 100 for rate in rates)
    three = [each.amounts for each in now if all(cell in each.amounts for cell in CELLS[2:])]
    total = panels["three-public"].total
    yield "panel 三公", [total[1].value, total[2].value], [f"{sum((each[cell] for each in three), Decimal()):.2f}" for cell in CELLS[2:]]
    left = sum(cell in each.stated and cell not in each.amounts for each in (*now, *before) for cell in CELLS)
    named = panels["left-out"].rows if "left-out" in panels else []
    yield "panel 没有计入", sum("年初预算" not in row[1].text for row in named), left


def _rate(each: Counted) -> Decimal | None:
    planned, spent = (each.amounts.get(cell) for cell in CELLS[:2])
    return spent / planned * 100 if spent is not None and planned else None


def _league(client: Client, counted: list[Counted], year: int) -> Iterator[Pair]:
    rows = client.get(f"/admin/dashboard/league/?year={year}").context["panel"].rows
    shown = {row[1].text.split()[0]: tuple(row[at].text for at in (4, 6, 8, 12)) for row in rows}
    yield "league", shown, {each.code: _describe_standing(each) for each in counted if each.year == year}


def _describe_standing(each: Counted) -> tuple[str, ...]:
    rate = _rate(each)
    wrong = any(cell in each.stated and cell not in each.amounts for cell in CELLS[:2])
    findings = str(each.outcomes["E"] + each.outcomes["R"]) if each.is_held else "—"
    points = "—" if each.points is None else f"{each.points:.2f}"
    return ("数有误" if wrong else "—" if rate is None else f"{rate:.1f}%", findings, points, str(each.rounds or "—"))


def _export(client: Client, now: list[Counted], year: int) -> Iterator[Pair]:
    from io import BytesIO

    response = client.post(f"/admin/dashboard/export/summary/?year={year}")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
    head, *rows = book.get_sheet_by_name("汇总表").to_python()
    names = [str(each).replace("\n", "") for each in head]
    yield "export rows", [row[0] for row in rows], [each.code for each in now]
    final = names.index("支出合计决算")
    yield (
        "export 决算",
        [row[final] for row in rows],
        [float(each.stated.get(CELLS[1], 0)) if CELLS[1] in each.stated else "" for each in now],
    )
    yield (
        "export 核对结果",
        len(book.get_sheet_by_name("核对结果").to_python()) - 1,
        sum(sum(each.outcomes[s] for s in "ERW") for each in now),
    )

"""The panels of the 年度概览: what each table says, in the order in which a 局长 reads them."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from reports.models import ItemKind, Status
from reports.release.statistics import filing_progress, money, returns
from reports.web.admin import year_scores
from reports.web.admin.panel_tables import Cell, Chart, Column, Panel, amount, change, count, percent, words
from reports.web.admin.year_figures import MOST_LATE, MOST_SPOTS, MOST_UNITS, YearFigures

UNIT = Column("单位", number=False)
OWN_FIGURES = "只计已报送、审核中、待复审和已通过的报告，上年为同一批单位；填报中和退回修改中的数字单位还在改，不计入。"


def all_of(figures: YearFigures) -> list[list[Panel]]:
    """Two columns: how far the departments are, and what their papers say."""
    filed = [by_day, by_desk, by_state, late]
    said = [execution, three_public, lowest, overspent]
    judged = [year_scores.scores, year_scores.grades, year_scores.frequent, year_scores.of_check, kinds, spots]
    made = ([way(figures) for way in column] for column in (filed + judged[:2], said + judged[2:]))
    return [[panel for panel in column if panel is not None] for column in made]


def by_day(figures: YearFigures) -> Panel:
    columns = [
        Column("距截止日", number=False),
        Column("日期", number=False),
        Column("当日报送"),
        Column("累计"),
        Column(f"{figures.year}年度", "this"),
        Column(f"{figures.last}年度", "last"),
    ]
    rows = [
        [
            Cell(_from_due(day.offset), str(day.offset)),
            words(_day(day.day, timezone.localdate(figures.cycles[figures.year].due).year)),
            *map(count, (day.number, day.total)),
            *map(percent, (day.rate, day.last_rate)),
        ]
        for day in reversed(figures.days)
    ]
    note = "累计报送单位占应报单位的比例，两个年度按各自的报送截止日对齐；报送以第一次报送（未撤回）的时间为准。"
    return Panel("days", "报送进度（按日）", columns, rows, Chart("line", "%"), note)


def _from_due(offset: int) -> str:
    if not offset:
        return "截止日"
    return f"截止前 {-offset} 天" if offset < 0 else f"截止后 {offset} 天"


def _day(day: date, usual: int) -> str:
    """With the year where it is another than the deadline's."""
    return f"{day.year}年" * (day.year != usual) + f"{day.month}月{day.day}日"


def by_desk(figures: YearFigures) -> Panel:
    columns = [
        Column("业务股室", number=False),
        Column("应报"),
        Column("已通过", "approved"),
        Column("审核中", "waiting"),
        Column("退回修改", "returned"),
        Column("未报送", "unsent"),
        Column("其中逾期"),
        Column("报送率"),
        Column("上年全年"),
    ]
    rates = filing_progress.rates(figures.desks)
    desks = sorted(figures.desks[figures.year].values(), key=lambda desk: (desk.name == filing_progress.NO_DESK, desk.name))
    rows = [_desk(desk, rates[desk.name].get(figures.last)) for desk in desks]
    last = figures.last_total
    total = _desk(figures.total, last.sent / last.expected * 100 if last.expected else None)
    note = "“审核中”包括已报送尚未开始审核的和待复审的。"
    return Panel("desks", "报送进度（按股室）", columns, rows, Chart("rows", "个单位", stacked=True), note, total=total)


def _desk(desk: filing_progress.Desk, last: float | None) -> list[Cell]:
    numbers = (desk.expected, desk.approved, desk.waiting, desk.returned, desk.unsent, desk.overdue)
    rate = desk.sent / desk.expected * 100 if desk.expected else None
    return [words(desk.name), *map(count, numbers), percent(rate), percent(last)]


def by_state(figures: YearFigures) -> Panel:
    queue = reverse("admin:reports_report_changelist")
    columns = [Column("状态", number=False), Column(f"{figures.year}年度", "this"), Column(f"{figures.last}年度", "last")]
    desk = {None: "", 0: "&desk=none"}.get(figures.scope.desk, f"&desk={figures.scope.desk}")
    rows = [
        [
            words(status.label, f"{queue}?state={status}&year={figures.year}{desk}"),
            *(count(figures.states[year][status]) for year in figures.scope.years),
        ]
        for status in Status
    ]
    return Panel("states", "各状态的报告", columns, rows, Chart("bar", "份"))


def late(figures: YearFigures) -> Panel:
    columns = [UNIT, *(Column(label, number=False) for label in ("情况", "业务股室", "状态"))]
    rows = [
        [_unit(each.report, each.code, each.name), words(_lateness(each)), words(each.desk), words(each.state)] for each in figures.late
    ]
    beyond = figures.total.overdue + figures.total.late - len(rows)
    note = f"另有 {beyond} 个单位，见汇总表。" if len(rows) == MOST_LATE and beyond > 0 else ""
    return Panel("late", "逾期单位", columns, rows, note=note, empty="没有逾期的单位。")


def _lateness(each: filing_progress.Late) -> str:
    if each.sent:
        return f"逾期 {each.days} 天报送" if each.days else "截止当日逾时报送"
    return f"未报送，已逾期 {each.days} 天" if each.days else "未报送，今日已过截止时间"


def _unit(report: int, code: str, name: str) -> Cell:
    return words(f"{code} {name}", reverse("admin:reports_report_change", args=[report]))


def execution(figures: YearFigures) -> Panel:
    columns = [Column("执行率", number=False), Column(f"{figures.year}年度", "this"), Column(f"{figures.last}年度", "last")]
    now, before = money.bands(figures.units), money.bands(figures.last_units)
    rows = [[words(band), count(now[band]), count(before[band])] for band in now]
    sums = money.execution(figures.units)
    note = f"执行率 = 支出合计决算数 ÷ 调整预算数。{_compared(sums, '调整预算')}{OWN_FIGURES}"
    return Panel("execution", "预算执行率分布", columns, rows, Chart("bar", "个单位"), note)


def _compared(sums: money.Sums, planned: str) -> str:
    if sums.rate is None:
        return ""
    return f"{sums.units} 个单位合计：{planned} {sums.planned:,.2f} 万元，决算 {sums.spent:,.2f} 万元，为 {sums.rate:.1f}%。"


def three_public(figures: YearFigures) -> Panel:
    columns = [
        Column("业务股室", number=False),
        Column(f"{figures.year}年预算", "plan"),
        Column(f"{figures.year}年决算", "this"),
        Column(f"{figures.last}年决算", "last"),
        Column("决算比上年"),
    ]
    names = sorted({unit.desk for unit in figures.units}, key=lambda name: (name == filing_progress.NO_DESK, name))
    rows = [_three_public(figures, name) for name in names]
    note = f"单位：万元。{_compared(money.three_public(figures.units), '“三公”经费预算')}{OWN_FIGURES}"
    return Panel("three-public", "“三公”经费（按股室）", columns, rows, Chart("bar", "万元"), note, total=_three_public(figures, None))


def _three_public(figures: YearFigures, desk: str | None) -> list[Cell]:
    """One 股室; None: the whole district. A year in which nobody stated an amount shows none."""
    now = money.three_public(unit for unit in figures.units if desk in (None, unit.desk))
    before = money.three_public(unit for unit in figures.last_units if desk in (None, unit.desk))
    planned, spent = (now.planned, now.spent) if now.units else (None, None)
    last = before.spent if before.units else None
    return [words(desk or "合计"), amount(planned), amount(spent), amount(last), change(spent, last)]


def lowest(figures: YearFigures) -> Panel:
    columns = [UNIT, Column("调整预算"), Column("决算"), Column("执行率"), Column("上年执行率")]
    before = {unit.code: unit.rate for unit in figures.last_units}
    rows = [
        [
            _unit(unit.report, unit.code, unit.name),
            *map(amount, (unit.adjusted, unit.final)),
            *map(percent, (unit.rate, before.get(unit.code))),
        ]
        for unit in money.lowest(figures.units, MOST_UNITS)
    ]
    return Panel("lowest", f"执行率最低的 {MOST_UNITS} 个单位", columns, rows, note="单位：万元。", empty="还没有单位报送预算和决算数。")


def overspent(figures: YearFigures) -> Panel:
    columns = [UNIT, Column("预算"), Column("决算"), Column("超出"), Column("上年决算")]
    before = {unit.code: unit.three_final for unit in figures.last_units}
    rows = [
        [
            _unit(unit.report, unit.code, unit.name),
            *map(amount, (unit.three_budget, unit.three_final)),
            change(unit.three_final, unit.three_budget),
            amount(before.get(unit.code)),
        ]
        for unit in money.overspent(figures.units, MOST_UNITS)
    ]
    return Panel("overspent", "“三公”经费超预算的单位", columns, rows, note="单位：万元。", empty="没有“三公”经费决算超过预算的单位。")


def kinds(figures: YearFigures) -> Panel:
    columns = [Column("性质", number=False), Column(f"{figures.year}年度", "this"), Column(f"{figures.last}年度", "last")]
    numbers = returns.kinds(figures.items, figures.scope.years)
    rows = [[words(kind.label), *(count(numbers[kind][year]) for year in figures.scope.years)] for kind in ItemKind]
    return Panel("kinds", "退回意见（按性质）", columns, rows, Chart("bar", "条"))


def spots(figures: YearFigures) -> Panel:
    columns = [
        Column("位置", number=False),
        Column(f"{figures.year}年度", "this"),
        Column(f"{figures.last}年度", "last"),
        Column("涉及单位"),
    ]
    rows = [
        [words(spot.label), count(spot.numbers[figures.year]), count(spot.numbers[figures.last]), count(len(spot.reports))]
        for spot in returns.spots(figures.items, figures.year, MOST_SPOTS)
    ]
    return Panel("spots", f"退回意见最多的 {MOST_SPOTS} 处", columns, rows, note="同一表格各行的意见合在一起计。", empty="没有退回意见。")

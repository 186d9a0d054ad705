"""The panels of the 年度概览: what each table says, in the order in which a 局长 reads them."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from reports.models import ItemKind, Status
from reports.release.statistics import filing_progress, returns
from reports.web.admin.year import money_panels, score_panels
from reports.web.admin.year.key_figures import MOST_LATE, MOST_SPOTS, YearFigures
from reports.web.admin.year.panel_tables import (
    UNIT,
    Chart,
    Panel,
    PanelCell,
    PanelColumn,
    make_count_cell,
    make_percent_cell,
    make_text_cell,
    make_unit_cell,
)


def build_year_panels(figures: YearFigures) -> list[list[Panel]]:
    """Two columns: how far the departments are, and what their papers say."""
    filed = [build_day_panel, build_desk_panel, build_state_panel, build_late_panel]
    said = [
        money_panels.build_execution_panel,
        money_panels.build_three_public_panel,
        money_panels.build_left_out_panel,
        money_panels.build_lowest_panel,
        money_panels.build_overspent_panel,
    ]
    judged = [
        score_panels.build_scores_panel,
        score_panels.build_grades_panel,
        score_panels.build_frequent_findings_panel,
        score_panels.build_check_panel,
        build_item_kinds_panel,
        build_item_places_panel,
    ]
    made = ([way(figures) for way in column] for column in (filed + judged[:2], said + judged[2:]))
    return [[panel for panel in column if panel is not None] for column in made]


def build_day_panel(figures: YearFigures) -> Panel:
    columns = [
        PanelColumn("距截止日", number=False),
        PanelColumn("日期", number=False),
        PanelColumn("当日报送"),
        PanelColumn("累计"),
        PanelColumn(f"{figures.year}年度", "this"),
        PanelColumn(f"{figures.last}年度", "last"),
    ]
    rows = [
        [
            PanelCell(_from_due(day.offset), str(day.offset)),
            make_text_cell(_format_course_day(day.day, timezone.localdate(figures.cycles[figures.year].due).year)),
            *map(make_count_cell, (day.number, day.total)),
            *map(make_percent_cell, (day.rate, day.last_rate)),
        ]
        for day in reversed(figures.days)
    ]
    note = "累计报送单位占应报单位的比例，两个年度按各自的报送截止日对齐；报送以第一次报送（未撤回）的时间为准。"
    return Panel("days", "报送进度（按日）", columns, rows, Chart("line", "%"), note)


def _from_due(offset: int) -> str:
    if not offset:
        return "截止日"
    return f"截止前 {-offset} 天" if offset < 0 else f"截止后 {offset} 天"


def _format_course_day(day: date, usual: int) -> str:
    """With the year where it is another than the deadline's."""
    return f"{day.year}年" * (day.year != usual) + f"{day.month}月{day.day}日"


def build_desk_panel(figures: YearFigures) -> Panel:
    columns = [
        PanelColumn("业务股室", number=False),
        PanelColumn("应报"),
        PanelColumn("已通过", "approved"),
        PanelColumn("审核中", "waiting"),
        PanelColumn("退回修改", "returned"),
        PanelColumn("未报送", "unsent"),
        PanelColumn("其中逾期"),
        PanelColumn("报送率"),
        PanelColumn("上年全年"),
    ]
    rates = filing_progress.compute_rates(figures.desks)
    desks = sorted(figures.desks[figures.year].values(), key=lambda desk: (desk.name == filing_progress.NO_DESK, desk.name))
    rows = [_build_desk_cells(desk, rates[desk.name].get(figures.last)) for desk in desks]
    last = figures.last_total
    total = _build_desk_cells(figures.total, last.sent / last.expected * 100 if last.expected else None)
    note = "“审核中”包括已报送尚未开始审核的和待复审的。"
    return Panel("desks", "报送进度（按股室）", columns, rows, Chart("rows", "个单位", stacked=True), note, total=total)


def _build_desk_cells(desk: filing_progress.DeskProgress, last: float | None) -> list[PanelCell]:
    numbers = (desk.expected, desk.approved, desk.waiting, desk.returned, desk.unsent, desk.overdue)
    rate = desk.sent / desk.expected * 100 if desk.expected else None
    return [make_text_cell(desk.name), *map(make_count_cell, numbers), make_percent_cell(rate), make_percent_cell(last)]


def build_state_panel(figures: YearFigures) -> Panel:
    queue = reverse("admin:reports_report_changelist")
    columns = [PanelColumn("状态", number=False), PanelColumn(f"{figures.year}年度", "this"), PanelColumn(f"{figures.last}年度", "last")]
    desk = {None: "", 0: "&desk=none"}.get(figures.scope.desk, f"&desk={figures.scope.desk}")
    rows = [
        [
            make_text_cell(status.label, f"{queue}?state={status}&year={figures.year}{desk}"),
            *(make_count_cell(figures.states[year][status]) for year in figures.scope.years),
        ]
        for status in Status
    ]
    return Panel("states", "各状态的报告", columns, rows, Chart("bar", "份"))


def build_late_panel(figures: YearFigures) -> Panel:
    columns = [UNIT, *(PanelColumn(label, number=False) for label in ("情况", "业务股室", "状态"))]
    rows = [
        [
            make_unit_cell(each.report, each.code, each.name),
            make_text_cell(_describe_lateness(each)),
            make_text_cell(each.desk),
            make_text_cell(each.state),
        ]
        for each in figures.late
    ]
    beyond = figures.total.overdue + figures.total.late - len(rows)
    note = f"另有 {beyond} 个单位，见汇总表。" if len(rows) == MOST_LATE and beyond > 0 else ""
    return Panel("late", "逾期单位", columns, rows, note=note, empty="没有逾期的单位。")


def _describe_lateness(each: filing_progress.Late) -> str:
    if each.sent:
        return f"逾期 {each.days} 天报送" if each.days else "截止当日逾时报送"
    return f"未报送，已逾期 {each.days} 天" if each.days else "未报送，今日已过截止时间"


def build_item_kinds_panel(figures: YearFigures) -> Panel:
    columns = [PanelColumn("性质", number=False), PanelColumn(f"{figures.year}年度", "this"), PanelColumn(f"{figures.last}年度", "last")]
    numbers = returns.count_by_kind(figures.items, figures.scope.years)
    rows = [[make_text_cell(kind.label), *(make_count_cell(numbers[kind][year]) for year in figures.scope.years)] for kind in ItemKind]
    return Panel("kinds", "退回意见（按性质）", columns, rows, Chart("bar", "条"))


def build_item_places_panel(figures: YearFigures) -> Panel:
    columns = [
        PanelColumn("位置", number=False),
        PanelColumn(f"{figures.year}年度", "this"),
        PanelColumn(f"{figures.last}年度", "last"),
        PanelColumn("涉及单位"),
    ]
    rows = [
        [
            make_text_cell(spot.label),
            make_count_cell(spot.numbers[figures.year]),
            make_count_cell(spot.numbers[figures.last]),
            make_count_cell(len(spot.reports)),
        ]
        for spot in returns.list_frequent_places(figures.items, figures.year, MOST_SPOTS)
    ]
    return Panel("spots", f"退回意见最多的 {MOST_SPOTS} 处", columns, rows, note="同一表格各行的意见合在一起计。", empty="没有退回意见。")

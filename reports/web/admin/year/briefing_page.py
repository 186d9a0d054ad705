"""简报: the year on one A4 page for the 局长, from the figures of the 年度概览. What does not fit is counted, never dropped."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.release.statistics import money, score_distribution
from reports.web.admin.year import headline, money_panels, panels, score_panels
from reports.web.admin.year.dashboard import make_year_figures, read_dashboard_choice
from reports.web.admin.year.key_figures import YearFigures
from reports.web.admin.year.panel_tables import (
    Panel,
    PanelCell,
    PanelColumn,
    make_amount_cell,
    make_count_cell,
    make_percent_cell,
    make_text_cell,
)

MOST_DESKS, MOST_ROWS = 9, 4
FREQUENT = (0, 2, 3, 5, 6)  # columns of the panel that fit


@require_safe
def show_briefing(request: HttpRequest) -> HttpResponse:
    """Nine queries and three for the choice, as the 年度概览."""
    chosen = read_dashboard_choice(request)
    figures = make_year_figures(chosen)
    context = {
        **admin.site.each_context(request),
        "title": "简报",
        "choice": chosen,
        "cycle": chosen.cycle,
        "today": timezone.localdate(),
        "glance": headline.build_year_summary(figures),
        "panels": build_briefing_panels(figures),
    }
    return TemplateResponse(request, "admin/reports/year/briefing.html", context)


def build_briefing_panels(figures: YearFigures) -> list[Panel]:
    """The tables of the page, each cut to what fits."""
    frequent = score_panels.build_frequent_findings_panel(figures)
    shown = [
        _shorten(panels.build_desk_panel(figures), MOST_DESKS),
        _build_money_panel(figures),
        _shorten(replace(_select_columns(frequent, FREQUENT), title="最常见的核对结果"), MOST_ROWS),
        _shorten(replace(money_panels.build_lowest_panel(figures), title="执行率最低的单位"), MOST_ROWS),
        _shorten(panels.build_late_panel(figures), MOST_ROWS, figures.total.overdue + figures.total.late),
    ]
    return [replace(panel, chart=None) for panel in shown]


def _build_money_panel(figures: YearFigures) -> Panel:
    columns = [
        PanelColumn("项目", number=False),
        PanelColumn("单位数"),
        PanelColumn("预算"),
        PanelColumn("决算"),
        PanelColumn("决算÷预算"),
        PanelColumn("上年"),
    ]
    rows = [
        _build_sum_cells("支出（调整预算）", money.sum_execution(figures.units), money.sum_execution(figures.last_units)),
        _build_sum_cells("“三公”经费", money.sum_three_public(figures.units), money.sum_three_public(figures.last_units)),
    ]
    left_out = f"{len(figures.left_out)} 个数与核对不符，没有计入。" if figures.left_out else ""
    return Panel("money", "预算执行和“三公”经费", columns, rows, note=f"单位：万元。{left_out}{_describe_scores(figures)}")


def _build_sum_cells(label: str, now: money.Sums, before: money.Sums) -> list[PanelCell]:
    planned, spent = (now.planned, now.spent) if now.units else (None, None)
    amounts = map(make_amount_cell, (planned, spent))
    return [make_text_cell(label), make_count_cell(now.units), *amounts, make_percent_cell(now.rate), make_percent_cell(before.rate)]


def _describe_scores(figures: YearFigures) -> str:
    now = score_distribution.compute_means(figures.passed)
    if not now.units:
        return "还没有审核通过并评分的报告。"
    grades = score_distribution.count_by_grade(figures.passed, figures.cuts)
    named = "、".join(f"{name} {number} 个" for name, number in grades.items() if number)
    return f"{now.units} 个单位已评分，财政评分平均 {now.points:.2f} 分（自评 {now.own:.2f} 分）{f'：{named}' if named else ''}。"


def _select_columns(panel: Panel, wanted: tuple[int, ...]) -> Panel:
    rows = [[row[at] for at in wanted] for row in panel.rows]
    return replace(
        panel, columns=[panel.columns[at] for at in wanted], rows=rows, note="单位数和占已报送单位的比例，按最近一次报送时的核对结果。"
    )


def _shorten(panel: Panel, most: int, total: int = 0) -> Panel:
    """The first rows, with how many more there are."""
    beyond = max(total, len(panel.rows)) - most
    note = f"{panel.note}另有 {beyond} 行，见年度概览。" if beyond > 0 else panel.note
    return replace(panel, rows=panel.rows[:most], note=note)

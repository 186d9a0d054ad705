"""排名表: every department of the year on one page, ordered by what the address asks for, and as Excel."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reports.models import Status
from reports.release.exports.league_sheet import NOTES, write_league_workbook
from reports.release.statistics import UNASSIGNED
from reports.release.statistics.league import ORDERS, LeagueLine, Standing, load_league, rank_league
from reports.web.admin import downloads
from reports.web.admin.year.dashboard import Choice, read_dashboard_choice
from reports.web.admin.year.panel_tables import (
    UNIT,
    Panel,
    PanelCell,
    PanelColumn,
    make_count_cell,
    make_percent_cell,
    make_text_cell,
    make_unit_cell,
)

MOST_SHOWN = 500


@require_safe
def show_league(request: HttpRequest) -> HttpResponse:
    chosen = read_dashboard_choice(request)
    order, lines = _rank_asked(request, chosen)
    context = {
        **admin.site.each_context(request),
        "title": "排名表",
        "choice": chosen,
        "cycle": chosen.cycle,
        "panel": build_league_panel(lines[:MOST_SHOWN], chosen.scope.year, len(lines)),
        "orders": [(label, _link_to_order(chosen, key), key == order) for key, (label, _) in ORDERS.items()],
        "notes": NOTES,
        "query": request.GET.urlencode(),
    }
    return TemplateResponse(request, "admin/reports/year/league.html", context)


@require_POST
def send_league_workbook(request: HttpRequest) -> HttpResponseBase:
    """In the order of the page, all departments."""
    chosen = read_dashboard_choice(request)
    _, lines = _rank_asked(request, chosen)
    downloads.record_export(chosen.scope.this_year(), "导出排名表（Excel）")
    target = BytesIO()
    write_league_workbook(lines, chosen.scope.year, target)
    target.seek(0)
    return downloads.build_download_response(target, f"排名表_{chosen.district.name}_{chosen.scope.year}.xlsx")


def build_league_panel(lines: list[LeagueLine], year: int, total: int) -> Panel:
    columns = [PanelColumn("名次"), UNIT, PanelColumn("业务股室", number=False), PanelColumn("状态", number=False)]
    columns += [
        PanelColumn(f"{each} {label}") for label in ("执行率", "核对问题", "财政评分", "逾期天数", "报送次数") for each in (year, year - 1)
    ]
    rows = [_build_cells(at, line) for at, line in enumerate(lines, 1)]
    note = f"只列出前 {len(lines)} 个，全部 {total} 个在导出的 Excel 里。" if total > len(lines) else ""
    return Panel("league", f"{year}年度排名表", columns, rows, note=note, empty="没有应报单位。")


def _build_cells(at: int, line: LeagueLine) -> list[PanelCell]:
    both = zip(_build_figures(line.now), _build_figures(line.before), strict=True)
    who = [make_unit_cell(line.report, line.code, line.name), make_text_cell(line.desk), make_text_cell(str(Status(line.state).label))]
    return [make_count_cell(at), *who, *(cell for pair in both for cell in pair)]


def _build_figures(of: Standing) -> list[PanelCell]:
    rate = make_text_cell("数有误") if of.is_rate_left_out else make_percent_cell(of.rate)
    points = PanelCell("—" if of.points is None else f"{of.points:.2f}", is_number=True)
    return [rate, make_count_cell(of.findings), points, make_count_cell(of.days_late), make_count_cell(of.rounds or None)]


def _rank_asked(request: HttpRequest, chosen: Choice) -> tuple[str, list[LeagueLine]]:
    """By the 财政评分, unless the address names another order. Raises Http404 before the first cycle."""
    asked = request.GET.get("order", "")
    order = asked if asked in ORDERS else "points"
    return order, rank_league(load_league(chosen.scope, timezone.now()), order)


def _link_to_order(chosen: Choice, order: str) -> str:
    scope = chosen.scope
    desk = {} if scope.desk is None else {"desk": "none" if scope.desk == UNASSIGNED else scope.desk}
    return f"?{urlencode({'district': scope.district, 'year': scope.year, **desk, 'order': order})}"

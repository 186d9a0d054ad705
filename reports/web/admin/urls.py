"""Addresses of the 工作台 that belong to no single model. The site puts each behind its own door (`admin_view`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http.response import HttpResponseBase

from reports.web.admin import background_tasks, downloads, my_exports
from reports.web.admin.desk import navigation
from reports.web.admin.queue import bulk_pages
from reports.web.admin.year import briefing_page, dashboard, league_page


class Page(NamedTuple):
    route: str
    view: Callable[..., HttpResponseBase]
    name: str


PAGES = (
    Page("next/", navigation.open_next_report, "next_report"),
    Page("dashboard/", dashboard.show_year_dashboard, "dashboard"),
    Page("dashboard/export/<slug:name>/", dashboard.export_year_file, "dashboard_export"),
    Page("dashboard/league/", league_page.show_league, "league"),
    Page("dashboard/league/excel/", league_page.send_league_workbook, "league_export"),
    Page("dashboard/briefing/", briefing_page.show_briefing, "briefing"),
    Page("exports/", my_exports.show_my_exports, "exports"),
    Page("exports/make/<slug:name>/", downloads.make_confirmed_export, "export_make"),
    Page("exports/<int:pk>/", my_exports.send_export_file, "export_download"),
    Page("exports/<int:pk>/cancel/", my_exports.cancel_export, "export_cancel"),
    Page("exports/<int:pk>/retry/", my_exports.retry_export, "export_retry"),
    Page("tasks/", background_tasks.show_tasks, "tasks"),
    Page("tasks/<slug:kind>/<int:pk>/<slug:act>/", background_tasks.act_on_task, "task_act"),
    Page("bulk/<slug:name>/", bulk_pages.show_bulk_page, "bulk"),
    Page("bulk/done/<int:pk>/", bulk_pages.show_batch_result, "bulk_result"),
)

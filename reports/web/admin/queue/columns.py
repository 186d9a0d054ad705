"""Columns of the 审核队列 that tell of the paper: findings, both scores, amount, deadline. As stored with the report (ADR 0023)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import F
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.models import Report, Worst
from reports.web.admin.queue import change_list

GRAVITY = F("must_fix") * 1_000_000 + F("must_explain") * 1_000 + F("hints")
UNCOUNTED = "待汇总"  # sent before these columns were there; `refresh_queue` counts it


@admin.display(description="核对问题", ordering=GRAVITY, empty_value="")
def findings(report: Report) -> str | None:
    """必须修改 1　须说明 2　提示 3, as on the day of sending."""
    if not report.worst:
        return None if report.state.is_at_department else UNCOUNTED
    if report.worst == Worst.NONE:
        return "没有问题"
    told = [(look, f"{label} {number}") for label, number, look in _list_counts(report) if number]
    return format_html_join(" ", '<span class="tag {}">{}</span>', told)


def _list_counts(report: Report) -> tuple[tuple[str, int | None, str], ...]:
    return (("必改", report.must_fix, "tag-late"), ("须说明", report.must_explain, "tag-amber"), ("提示", report.hints, "tag-gray"))


@admin.display(description="自评", ordering="own_points", empty_value="")
def own_points(report: Report) -> str | None:
    return _format_points(report.own_points)


@admin.display(description="财政评分", ordering="points", empty_value="")
def points(report: Report) -> str | None:
    return _format_points(report.points)


@admin.display(description="决算（万元）", ordering="amount", empty_value="")
def amount(report: Report) -> str | None:
    return None if report.amount is None else f"{report.amount:,.2f}"


@admin.display(description="截止", ordering="due_then")
def due(report: Report) -> SafeString:
    """The department's own deadline, Beijing time, and whether it was missed."""
    at = timezone.localtime(report.due)
    tags = [("tag-gray", "延期")] * bool(report.extended_to) + [("tag-late", "逾期")] * change_list.is_late(report)
    day = format_html('<time datetime="{}">{}</time> ', at.isoformat(), f"{at:%Y-%m-%d}")
    return day + format_html_join(" ", '<span class="tag {}">{}</span>', tags)


def _format_points(given: Decimal | None) -> str | None:
    return None if given is None else f"{given.normalize():f}"


COLUMNS: list[Any] = [findings, own_points, points, amount, due]

"""Columns of the 审核队列 that tell of the paper: findings, both scores, amount, deadline. As stored with the report (ADR 0023)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import F
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.models import Report, Worst

LOOKS = {Worst.MUST_FIX: "tag-late", Worst.EXPLAIN: "tag-amber"}
GRAVITY = F("must_fix") * 1_000_000 + F("must_explain") * 1_000 + F("hints")
UNCOUNTED = "待汇总"  # sent before these columns were there; `refresh_queue` counts it


@admin.display(description="核对问题", ordering=GRAVITY, empty_value="")
def findings(report: Report) -> str | None:
    """必须修改 1　须说明 2　提示 3, as on the day of sending."""
    if not report.worst:
        return None if report.state.is_at_department else UNCOUNTED
    if report.worst == Worst.NONE:
        return "没有问题"
    labels = (("必改", report.must_fix), ("须说明", report.must_explain), ("提示", report.hints))
    told = " ".join(f"{label}{number}" for label, number in labels if number)
    return format_html('<span class="tag {}">{}</span>', LOOKS.get(Worst(report.worst), "tag-gray"), told)


@admin.display(description="自评", ordering="own_points", empty_value="")
def own_points(report: Report) -> str | None:
    return _format_points(report.own_points)


@admin.display(description="财政评分", ordering="points", empty_value="")
def points(report: Report) -> str | None:
    return _format_points(report.points)


@admin.display(description="支出决算（万元）", ordering="amount", empty_value="")
def amount(report: Report) -> str | None:
    return None if report.amount is None else f"{report.amount:,.2f}"


@admin.display(description="截止", ordering="due_then")
def due(report: Report) -> SafeString:
    """The department's own deadline, Beijing time."""
    at = timezone.localtime(report.due)
    return format_html('<time datetime="{}">{}</time>{}', at.isoformat(), f"{at:%Y-%m-%d}", "（延期）" if report.extended_to else "")


def _format_points(given: Decimal | None) -> str | None:
    return None if given is None else f"{given.normalize():f}"


COLUMNS: list[Any] = [findings, own_points, points, amount, due]

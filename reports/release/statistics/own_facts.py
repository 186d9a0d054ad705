"""What no statistics hold: facts, rows and columns that outlines add in their own namespace. Said beside the sums; one query."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from reports.domain import Outline, own_facts
from reports.models import OutlineVersion, Report
from reports.models.integrity import FrozenContentError, log_damage

MOST_NAMED = 12


def load_outlines(reports: QuerySet[Report, Any]) -> dict[int, Outline]:
    """The outlines on which the reports stand, by the key of their version."""
    found = {}
    for version in OutlineVersion.objects.filter(pk__in=reports.order_by().values("outline")).order_by("pk"):
        try:
            found[version.pk] = version.definition
        except FrozenContentError as error:  # told where its reports are shown
            log_damage(error)
    return found


def describe_own_lines(outlines: list[Outline], table: str) -> str:
    """A sentence; "" where no outline adds a row or column to the table."""
    names = list(dict.fromkeys(label for outline in outlines for label in own_facts.list_own_lines(outline, table)))
    return f"提纲自设的行和列（{_join_names(names)}）不单独统计；自设的行列入合计的，合计数中已包含。" if names else ""


def describe_own_facts(outlines: list[Outline]) -> str:
    names = list(dict.fromkeys(name for outline in outlines for name in own_facts.list_own_facts(outline)))
    return f"提纲自设的数据项不在本表之内，见各报告：{_join_names(names)}。" if names else ""


def _join_names(names: list[str]) -> str:
    return "、".join(names[:MOST_NAMED]) + (f"等 {len(names)} 项" if len(names) > MOST_NAMED else "")

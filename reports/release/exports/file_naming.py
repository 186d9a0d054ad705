"""Names of files that open on every system."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet

from reports.models import Report

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
LONGEST = 120  # letters; Chinese ones take three bytes of the 255 that a file system allows a name, less in a ZIP on Windows


def make_safe_name(text: str) -> str:
    """Without what a file system forbids; no leading dot, so nothing is hidden or climbs up."""
    return FORBIDDEN.sub("_", text).strip(" .")[:LONGEST] or "_"


def name_export_file(what: str, reports: QuerySet[Report, Any], ending: str) -> str:
    """汇总表_云水区_2024.xlsx; 多区县 and 2023-2024 where a selection goes beyond one."""
    found = set(reports.order_by().values_list("cycle__district__name", "cycle__year").distinct())
    districts, years = sorted({name for name, _ in found}), sorted({year for _, year in found})
    district = districts[0] if len(districts) == 1 else "多区县"
    span = "-".join(map(str, years if len(years) < 2 else (years[0], years[-1])))
    return f"{make_safe_name(f'{what}_{district}_{span}')}.{ending}"

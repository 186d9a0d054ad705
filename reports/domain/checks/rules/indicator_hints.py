"""Hints on how indicators were made: C25 cost with ≥, C26 one above 40 points, C28 full marks everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reports.domain.checks import numbers
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, report_finding, rule
from reports.domain.checks.targets import LIST, list_indicators

MOST = "40"  # points
FEW = 3  # indicators of which all may well have full marks


@rule(
    "C25",
    name="成本指标不用“≥”",
    severity="W",
    source="财预〔2020〕10号",
    explanation="看一级、二级指标名称中有“成本”的指标用的符号。",
    listing=LIST,
    columns=("sign",),
)
def check_cost_sign(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for one in list_indicators(document, check):
        if one.sign in ("≥", ">") and any("成本" in one.row.text(level) for level in ("level1", "level2")):
            yield report_finding(check, (one.place("sign"),), f"成本指标“{one.name}”的符号是“{one.sign}”，花得越多越好，请核对")


@rule(
    "C26",
    name="单个指标不超过 40 分",
    severity="W",
    source="财政部门审核惯例",
    explanation="逐个指标比较分值与界限。",
    thresholds={"most": Limit("一个指标不超过", "分", MOST)},
    listing=LIST,
    columns=("weight",),
)
def check_heavy_weight(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: most (points)."""
    most = Decimal(check.settings.get("most", MOST))
    for one in list_indicators(document, check):
        if one.weight is not None and one.weight > most:
            words = f"“{one.name}”分值 {numbers.show_amount(one.weight)}，超过 {numbers.show_amount(most)} 分，请核对是否应细分"
            yield report_finding(check, (one.place("weight"),), words)


@rule(
    "C28",
    name="不是所有指标都得满分",
    severity="W",
    source="财政部门审核惯例",
    explanation="指标多于三个而全部得满分时列出。",
    listing=LIST,
    columns=("weight", "score"),
)
def check_full_marks(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    rows = list_indicators(document, check)
    if len(rows) > FEW and all(one.score is not None and one.score == one.weight for one in rows):
        yield report_finding(check, (f"table.{check.settings.get('list', LIST)}",), f"{len(rows)} 个指标全部得满分，请核对评分依据")

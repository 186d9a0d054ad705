"""C63: a table in which a blank is 0, that nobody touched and that earns points; C64: a private mobile number in what is published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.domain import formulas, scoring
from reports.domain.checks import numbers
from reports.domain.checks.amounts import NARROW
from reports.domain.checks.mentions import list_own_prose
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule
from reports.domain.scoring import Score

MOBILE = re.compile(r"(?<![\d.A-Za-z])(?:\+?86[- ]?)?(1[3-9]\d(?:[-— ]?\d{4}){2})(?![\d.A-Za-z])")


@rule(
    "C63",
    name="没有填的表不得分",
    severity="R",
    source="财政部门审核惯例",
    explanation="空白按 0 计的表一格也没有填，而评分规则由此给出满分的，核对是确实没有发生还是漏填。",
    watches=(Watched.PRESETS,),
    everywhere=True,
)
def check_untouched(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    filled = {place.partition(".")[0] for place, figure in document.figures.items() if not figure.is_blank}
    untouched = [grid.key for grid in document.outline.grid if grid.blank == "zero" and grid.key not in filled]
    for score in scoring.score_document(document) if untouched and document.outline.rule else ():
        grid = next((key for key in untouched if any(name.partition(".")[0] == key for name in _list_names(document, score))), "")
        typed = document.figure(f"{score.row}.score").amount
        if grid and typed and typed == score.of:
            label = document.outline.grids[grid].label
            words = f"“{score.name}”得满分 {numbers.show_amount(typed)}，所依据的“{label}”一格也没有填，确实没有发生的请填 0"
            yield report_finding(check, (f"{score.row}.score", f"table.{grid}"), words)


def _list_names(document: Document, score: Score) -> tuple[str, ...]:
    """The cells of the rule's formula."""
    listing, _, key = score.row.partition(".")
    preset = next((each for each in document.outline.lists[listing].preset if each.key == key), None)
    found = next((each for each in document.outline.rule if preset and each.key == preset.rule), None)
    return tuple(formulas.list_formula_names(found.value)) if found and found.value else ()


@rule(
    "C64",
    name="公开的内容没有个人手机号码",
    severity="W",
    source="财政部门审核惯例",
    explanation="报告公开以后人人可见，联系电话和文字里不写个人手机号码，请写办公电话。",
    watches=(Watched.TEXTS, Watched.LISTS),
    everywhere=True,
)
def check_mobile_numbers(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    fields = [(key, document.fields.get(key, "")) for key in document.outline.fields]
    for place, text in [*fields, *((one.place, one.text) for one in list_own_prose(document))]:
        if match := MOBILE.search(text.translate(NARROW)) if "1" in text or "１" in text else None:
            shown = f"{match[1][:3]}****{match[1][-4:]}"
            yield report_finding(check, (place,), f"写有手机号码 {shown}，报告要公开，请改写办公电话", subject=f"{place}|mobile")

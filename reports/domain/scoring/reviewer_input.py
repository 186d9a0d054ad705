"""What a reviewer typed for a line, read: 财政评分 with its bounds and its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.domain import figures
from reports.domain.document import Document
from reports.domain.outlines import Assessment
from reports.domain.scoring.assessment_rows import AssessmentRow
from reports.domain.scoring.review_sheets import Given, iter_every_row
from reports.domain.scoring.working_text import format_number

PLACES = 2  # of 财政评分
LONGEST_VALUE, LONGEST_REASON = 200, 2_000  # characters


@dataclass(frozen=True)
class TypedScore:
    """As it came from the form, cleaned of what no text may hold."""

    value: str = ""
    points: str = ""
    reason: str = ""


class NotAccepted(ValueError):
    """What was typed for a line cannot stand; the message is for the person."""


def read_typed_scores(document: Document, typed: Mapping[str, TypedScore]) -> tuple[dict[str, Given], dict[str, str]]:
    """What is given, and what is wrong, both by place. A place that takes no points is wrong; blank lines are left out."""
    known = {line.place: (assessment, line) for assessment, line in iter_every_row(document)}
    given: dict[str, Given] = {}
    wrong = {place: "这一行不在评分表里，请刷新页面后再填。" for place in typed if place not in known}
    for place, (assessment, line) in known.items():
        try:
            one = _read_typed_score(assessment, line, typed.get(place, TypedScore()))
        except NotAccepted as problem:
            wrong[place] = str(problem)
            continue
        given |= {} if one.is_blank else {place: one}
    return given, wrong


def _read_typed_score(assessment: Assessment, line: AssessmentRow, typed: TypedScore) -> Given:
    given = Given(typed.value, _parse_typed_points(assessment, line, typed.points), typed.reason)
    if len(typed.value) > LONGEST_VALUE:
        raise NotAccepted(f"核定完成值有 {len(typed.value)} 字，最多 {LONGEST_VALUE} 字，请精简。")
    if len(typed.reason) > LONGEST_REASON:
        raise NotAccepted(f"评分理由有 {len(typed.reason):,} 字，最多 {LONGEST_REASON:,} 字，请精简。")
    if given.points is not None and given.points != line.points.amount and not given.reason:
        raise NotAccepted(f"财政评分 {format_number(given.points)} 分，{_describe_own_points(line)}，请写明评分理由。")
    return given


def _parse_typed_points(assessment: Assessment, line: AssessmentRow, typed: str) -> Decimal | None:
    """None for 同自评."""
    most = min(line.weight.amount or Decimal(0), assessment.of)
    if not typed:
        return None
    if not line.counts:
        raise NotAccepted("这一行不适用，不计入总分，请不要填财政评分。")
    try:
        points = figures.parse_figure(typed).amount
    except figures.NotANumber:
        points = None
    if points is None:
        raise NotAccepted(f"“{typed[:20]}”不是分数，请填 0 到 {format_number(most)} 的数字；留空表示同自评。")
    if points < 0:
        raise NotAccepted(f"财政评分不能小于 0 分，请填 0 到 {format_number(most)} 的数字。")
    if points > most:
        raise NotAccepted(
            f"财政评分 {format_number(points)} 分超过了分值 {format_number(most)} 分，请填 0 到 {format_number(most)} 的数字。"
        )
    if points != figures.round_amount(points, PLACES):
        raise NotAccepted(f"财政评分 {format_number(points)} 分的小数超过 {PLACES} 位，请四舍五入后填写。")
    return points


def _describe_own_points(line: AssessmentRow) -> str:
    return "自评没有填得分" if line.points.amount is None else f"与自评 {format_number(line.points.amount)} 分不同"

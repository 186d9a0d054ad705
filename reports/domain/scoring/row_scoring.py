"""The score of a row by its rule, with the working in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reports.domain.document import Document, Row
from reports.domain.figures import round_amount
from reports.domain.outlines import Rule
from reports.domain.scoring import rule_kinds, rule_values
from reports.domain.scoring.rule_kinds import Given, Result, Unreadable
from reports.domain.scoring.rule_values import Blank, RuleValue, Undefined
from reports.domain.scoring.scores import Basis, Score
from reports.domain.scoring.working_text import format_number
from reports.domain.shapes import Preset

PLACES = 2  # of a score
SCORES = "scores"  # of Document.computed
NAME, WEIGHT = "level3", "weight"  # fields of a preset row: what it is called, and how many points it is worth


def score_document(document: Document) -> tuple[Score, ...]:
    """Every row that the outline gives a rule, in the order of the outline; worked out once for a document."""
    if SCORES not in document.computed:
        document.computed[SCORES] = tuple(_score_rows(document))
    found: tuple[Score, ...] = document.computed[SCORES]
    return found


def _score_rows(document: Document) -> Iterator[Score]:
    for listing in document.outline.listing:
        typed = {row.key: row for row in document.rows(listing.key)} if listing.preset else {}
        yield from (score_row(document, listing.key, preset, typed[preset.key]) for preset in listing.preset if preset.rule)


def score_row(document: Document, listing: str, preset: Preset, row: Row) -> Score:
    rule = document.outline.rules[preset.rule]
    place, weight, name = f"{listing}.{row.key}", Decimal(preset.values.get(WEIGHT, "0")), row.text(NAME)
    try:
        value = rule_values.derive_rule_value(document, listing, row, rule)
        result = rule_kinds.KINDS[rule.kind](rule, Given(weight, value.amount, value.text))
    except Blank as missing:
        return Score(place, name, weight, Basis.NOT_EVALUATED, f"{name}：{missing}，未能计算")
    except Unreadable as problem:
        return Score(place, name, weight, Basis.NOT_EVALUATED, f"{name}：{problem}")
    except Undefined as reason:
        return _score_not_applicable(place, name, weight, rule, str(reason))
    return _make_score(place, weight, rule, result, name, value)


def _score_not_applicable(place: str, name: str, weight: Decimal, rule: Rule, reason: str) -> Score:
    words = f"{name}：{reason}"
    if rule.undefined == "manual":
        return Score(place, name, weight, Basis.RANGE, f"{words}，人工评分", Decimal(0), weight)
    if rule.undefined == "rescale":
        return Score(place, name, Decimal(0), Basis.NOT_APPLICABLE, f"{words}，不计入总分")
    return Score(
        place,
        name,
        weight,
        Basis.NOT_APPLICABLE,
        f"{words}，按满分计 → {format_number(weight)} / {format_number(weight)} 分",
        weight,
        weight,
    )


def _make_score(place: str, weight: Decimal, rule: Rule, result: Result, name: str, value: RuleValue) -> Score:
    least, most = (round_amount(min(max(points, rule.floor), weight), PLACES) for points in (result.least, result.most))
    fixed = result.least == result.most
    points = format_number(most) if fixed else f"{format_number(least)}—{format_number(most)}"
    words = "，".join(part for part in (value.words, result.words) if part)
    return Score(
        row=place,
        name=name,
        of=weight,
        basis=Basis.COMPUTED if fixed else Basis.RANGE,
        # A person's judgement has no formula; the bounds stand beside it.
        working=f"{name}：{words}"
        if rule.kind == "manual"
        else f"{name}{' = ' if value.words else '：'}{words} → {points} / {format_number(weight)} 分",
        least=least,
        most=most,
        excludes_most=result.excludes_most,
        places=tuple(place for place, _ in value.inputs),
        inputs=value.inputs,
    )

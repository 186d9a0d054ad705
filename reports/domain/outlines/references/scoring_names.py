"""Every preset row finds its rule, every rule is whole, every name in it is a cell, and the points come to the full total."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.errors import propose_nearest_name
from reports.domain.outlines.positions import Location
from reports.domain.outlines.references.number_names import find_formula_problems, list_cells
from reports.domain.outlines.rules import Assessment, Rule
from reports.domain.shapes import Listing, Preset

Problem = tuple[Location, str]
SLOT = re.compile(r"\{([^}]*)\}?|\}")
REVIEWED = {"own", "points", "gap", "grade"}  # names of a review_line
NEEDS = {"bands": "bands", "checklist": "items", "qualitative": "levels"}


def find_rule_problems(outline: Outline) -> Iterator[Problem]:
    counts = Counter(rule.key for rule in outline.rule)
    for at, rule in enumerate(outline.rule):
        if counts[rule.key] > 1:
            yield ("rule", at, "key"), f"评分规则“{rule.key}”出现了不止一次"
        yield from _check_rule(outline, ("rule", at), rule)
    for at, listing in enumerate(outline.listing):
        yield from _check_scored_list(outline, ("list", at), listing)
    tables = Counter(table for assessment in outline.assessment for table in (assessment.listing, *assessment.plus))
    for at, assessment in enumerate(outline.assessment):
        yield from _check_assessment(outline, ("assessment", at), assessment)
        for table in (table for table in (assessment.listing, *assessment.plus) if tables[table] > 1):
            yield ("assessment", at), f"“{table}”计入了不止一个评分，一行只能得一次分"


def _check_rule(outline: Outline, location: Location, rule: Rule) -> Iterator[Problem]:
    needed = NEEDS.get(rule.kind)
    if needed and not getattr(rule, needed):
        yield location, f"评分规则“{rule.key}”是 {rule.kind}，须有 {needed}"
    if rule.fractions and rule.kind != "per_point":
        yield (*location, "fractions"), f"fractions（不满一点的怎样计）只用于 per_point，评分规则“{rule.key}”是 {rule.kind}"
    if rule.kind in ("ratio", "reverse") and rule.full <= 0:
        yield (*location, "full"), f"评分规则“{rule.key}”的 full 须大于 0"
    edges = [band.to for band in rule.bands]
    if edges != sorted(edges, reverse=rule.direction == "at least"):
        yield (*location, "bands"), f"评分规则“{rule.key}”的各档须从得分高的一端排起"
    if rule.value:
        yield from find_formula_problems(outline, (*location, "value"), rule.value)


def _check_scored_list(outline: Outline, location: Location, listing: Listing) -> Iterator[Problem]:
    locked = [field.key for field in listing.fields if field.locked]
    if locked and not listing.preset:
        yield location, f"“{listing.label}”有锁定的列（locked），须用 preset 给出各行"
    counts = Counter(preset.key for preset in listing.preset)
    for at, preset in enumerate(listing.preset):
        place: Location = (*location, "preset", at)
        if counts[preset.key] > 1:
            yield (*place, "key"), f"“{preset.key}”出现了不止一次"
        yield from _check_preset(outline, place, listing, preset, locked)
    if any(preset.rule for preset in listing.preset):
        yield from _check_weights(outline, location, listing)


def _check_preset(outline: Outline, location: Location, listing: Listing, preset: Preset, locked: list[str]) -> Iterator[Problem]:
    for name in preset.values:
        if name not in locked:
            yield (*location, "values"), f"“{listing.label}”没有锁定的列“{name}”{propose_nearest_name(name, locked)}"
    for field in listing.fields:
        if field.locked and field.is_figure and _parse_number(preset.values.get(field.key, "")) is None:
            yield (*location, "values"), f"“{preset.key}”的{field.label}须是加引号的数字"
    if preset.rule and preset.rule not in outline.rules:
        yield (*location, "rule"), f"没有评分规则“{preset.rule}”{propose_nearest_name(preset.rule, outline.rules)}"
    elif preset.rule:
        yield from _check_rule_worth(location, outline.rules[preset.rule], _parse_number(preset.values.get("weight", "")))


def _check_rule_worth(location: Location, rule: Rule, weight: Decimal | None) -> Iterator[Problem]:
    """What the rule can give is what the row is worth."""
    given = {"checklist": sum(item.points for item in rule.items), "bands": max((band.points for band in rule.bands), default=None)}
    if weight is None:
        yield (*location, "values"), "有评分规则的行须有分值（weight）"
    elif given.get(rule.kind, weight) != weight:
        yield (*location, "rule"), f"评分规则“{rule.key}”最多得 {given[rule.kind]} 分，分值是 {weight} 分"


def _check_weights(outline: Outline, location: Location, listing: Listing) -> Iterator[Problem]:
    assessment = next((one for one in outline.assessment if one.listing == listing.key), None)
    whole = assessment.of if assessment else Decimal(100)
    found = sum((_parse_number(preset.values.get("weight", "")) or Decimal(0) for preset in listing.preset), Decimal(0))
    found += sum((_get_fixed_points(outline, place) for place in (assessment.plus if assessment else ())), Decimal(0))
    if found != whole:
        yield location, f"“{listing.label}”的分值合计为 {found}，应为 {whole}"


def _get_fixed_points(outline: Outline, place: str) -> Decimal:
    """Points that the outline gives a grid row: the constant formula of its weight."""
    grid = outline.grids.get(place.partition(".")[0])
    column = grid.column_by_key.get("weight") if grid else None
    return (_parse_number(column.formula) or Decimal(0)) if column else Decimal(0)


def _check_assessment(outline: Outline, location: Location, assessment: Assessment) -> Iterator[Problem]:
    listing = outline.lists.get(assessment.listing)
    if listing is None:
        yield (*location, "list"), f"没有列表“{assessment.listing}”{propose_nearest_name(assessment.listing, outline.lists)}"
    elif not (listing.field("weight") and listing.field("score")):
        yield (*location, "list"), f"“{listing.label}”须有分值（weight）和得分（score）两列"
    for place in assessment.plus:
        if not {f"{place}.weight", f"{place}.score"} <= set(list_cells(outline)):
            yield (*location, "plus"), f"“{place}”须是有分值（weight）和得分（score）两列的行"
    if unknown := set(SLOT.findall(assessment.review_line)) - REVIEWED:
        yield (*location, "review_line"), f"“{min(unknown)}”不能用在这里，可用的有：{'、'.join(sorted(REVIEWED))}"
    for at, cap in enumerate(assessment.caps):
        yield from find_formula_problems(outline, (*location, "caps", at, "when"), cap.when, is_condition=True)


def _parse_number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None

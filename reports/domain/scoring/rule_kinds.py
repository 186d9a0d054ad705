"""One function for each kind of rule: a value in, points and words out.

Each says what it found and what that costs; floor, rounding and the line "→ 4 / 5 分" are common to all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.numbering import CIRCLED
from reports.domain.outlines import Level, Rule
from reports.domain.scoring.working_text import format_measured, format_number

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Given:
    """What a rule is applied to: the points at stake, and the value as a number or as typed."""

    weight: Decimal
    value: Decimal = Decimal(0)
    text: str = ""


@dataclass(frozen=True)
class Result:
    least: Decimal
    most: Decimal
    words: str
    excludes_most: bool = False


class Unreadable(ValueError):
    """What was typed into the row is no answer to the rule; the message says what is expected."""


def give_exact_points(points: Decimal, words: str) -> Result:
    return Result(points, points, words)


def score_per_point(rule: Rule, given: Given) -> Result:
    """A loss for each point beyond the bound; fractions in proportion unless the rule counts whole points alone."""
    beyond = _measure_beyond(rule, given.value)
    if beyond <= 0:
        return give_exact_points(given.weight, _describe_kept_bound(rule))
    loss = rule.lost(given.weight)
    counted = Decimal(int(beyond)) if rule.fractions == "whole" else beyond
    cost = f"每{_name_point(rule)}扣 {format_number(loss)} 分{_describe_fractions(rule, beyond)}"
    return give_exact_points(
        given.weight - counted * loss, f"{_describe_gap(rule, beyond)}，{cost}{_describe_exhausted(rule, given, counted * loss)}"
    )


def score_per_step(rule: Rule, given: Given) -> Result:
    """A loss for each whole step beyond the bound: 99.27 % loses nothing where every whole 5 % costs 2 points."""
    beyond = _measure_beyond(rule, given.value)
    if beyond <= 0:
        return give_exact_points(given.weight, _describe_kept_bound(rule))
    steps, loss = beyond // rule.step, rule.lost(given.weight)
    if not steps:
        return give_exact_points(
            given.weight, f"{_describe_gap(rule, beyond)}，不满 {format_number(rule.step)} {_name_points(rule)}，不扣分"
        )
    cost = f"每满 {format_number(rule.step)} {_name_points(rule)}扣 {format_number(loss)} 分"
    words = f"{_describe_gap(rule, beyond)}，{cost}，共 {format_number(steps)} 档"
    return give_exact_points(given.weight - steps * loss, words + _describe_exhausted(rule, given, steps * loss))


def score_by_bands(rule: Rule, given: Given) -> Result:
    """The points of the first band that holds the value."""
    inside = (band for band in rule.bands if (given.value <= band.to if rule.direction == "at most" else given.value >= band.to))
    band = next(inside, None)
    if band is None:
        word = "超过" if rule.direction == "at most" else "低于"
        return give_exact_points(rule.beyond, f"{word} {format_measured(rule.bands[-1].to, rule.unit)}，得 {format_number(rule.beyond)} 分")
    word = "不高于" if rule.direction == "at most" else "不低于"
    return give_exact_points(band.points, f"{word} {format_measured(band.to, rule.unit)}，得 {format_number(band.points)} 分")


def score_checklist(rule: Rule, given: Given) -> Result:
    """Points for each item whose number is typed: ①②④."""
    met = _parse_item_numbers(given.text, len(rule.items))
    points = sum((item.points for at, item in enumerate(rule.items, 1) if at in met), Decimal(0))
    missing = "".join(CIRCLED[at - 1] for at in range(1, len(rule.items) + 1) if at not in met)
    words = f"符合 {''.join(CIRCLED[at - 1] for at in sorted(met)) or '0 项'}"
    return give_exact_points(points, words + (f"，未达到 {missing}" if missing else "，全部达到"))


def score_per_occurrence(rule: Rule, given: Given) -> Result:
    """A loss for each time that it happened."""
    if given.value <= 0:
        return give_exact_points(given.weight, "没有发生，不扣分")
    loss = rule.lost(given.weight)
    words = f"发生 {format_number(given.value)} 次，每次扣 {format_number(loss)} 分"
    return give_exact_points(given.weight - given.value * loss, words + _describe_exhausted(rule, given, given.value * loss))


def score_by_ratio(rule: Rule, given: Given) -> Result:
    """The ratio times the points, never more than the cap. `full` is the value that earns all points."""
    share = given.value * HUNDRED / rule.full
    used = max(min(share, rule.cap), Decimal(0))
    words = f"{format_measured(used, '%')} × {format_number(given.weight)} 分"
    return give_exact_points(given.weight * used / HUNDRED, f"按 {format_number(rule.cap)}% 计，{words}" if share > rule.cap else words)


def score_reverse(rule: Rule, given: Given) -> Result:
    """Full up to t, falling to 0 at 2t."""
    beyond = given.value - rule.full
    if beyond <= 0:
        return give_exact_points(given.weight, f"不高于 {format_measured(rule.full, rule.unit)}，得满分")
    if beyond >= rule.full:
        return give_exact_points(Decimal(0), f"达到 {format_measured(2 * rule.full, rule.unit)}，不得分")
    return give_exact_points(given.weight * (rule.full - beyond) / rule.full, f"超过 {format_measured(rule.full, rule.unit)}，按比例扣分")


def score_by_level(rule: Rule, given: Given) -> Result:
    """A person chooses the level; its band bounds the points."""
    level = next((level for level in rule.levels if level.name == given.text.strip()), None)
    if level is None:
        raise Unreadable(f"请填{'、'.join(f'“{level.name}”' for level in rule.levels)}之一")
    least, most = (given.weight * share / HUNDRED for share in (level.least, level.most))
    return Result(least, most, f"{level.name}，{_describe_level_span(level)}", excludes_most=level.most < HUNDRED)


def score_by_hand(rule: Rule, given: Given) -> Result:
    """A person decides, and says why."""
    return Result(rule.floor, given.weight, f"人工评分：{given.text}" if given.text else "人工评分，须写明理由")


KINDS: dict[str, Callable[[Rule, Given], Result]] = {
    "per_point": score_per_point,
    "per_step": score_per_step,
    "bands": score_by_bands,
    "checklist": score_checklist,
    "per_occurrence": score_per_occurrence,
    "ratio": score_by_ratio,
    "reverse": score_reverse,
    "qualitative": score_by_level,
    "manual": score_by_hand,
}
TEXTUAL = ("checklist", "qualitative", "manual")  # the value is what was typed, no number


def _measure_beyond(rule: Rule, value: Decimal) -> Decimal:
    return value - rule.full if rule.direction == "at most" else rule.full - value


def _describe_kept_bound(rule: Rule) -> str:
    return f"{'不高于' if rule.direction == 'at most' else '不低于'} {format_measured(rule.full, rule.unit)}，不扣分"


def _describe_gap(rule: Rule, beyond: Decimal) -> str:
    if rule.full == 100 and rule.unit == "%" and rule.direction == "at most":
        return f"超 {format_measured(beyond, '', Decimal(0))} {_name_points(rule)}"
    word = "高于" if rule.direction == "at most" else "低于"
    return f"{word} {format_measured(rule.full, rule.unit)} 计 {format_measured(beyond, '', Decimal(0))} {_name_points(rule)}"


def _name_point(rule: Rule) -> str:
    return "点" if rule.unit == "%" else f" 1 {rule.unit}".rstrip()


def _name_points(rule: Rule) -> str:
    return "个百分点" if rule.unit == "%" else rule.unit or "个单位"


def _describe_fractions(rule: Rule, beyond: Decimal) -> str:
    """What becomes of less than a whole point, where the rule says it and there is any."""
    if not rule.fractions or beyond == int(beyond):
        return ""
    return f"（不满 1 {_name_points(rule)}的{'不计' if rule.fractions == 'whole' else '按比例计'}）"


def _describe_exhausted(rule: Rule, given: Given, lost: Decimal) -> str:
    return "，扣完为止" if lost >= given.weight - rule.floor else ""


def _describe_level_span(level: Level) -> str:
    return f"得分在 {format_number(level.least)}%（含）至 {format_number(level.most)}%{'（含）' if level.most == HUNDRED else ''}之间"


def _parse_item_numbers(text: str, count: int) -> set[int]:
    """①②④, 1、2、4 or 全部. Raises Unreadable."""
    if text.strip() == "全部":
        return set(range(1, count + 1))
    marks = [sign for sign in text if sign not in " 、，,;；\n"]
    found = {CIRCLED.index(sign) + 1 if sign in CIRCLED else int(sign) if sign.isascii() and sign.isdigit() else 0 for sign in marks}
    if text.strip() in ("无", "0"):
        return set()
    if not found or not found <= set(range(1, count + 1)):
        raise Unreadable(f"请填达到的各项序号，如 {CIRCLED[: min(3, count)]}；都达到填“全部”，都没有填“无”")
    return found

"""One function for each kind of rule: a value in, points and words out.

Each says what it found and what that costs; floor, rounding and the line "→ 4 / 5 分" are common to all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.numbering import CIRCLED
from reports.domain.outlines import Level, Rule
from reports.domain.scoring.working_text import measured, number

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


def exactly(points: Decimal, words: str) -> Result:
    return Result(points, points, words)


def per_point(rule: Rule, given: Given) -> Result:
    """A loss for each point beyond the bound, fractions in proportion."""
    beyond = _beyond(rule, given.value)
    if beyond <= 0:
        return exactly(given.weight, _kept(rule))
    loss = rule.lost(given.weight)
    return exactly(
        given.weight - beyond * loss, f"{_gap(rule, beyond)}，每{_point(rule)}扣 {number(loss)} 分{_exhausted(rule, given, beyond * loss)}"
    )


def per_step(rule: Rule, given: Given) -> Result:
    """A loss for each whole step beyond the bound: 99.27 % loses nothing where every whole 5 % costs 2 points."""
    beyond = _beyond(rule, given.value)
    if beyond <= 0:
        return exactly(given.weight, _kept(rule))
    steps, loss = beyond // rule.step, rule.lost(given.weight)
    if not steps:
        return exactly(given.weight, f"{_gap(rule, beyond)}，不满 {number(rule.step)} {_points(rule)}，不扣分")
    words = f"{_gap(rule, beyond)}，每满 {number(rule.step)} {_points(rule)}扣 {number(loss)} 分，共 {number(steps)} 档"
    return exactly(given.weight - steps * loss, words + _exhausted(rule, given, steps * loss))


def bands(rule: Rule, given: Given) -> Result:
    """The points of the first band that holds the value."""
    inside = (band for band in rule.bands if (given.value <= band.to if rule.direction == "at most" else given.value >= band.to))
    band = next(inside, None)
    if band is None:
        word = "超过" if rule.direction == "at most" else "低于"
        return exactly(rule.beyond, f"{word} {measured(rule.bands[-1].to, rule.unit)}，得 {number(rule.beyond)} 分")
    word = "不高于" if rule.direction == "at most" else "不低于"
    return exactly(band.points, f"{word} {measured(band.to, rule.unit)}，得 {number(band.points)} 分")


def checklist(rule: Rule, given: Given) -> Result:
    """Points for each item whose number is typed: ①②④."""
    met = _numbers(given.text, len(rule.items))
    points = sum((item.points for at, item in enumerate(rule.items, 1) if at in met), Decimal(0))
    missing = "".join(CIRCLED[at - 1] for at in range(1, len(rule.items) + 1) if at not in met)
    words = f"符合 {''.join(CIRCLED[at - 1] for at in sorted(met)) or '0 项'}"
    return exactly(points, words + (f"，未达到 {missing}" if missing else "，全部达到"))


def per_occurrence(rule: Rule, given: Given) -> Result:
    """A loss for each time that it happened."""
    if given.value <= 0:
        return exactly(given.weight, "没有发生，不扣分")
    loss = rule.lost(given.weight)
    words = f"发生 {number(given.value)} 次，每次扣 {number(loss)} 分"
    return exactly(given.weight - given.value * loss, words + _exhausted(rule, given, given.value * loss))


def ratio(rule: Rule, given: Given) -> Result:
    """The ratio times the points, never more than the cap. `full` is the value that earns all points."""
    share = given.value * HUNDRED / rule.full
    used = max(min(share, rule.cap), Decimal(0))
    words = f"{measured(used, '%')} × {number(given.weight)} 分"
    return exactly(given.weight * used / HUNDRED, f"按 {number(rule.cap)}% 计，{words}" if share > rule.cap else words)


def reverse(rule: Rule, given: Given) -> Result:
    """Full up to t, falling to 0 at 2t."""
    beyond = given.value - rule.full
    if beyond <= 0:
        return exactly(given.weight, f"不高于 {measured(rule.full, rule.unit)}，得满分")
    if beyond >= rule.full:
        return exactly(Decimal(0), f"达到 {measured(2 * rule.full, rule.unit)}，不得分")
    return exactly(given.weight * (rule.full - beyond) / rule.full, f"超过 {measured(rule.full, rule.unit)}，按比例扣分")


def qualitative(rule: Rule, given: Given) -> Result:
    """A person chooses the level; its band bounds the points."""
    level = next((level for level in rule.levels if level.name == given.text.strip()), None)
    if level is None:
        raise Unreadable(f"请填{'、'.join(f'“{level.name}”' for level in rule.levels)}之一")
    least, most = (given.weight * share / HUNDRED for share in (level.least, level.most))
    return Result(least, most, f"{level.name}，{_span(level)}", excludes_most=level.most < HUNDRED)


def manual(rule: Rule, given: Given) -> Result:
    """A person decides, and says why."""
    return Result(rule.floor, given.weight, f"人工评分：{given.text}" if given.text else "人工评分，须写明理由")


KINDS: dict[str, Callable[[Rule, Given], Result]] = {
    "per_point": per_point,
    "per_step": per_step,
    "bands": bands,
    "checklist": checklist,
    "per_occurrence": per_occurrence,
    "ratio": ratio,
    "reverse": reverse,
    "qualitative": qualitative,
    "manual": manual,
}
TEXTUAL = ("checklist", "qualitative", "manual")  # the value is what was typed, no number


def _beyond(rule: Rule, value: Decimal) -> Decimal:
    return value - rule.full if rule.direction == "at most" else rule.full - value


def _kept(rule: Rule) -> str:
    return f"{'不高于' if rule.direction == 'at most' else '不低于'} {measured(rule.full, rule.unit)}，不扣分"


def _gap(rule: Rule, beyond: Decimal) -> str:
    if rule.full == 100 and rule.unit == "%" and rule.direction == "at most":
        return f"超 {measured(beyond, '', Decimal(0))} {_points(rule)}"
    word = "高于" if rule.direction == "at most" else "低于"
    return f"{word} {measured(rule.full, rule.unit)} 计 {measured(beyond, '', Decimal(0))} {_points(rule)}"


def _point(rule: Rule) -> str:
    return "点" if rule.unit == "%" else f" 1 {rule.unit}".rstrip()


def _points(rule: Rule) -> str:
    return "个百分点" if rule.unit == "%" else rule.unit or "个单位"


def _exhausted(rule: Rule, given: Given, lost: Decimal) -> str:
    return "，扣完为止" if lost >= given.weight - rule.floor else ""


def _span(level: Level) -> str:
    return f"得分在 {number(level.least)}%（含）至 {number(level.most)}%{'（含）' if level.most == HUNDRED else ''}之间"


def _numbers(text: str, count: int) -> set[int]:
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

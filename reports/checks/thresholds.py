"""The thresholds of checks that a cycle may change: what they are called, how they are typed, how they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.checks.rules import copied, indicator_hints, indicators, rates
from reports.figures import FOLD
from reports.outlines import Check
from reports.outlines.checks import RULES

PER_CENT, NUMBER = re.compile(r"\d{1,3}%"), re.compile(r"\d{1,6}(\.\d{1,4})?")
NAMES: Mapping[tuple[str, str], tuple[str, str, str]] = {  # of a rule: label, unit, and what holds where the outline says nothing
    ("C12", "least"): ("执行率不低于", "%", rates.LEAST),
    ("C19", "whole"): ("分值合计", "分", indicators.WHOLE),
    ("C22", "least"): ("完成率不低于", "%", indicators.LEAST),
    ("C22", "most"): ("完成率不高于", "%", indicators.MOST),
    ("C26", "most"): ("一个指标不超过", "分", indicator_hints.MOST),
    ("C29", "most"): ("相同的文字达到", "%", copied.MOST),
}
WITHIN, NEAR = "相差不超过", "差额小于此数视为笔误"


@dataclass(frozen=True)
class Threshold:
    """`declared`: the outline's own, as it is typed; `pattern`: as it is kept."""

    name: str  # within, near, or a setting of the rule
    label: str
    unit: str
    declared: str
    pattern: re.Pattern[str] = NUMBER

    def kept(self, typed: str) -> str:
        """85 % of a person → 85, or 85% where it is kept so."""
        number = "".join(typed.translate(FOLD).split()).removesuffix(self.unit)
        return f"{number}%" if number and self.pattern is PER_CENT else number

    def typed(self, kept: str) -> str:
        return kept.removesuffix("%")

    @property
    def example(self) -> str:
        """What is right, for the sentence about what is wrong."""
        return "不超过 3 位的整数，如 10" if self.pattern is PER_CENT else "数字，如 85"


def of(checks: Iterable[Check]) -> list[Threshold]:
    """Of all declarations under one number, each once."""
    found: dict[str, Threshold] = {}
    for check in checks:
        for each in _of(check):
            found.setdefault(each.name, each)
    return list(found.values())


def _of(check: Check) -> Iterable[Threshold]:
    for name, kind in RULES.get(check.rule, {}).items():
        if kind == "number":
            label, unit, usual = NAMES[check.rule, name]
            yield Threshold(name, label, unit, check.settings.get(name, usual))
    if check.within:
        yield Threshold("within", WITHIN, "%", check.within.removesuffix("%"), PER_CENT)
    if check.same:
        yield Threshold("near", NEAR, "%", check.near.removesuffix("%"), PER_CENT)

"""The thresholds of checks that a cycle may change: what they are called, how they are typed, how they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reports.domain.number_spelling import fold_letters
from reports.domain.outlines import Check
from reports.domain.outlines.rule_declarations import NUMBER
from reports.domain.outlines.rule_discovery import find_rule

PER_CENT = re.compile(r"\d{1,3}%")
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
        number = "".join(fold_letters(typed).split()).removesuffix(self.unit)
        return f"{number}%" if number and self.pattern is PER_CENT else number

    def typed(self, kept: str) -> str:
        return kept.removesuffix("%")

    @property
    def example(self) -> str:
        """What is right, for the sentence about what is wrong."""
        return "不超过 3 位的整数，如 10" if self.pattern is PER_CENT else "数字，如 85"


def list_thresholds(checks: Iterable[Check]) -> list[Threshold]:
    """Of all declarations under one number, each once."""
    found: dict[str, Threshold] = {}
    for check in checks:
        for each in _list_of_check(check):
            found.setdefault(each.name, each)
    return list(found.values())


def _list_of_check(check: Check) -> Iterable[Threshold]:
    rule = find_rule(check.rule)
    for name, limit in rule.thresholds.items() if rule else ():
        yield Threshold(name, limit.label, limit.unit, check.settings.get(name, limit.usual))
    if check.within:
        yield Threshold("within", WITHIN, "%", check.within.removesuffix("%"), PER_CENT)
    if check.same:
        yield Threshold("near", NEAR, "%", check.near.removesuffix("%"), PER_CENT)

"""Named rules (核对规则): one rule, one function."""

from reports.checks.rules import (
    answers,
    carryover,
    copied,
    empty,
    equal,
    indicator_hints,
    indicators,
    marks,
    mending,
    names,
    narrative,
    public,
    rates,
    scores,
    slips,
    stated,
)
from reports.checks.rules.registry import RULES

__all__ = [
    "RULES",
    "answers",
    "carryover",
    "copied",
    "empty",
    "equal",
    "indicator_hints",
    "indicators",
    "marks",
    "mending",
    "names",
    "narrative",
    "public",
    "rates",
    "scores",
    "slips",
    "stated",
]

"""Rows of a list of indicators, with their 指标值 and 完成值 read as numbers in one unit, or as dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reports.domain.document import Document, Row
from reports.domain.measures import Comparison, Kind, Measure, Relation, compare_measures, parse_measure
from reports.domain.outlines import Check

LIST = "indicators"  # where an outline names no other
SIGNS = {"≥": ">=", "≤": "<=", "=": "=", ">": ">", "<": "<"}
WIDE = str.maketrans("＞＜＝≧≦", "><=≥≤")
QUALITATIVE = "定性"
NOT_APPLICABLE = "不适用"


@dataclass(frozen=True)
class Indicator:
    row: Row
    listing: str = LIST
    year: int = 0  # of the report, for dates without one

    def place(self, field: str) -> str:
        return f"{self.listing}.{self.row.key}.{self.target_field if field == 'target' else field}"

    @property
    def name(self) -> str:
        return self.row.text("level3") or self.row.text("name")

    @property
    def sign(self) -> str:
        return self.row.text("sign").strip().translate(WIDE)

    @property
    def target_field(self) -> str:
        """Where the adjusted target is blank, the initial one holds."""
        return "initial" if not self.row.text("target").strip() and self.row.text("initial").strip() else "target"

    @property
    def target(self) -> str:
        return self.row.text(self.target_field).strip()

    @property
    def actual(self) -> str:
        return self.row.text("actual").strip()

    @property
    def unit(self) -> str:
        return self.row.text("unit").strip()

    @property
    def reason(self) -> str:
        return self.row.text("reason").strip()

    @property
    def weight(self) -> Decimal | None:
        return self.row.figure("weight").amount

    @property
    def score(self) -> Decimal | None:
        return self.row.figure("score").amount

    @cached_property
    def aimed(self) -> Measure:
        return parse_measure(self.target, self.unit, self.year)

    @cached_property
    def reached(self) -> Measure:
        """In the unit of the target where it names none of its own."""
        return parse_measure(self.actual, self.aimed.unit.name or self.unit, self.year)

    @property
    def bound(self) -> str:
        """The sign that holds: the column's, else the one in the target's own text; "" where there is none, or where they differ."""
        return "" if self.is_contradictory else self.sign if self.sign in SIGNS else self.aimed.sign

    @property
    def is_contradictory(self) -> bool:
        """Whether the sign and the target's own words differ: ≥ beside 不超过 3 %."""
        return self.sign in SIGNS and self.aimed.sign not in ("", self.sign)

    @property
    def is_measured(self) -> bool:
        """Whether it asks for a number or a date, not for words."""
        is_qualitative = QUALITATIVE in (self.sign, self.row.text("nature").strip(), self.unit)
        return not is_qualitative and (self.aimed.is_numeric or self.aimed.kind in (Kind.DATE, Kind.UNREAD))

    @cached_property
    def comparison(self) -> Comparison:
        return compare_measures(self.aimed, self.reached, self.bound)

    @property
    def numbers(self) -> tuple[Decimal | None, Decimal | None]:
        """Target and actual in the target's unit; None for what is no number of it."""
        if not self.aimed.is_numeric:
            return None, None
        target = self.aimed.low / self.aimed.unit.factor
        return target, self.reached.low / self.aimed.unit.factor if self.reached.is_numeric and self.comparison.is_answered else None

    @property
    def misses(self) -> bool:
        """Whether the target is surely missed."""
        return self.is_measured and self.comparison.is_met is False

    @property
    def is_of_another_unit(self) -> bool:
        """Whether both are nothing but a number and its unit, and the two units surely measure different things."""
        return self.comparison.relation is Relation.DIFFERENT and self.aimed.is_plain and self.reached.is_plain

    @property
    def aim(self) -> str:
        """The target with its sign, once: ≥95%."""
        sign = self.sign if self.sign in SIGNS and not self.aimed.sign else ""
        return f"{sign}{self.target}"


def list_indicators(document: Document, check: Check | None = None) -> list[Indicator]:
    """Of the list that the check names, else of the usual one."""
    listing = check.settings.get("list", LIST) if check else LIST
    return [Indicator(row, listing, document.year) for row in document.rows(listing)] if listing in document.outline.lists else []


def iter_answered(document: Document, check: Check) -> Iterator[Indicator]:
    """Those with a number or a date to compare."""
    return (one for one in list_indicators(document, check) if one.is_measured and one.comparison.is_answered)

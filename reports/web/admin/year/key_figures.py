"""Every figure of the 年度概览, asked for once: ten queries for any number of departments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from reports.domain import Grade, Mistakes, Outline, grades, outline_loader
from reports.models import Cycle
from reports.release.statistics import (
    Scope,
    filing_progress,
    finding_counts,
    money,
    own_facts,
    returns,
    score_distribution,
    select_at_bureau,
)

MOST_LATE = 100
MOST_UNITS = 10
MOST_SPOTS = 10
MOST_CHECKS = 10
MOST_OF_CHECK = 200
MOST_LEFT_OUT = 50


@dataclass
class YearFigures:
    scope: Scope
    cycles: dict[int, Cycle]  # of this year and, where there was one, of the year before
    now: datetime
    check: str = ""  # 编号, of which the departments are named
    effects_asked: bool = False  # whether the address asks what came of every rule's findings

    @property
    def year(self) -> int:
        return self.scope.year

    @property
    def last(self) -> int:
        return self.scope.year - 1

    @cached_property
    def desks(self) -> dict[int, dict[str, filing_progress.DeskProgress]]:
        return filing_progress.count_by_desk(self.scope, self.now)

    @cached_property
    def total(self) -> filing_progress.DeskProgress:
        return filing_progress.sum_desks(self.desks[self.year])

    @cached_property
    def last_total(self) -> filing_progress.DeskProgress:
        return filing_progress.sum_desks(self.desks[self.last])

    @cached_property
    def days(self) -> list[filing_progress.Day]:
        expected = {self.year: self.total.expected, self.last: self.last_total.expected}
        return filing_progress.build_filing_course(
            filing_progress.count_by_day(self.scope), self.cycles, expected, self.year, timezone.localdate(self.now)
        )

    @cached_property
    def states(self) -> dict[int, dict[str, int]]:
        return filing_progress.count_by_state(self.scope)

    @cached_property
    def late(self) -> list[filing_progress.Late]:
        return filing_progress.list_late_departments(self.scope, self.now, MOST_LATE)

    @cached_property
    def _amounts(self) -> tuple[list[money.UnitAmounts], list[money.LeftOut]]:
        return money.leave_out_impossible(money.load_unit_amounts(self.scope), self.checked)

    @property
    def _units(self) -> list[money.UnitAmounts]:
        return self._amounts[0]

    @cached_property
    def left_out(self) -> list[money.LeftOut]:
        """Of both years, as far as the other year is compared with this one."""
        now = {unit.code for unit in self.units}
        return [each for each in self._amounts[1] if each.year == self.year or each.code in now]

    @cached_property
    def units(self) -> list[money.UnitAmounts]:
        return [unit for unit in self._units if unit.year == self.year]

    @cached_property
    def last_units(self) -> list[money.UnitAmounts]:
        """Of the departments that this year's figures are of, so that half a year is not compared with a whole one."""
        now = {unit.code for unit in self.units}
        return [unit for unit in self._units if unit.year == self.last and unit.code in now]

    @cached_property
    def items(self) -> list[returns.ReturnedItem]:
        return returns.load_return_items(self.scope)

    @cached_property
    def _passed(self) -> list[score_distribution.ApprovedScores]:
        return score_distribution.load_approved_scores(self.scope)

    @cached_property
    def passed(self) -> list[score_distribution.ApprovedScores]:
        return [each for each in self._passed if each.year == self.year]

    @cached_property
    def last_passed(self) -> list[score_distribution.ApprovedScores]:
        """Of the departments whose report of this year is approved."""
        now = {each.code for each in self.passed}
        return [each for each in self._passed if each.year == self.last and each.code in now]

    @cached_property
    def outlines(self) -> list[Outline]:
        """Of the reports whose figures are added up."""
        return list(own_facts.load_outlines(select_at_bureau(self.scope.reports())).values())

    @property
    def cuts(self) -> dict[str, Decimal]:
        """The least points of each 等次: the cycle's own, else the outline's; none where nobody was given one."""
        if not any(each.grade for each in self.passed):
            return {}
        return {cut.name: cut.least for cut in _load_grade_cuts(self.cycles[self.year])}

    @cached_property
    def checked(self) -> finding_counts.Checked:
        return finding_counts.load_checked_papers(self.scope)

    @property
    def today(self) -> filing_progress.Day | None:
        """The last day of the course that has come."""
        return next((day for day in reversed(self.days) if day.total is not None), None)


def _load_grade_cuts(cycle: Cycle) -> tuple[Grade, ...]:
    if cycle.grade_cuts:
        return grades.parse_grade_cuts(cycle.grade_cuts)
    try:
        outline = outline_loader.load_outline(cycle.outline)
    except (outline_loader.UnknownOutline, Mistakes):
        return ()  # told where the outline is chosen; what was approved stands without it
    return outline.assessment[0].grades if outline.assessment else ()

"""Every figure of the 年度概览, asked for once: seven queries for any number of departments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from reports.models import Cycle
from reports.statistics import filing, money, returns
from reports.statistics.scope import Scope

MOST_LATE = 100
MOST_UNITS = 10
MOST_SPOTS = 10


@dataclass
class YearFigures:
    scope: Scope
    cycles: dict[int, Cycle]  # of this year and, where there was one, of the year before
    now: datetime

    @property
    def year(self) -> int:
        return self.scope.year

    @property
    def last(self) -> int:
        return self.scope.year - 1

    @cached_property
    def desks(self) -> dict[int, dict[str, filing.Desk]]:
        return filing.by_desk(self.scope, self.now)

    @cached_property
    def total(self) -> filing.Desk:
        return filing.together(self.desks[self.year])

    @cached_property
    def last_total(self) -> filing.Desk:
        return filing.together(self.desks[self.last])

    @cached_property
    def days(self) -> list[filing.Day]:
        expected = {self.year: self.total.expected, self.last: self.last_total.expected}
        return filing.course(filing.by_day(self.scope), self.cycles, expected, self.year, timezone.localdate(self.now))

    @cached_property
    def states(self) -> dict[int, dict[str, int]]:
        return filing.by_state(self.scope)

    @cached_property
    def late(self) -> list[filing.Late]:
        return filing.late(self.scope, self.now, MOST_LATE)

    @cached_property
    def _units(self) -> list[money.Unit]:
        return money.units(self.scope)

    @cached_property
    def units(self) -> list[money.Unit]:
        return [unit for unit in self._units if unit.year == self.year]

    @cached_property
    def last_units(self) -> list[money.Unit]:
        """Of the departments that this year's figures are of, so that half a year is not compared with a whole one."""
        now = {unit.code for unit in self.units}
        return [unit for unit in self._units if unit.year == self.last and unit.code in now]

    @cached_property
    def items(self) -> list[returns.Item]:
        return returns.items(self.scope)

    @property
    def today(self) -> filing.Day | None:
        """The last day of the course that has come."""
        return next((day for day in reversed(self.days) if day.total is not None), None)

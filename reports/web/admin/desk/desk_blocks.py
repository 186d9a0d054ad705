"""Lists of the 工作台: rows, grouped by year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from reports.models import Report


@dataclass(frozen=True)
class DeskRow:
    report: Report
    unit: str
    words: str  # how long, how late
    look: str = ""
    tags: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse("admin:reports_report_change", args=[self.report.pk])


@dataclass(frozen=True)
class YearGroup:
    """Rows of one year, and how many that year has in all."""

    year: int
    total: int
    rows: list[DeskRow]


@dataclass(frozen=True)
class Block:
    """One list: the first rows, how many there are, where all of them stand, and what an empty one says. The latest year stands first."""

    key: str
    title: str
    rows: list[DeskRow]
    total: int
    url: str
    empty: str

    @property
    def more(self) -> int:
        return self.total - len(self.rows)

    @property
    def groups(self) -> list[YearGroup]:
        """The rows by year, so that two years are never read as one list."""
        years = groupby(self.rows, key=lambda row: row.report.cycle.year)
        return [
            YearGroup(year, getattr(rows[0].report, "of_year", len(rows)), rows)
            for year, rows in ((year, list(each)) for year, each in years)
        ]

    @property
    def of_other_years(self) -> int:
        """How many are of years of which no row is shown."""
        return self.total - sum(group.total for group in self.groups)

    @property
    def years_in_words(self) -> str:
        """（2018 年度 3 份，2017 年度 2 份）; "" where all are of one year."""
        parts = [f"{group.year} 年度 {group.total} 份" for group in self.groups]
        parts += [f"其他年度 {self.of_other_years} 份"] if self.of_other_years else []
        return f"（{'，'.join(parts)}）" if len(parts) > 1 else ""

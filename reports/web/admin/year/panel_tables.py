"""Tables of the 年度概览, as a template prints them. A chart is drawn from its table and holds nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

NONE = "—"


@dataclass(frozen=True)
class PanelCell:
    """What is read, and what a chart takes from it: "" for words and for what is not known."""

    text: str
    value: str = ""
    url: str = ""
    is_number: bool = False
    is_long: bool = False  # words that run over several lines


@dataclass(frozen=True)
class PanelColumn:
    """`series` names the colour of a line or bar; without one the column is in the table alone."""

    label: str
    series: str = ""
    number: bool = True


@dataclass(frozen=True)
class Chart:
    """kind: line, bar (upright) or rows (lying). A line runs over the numbers of the first column."""

    kind: str
    unit: str = ""
    stacked: bool = False


@dataclass(frozen=True)
class Panel:
    key: str
    title: str
    columns: Sequence[PanelColumn]
    rows: Sequence[Sequence[PanelCell]]
    chart: Chart | None = None
    note: str = ""
    empty: str = "没有数据。"
    total: Sequence[PanelCell] = ()  # a last line that no chart draws


UNIT = PanelColumn("单位", number=False)


def make_text_cell(text: str, url: str = "") -> PanelCell:
    return PanelCell(text, url=url)


def make_unit_cell(report: int, code: str, name: str) -> PanelCell:
    return make_text_cell(f"{code} {name}", reverse("admin:reports_report_change", args=[report]))


def make_long_cell(text: str) -> PanelCell:
    return PanelCell(text or NONE, is_long=True)


def make_count_cell(number: int | None) -> PanelCell:
    return PanelCell(NONE, is_number=True) if number is None else PanelCell(f"{number:,}", str(number), is_number=True)


def make_amount_cell(number: Decimal | None) -> PanelCell:
    """万元 with two places."""
    return PanelCell(NONE, is_number=True) if number is None else PanelCell(f"{number:,.2f}", f"{number:.2f}", is_number=True)


def make_percent_cell(number: Decimal | float | None) -> PanelCell:
    return PanelCell(NONE, is_number=True) if number is None else PanelCell(f"{number:.1f}%", f"{number:.2f}", is_number=True)


def make_change_cell(new: Decimal | float | None, old: Decimal | float | None, places: int = 2, unit: str = "") -> PanelCell:
    """The difference from last year, with its sign."""
    if new is None or old is None:
        return PanelCell(NONE, is_number=True)
    return PanelCell(f"{Decimal(new) - Decimal(old):+,.{places}f}{unit}", is_number=True)

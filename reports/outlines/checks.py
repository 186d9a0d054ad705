"""勾稽 checks of an outline as data: which sums, bounds and names must agree, and how much it matters."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Setting

from reports.shapes import Definition

Severity = Literal["E", "R", "W"]


class Check(Definition):
    """Exactly one of grid, balance, same, rule.

    `grid`: every typed total of the grid against the sum of its parts. `balance`: a comparison of two sides, repeated for each value of
    `each` or for each row of the list `per`. `same`: one name in two lists means one figure. `rule`: a named rule written in Python.
    """

    id: str = Setting(pattern=r"^C\d\d$")
    severity: Severity
    label: str
    source: str = ""  # law article, notice or standard
    grid: str = ""
    balance: str = ""
    same: tuple[str, ...] = ()
    rule: str = ""
    each: dict[str, tuple[str, ...]] = {}
    within: str = Setting(default="", pattern=r"^(\d+%)?$")  # tolerated deviation from the right side
    ignore: tuple[str, ...] = ()  # words that do not tell names apart
    near: str = Setting(default="10%", pattern=r"^\d+%$")  # further apart: two things, not a slip
    reason: str = ""  # the text in which the paper itself may give the reason
    settings: dict[str, str] = {}  # of a rule: thresholds

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in ("grid", "balance", "same", "rule") if getattr(self, kind)]

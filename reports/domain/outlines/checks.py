"""勾稽 checks of an outline as data: which sums, bounds and names must agree, and how much it matters."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field as Setting
from pydantic import model_validator

from reports.domain.outlines.rule_declarations import ID
from reports.domain.shapes import Definition

Severity = Literal["E", "R", "W"]


class Check(Definition):
    """Exactly one of grid, balance, same, rule.

    `grid`: every typed total of the grid against the sum of its parts. `balance`: a comparison of two sides. `same`: one name in two lists
    means one figure. `rule`: a named rule written in Python. Balance and rule are repeated for each combination of `each`.
    `off`: not asked, and why; so an outline does without a rule that holds everywhere.
    """

    id: str = Setting(pattern=rf"^{ID.pattern}$")
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
    off: str = ""
    settings: dict[str, str] = {}  # of a rule: cells and thresholds
    version: int = Setting(default=1, ge=1)  # counted up when what is declared here means something else than before

    @model_validator(mode="before")
    @classmethod
    def _keep_list(cls, raw: dict[str, Any]) -> dict[str, Any]:
        """`list = "…"` may stand beside the number of the rule: it is one of its settings."""
        if not isinstance(raw, dict) or "list" not in raw:
            return raw
        rest = {name: value for name, value in raw.items() if name != "list"}
        return rest | {"settings": {**raw.get("settings", {}), "list": raw["list"]}}

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in ("grid", "balance", "same", "rule") if getattr(self, kind)]

    @property
    def nearness(self) -> int:
        """Per cent."""
        return int(self.near.rstrip("%"))

    def repeated(self) -> Iterator[Check]:
        """The check once for each combination of `each`, its names written out."""
        if not self.each:
            yield self
            return
        for values in itertools.product(*self.each.values()):
            names = dict(zip(self.each, values, strict=True))
            settings = {key: _fill_names(text, names) for key, text in self.settings.items()}
            yield self.model_copy(update={"balance": _fill_names(self.balance, names), "settings": settings, "each": {}})


def _fill_names(text: str, names: Mapping[str, str]) -> str:
    for name, value in names.items():
        text = text.replace("{" + name + "}", value)
    return text

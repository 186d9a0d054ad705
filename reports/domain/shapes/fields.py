"""Fields (栏目): single values such as 单位名称, 办公面积 or 评价日期, shown as label and value."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, model_validator
from pydantic import Field as Setting
from pydantic_core import PydanticCustomError

from reports.domain.figures import BLANK, Figure
from reports.domain.shapes.base import Definition
from reports.domain.shapes.field_kinds import KINDS, FieldKind, split_ticked

TEXT_LIMIT = 200  # characters, as DepartmentProfile keeps them
USUAL_PLACES = 2
MONEY_UNIT = "万元"


def _require_kind(name: str) -> str:
    if name not in KINDS:
        raise PydanticCustomError("literal_error", "unknown kind", {"expected": "、".join(f"'{known}'" for known in KINDS)})
    return name


class Field(Definition):
    key: str
    label: str
    kind: Annotated[str, AfterValidator(_require_kind)] = "text"
    hint: str = ""
    required: bool = True
    default: str = ""  # a pattern, used while the field is blank
    built_in: bool = False  # comes from the cycle or the district, never typed
    carry: bool = False  # may be taken over from last year
    unit: str = ""  # of a number; of money 万元
    places: int | None = Setting(default=None, ge=0, le=6)  # of a number that is computed, and of the rounding that checks allow for
    choices: tuple[str, ...] = ()
    formula: str = ""  # over numbers of the whole report; then the field is never typed

    @model_validator(mode="before")
    @classmethod
    def name_money_unit(cls, raw: Any) -> Any:
        """Money without a unit is in 万元, as grids are."""
        return {"unit": MONEY_UNIT, **raw} if isinstance(raw, dict) and raw.get("kind") == "money" else raw

    @property
    def of_kind(self) -> FieldKind:
        return KINDS[self.kind]

    @property
    def is_typed(self) -> bool:
        return not (self.built_in or self.formula)

    @property
    def is_figure(self) -> bool:
        """Whether formulas and checks count with it."""
        return self.of_kind.amount is not None and not self.built_in

    @property
    def decimals(self) -> int:
        """Places to which the number is computed and printed."""
        if self.places is not None:
            return self.places
        return USUAL_PLACES if self.kind in ("number", "money") else 0

    def parse(self, written: str) -> str:
        """What is kept for what was written; "" for nothing. Raises NotAValue."""
        return self.of_kind.parse(self, written) if written.strip() else ""

    def say(self, kept: str) -> str:
        """As it stands in a sentence."""
        return self.of_kind.say(self, kept) if kept else ""

    def show(self, kept: str) -> str:
        """As it stands beside its label: with its unit, boxes and all."""
        return self.of_kind.show(self, kept) if kept or self.kind == "ticks" else ""

    def figure(self, kept: str) -> Figure:
        read = self.of_kind.amount
        return read(kept) if read and kept else BLANK

    def words(self, kept: str) -> tuple[str, ...]:
        """What is chosen or ticked."""
        return split_ticked(kept)

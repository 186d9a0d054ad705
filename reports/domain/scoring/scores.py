"""What scoring says of one row: points, working and the places that it was worked out from."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal


class Basis(enum.Enum):
    COMPUTED = "computed"  # one number follows from the figures
    RANGE = "range"  # a person decides within bounds
    NOT_APPLICABLE = "not_applicable"
    NOT_EVALUATED = "not_evaluated"  # an input is blank


@dataclass(frozen=True)
class Score:
    """`points` is the one right number, or None; any number from `least` to `most` is in order.

    A score that is left out of the total (不适用, rescaled) has `of` 0.
    """

    row: str  # scoring.staff_rate
    name: str
    of: Decimal
    basis: Basis
    working: str
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    excludes_most: bool = False
    places: tuple[str, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()  # (place, as shown): numbers of the working that link to their cells

    @property
    def detail(self) -> str:
        """The working without the name of the row, which stands beside it in a table."""
        return self.working.removeprefix(self.name).lstrip(" =：")

    @property
    def points(self) -> Decimal | None:
        known = self.basis in (Basis.COMPUTED, Basis.NOT_APPLICABLE)
        return self.most if known else None

    def allows(self, points: Decimal) -> bool:
        """Whether the points are in order by the rule; a row that could not be worked out allows any up to its weight."""
        if self.basis is Basis.NOT_EVALUATED:
            return 0 <= points <= self.of
        return self.least <= points <= self.most and not (self.excludes_most and points == self.most)

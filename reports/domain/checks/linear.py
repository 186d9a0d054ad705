"""A side of a balance as a sum of cells: coefficient by place. What is not a sum is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.formulas import FUNCTIONS, FormulaError, Node


@dataclass(frozen=True)
class Linear:
    """constant + Σ coefficient × figure at place, in the order in which the paper adds them."""

    terms: Mapping[str, Decimal]
    constant: Decimal = Decimal(0)
    is_number: bool = False  # a number is written, or rows are counted: without terms the side still says something

    @classmethod
    def sum(cls, places: Iterable[str]) -> Linear:
        return cls({place: Decimal(1) for place in places})

    def value(self, amounts: Mapping[str, Decimal]) -> Decimal:
        return self.constant + sum((c * amounts[place] for place, c in self.terms.items()), Decimal(0))

    def plus(self, other: Linear, factor: Decimal = Decimal(1)) -> Linear:
        terms = dict(self.terms)
        for place, coefficient in other.terms.items():
            terms[place] = terms.get(place, Decimal(0)) + factor * coefficient
        is_number = self.is_number or other.is_number
        return Linear({place: c for place, c in terms.items() if c}, self.constant + factor * other.constant, is_number)

    def times(self, factor: Decimal) -> Linear:
        return Linear({place: factor * c for place, c in self.terms.items()}, factor * self.constant, self.is_number)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to add up: a list without rows."""
        return not (self.terms or self.is_number)


Places = Callable[[str], list[str]]  # a name in the expression → the cells it stands for
Counts = Callable[[str], int]  # a list → the number of its rows


def parse_linear(node: Node | None, places: Places, counts: Counts = lambda _: 0) -> Linear:
    """The expression as a Linear. Raises FormulaError where it multiplies or divides by a figure."""
    if node is None:
        raise FormulaError("公式不完整")
    if node.sign in ("number", "count"):
        return Linear({}, Decimal(node.text) if node.sign == "number" else Decimal(counts(node.text)), is_number=True)
    if node.operand:
        return Linear({place: Decimal(1) for place in places(node.text)})
    if node.sign in FUNCTIONS or node.sign == "word":
        raise FormulaError("勾稽关系只能是各项的和与差")
    left, right = (parse_linear(side, places, counts) for side in (node.left, node.right))
    return _combine_sides(node.sign, left, right)


def _combine_sides(sign: str, left: Linear, right: Linear) -> Linear:
    if sign in "+-":
        return left.plus(right, Decimal(1 if sign == "+" else -1))
    if sign == "*" and not (left.terms and right.terms):
        return left.times(right.constant) if left.terms else right.times(left.constant)
    if sign == "/" and not right.terms and right.constant:
        return left.times(1 / right.constant)
    raise FormulaError("勾稽关系只能是各项的和与差")

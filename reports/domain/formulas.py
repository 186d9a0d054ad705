"""Formulas and conditions of outlines: + - * / ( ), numbers, names, sum(list.field), min(a, b), max(a, b), one comparison.

Never evaluated as code.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache

from reports.domain.figures import BLANK, PLACES, Figure, round_amount

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][\w.]*)|(?P<sign><=|>=|[-+*/()=<>,]))")
NAME = re.compile(r"[A-Za-z_][\w.]*")
SHARE_PLACES = 2
COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
LIMITS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {"min": min, "max": max}
OPERATORS = {**ARITHMETIC, **LIMITS}
Names = Callable[[str], Figure]


class FormulaError(ValueError):
    """The text is no formula; the message says where."""


@dataclass(frozen=True)
class Node:
    sign: str  # an operator, "name", "sum" or "number"
    text: str = ""
    left: Node | None = None
    right: Node | None = None


def split_formula(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if not match:
            wrong = text[at:].lstrip()[0]
            raise FormulaError(f"公式“{text}”第 {text.index(wrong, at) + 1} 个字符“{wrong}”无法识别")
        found.append(match.group().strip())
        at = match.end()
    return found


class _Parser:
    """Recursive descent over the tokens; one method a precedence."""

    def __init__(self, text: str) -> None:
        self.text, self.rest = text, split_formula(text)

    def take(self, *signs: str) -> str:
        return self.rest.pop(0) if self.rest and self.rest[0] in signs else ""

    def comparison(self) -> Node:
        left = self.sum()
        sign = self.take(*COMPARE)
        return Node(sign, left=left, right=self.sum()) if sign else left

    def sum(self) -> Node:
        node = self.product()
        while sign := self.take("+", "-"):
            node = Node(sign, left=node, right=self.product())
        return node

    def product(self) -> Node:
        node = self.operand()
        while sign := self.take("*", "/"):
            node = Node(sign, left=node, right=self.operand())
        return node

    def operand(self) -> Node:
        if self.take("("):
            node = self.sum()
            if not self.take(")"):
                raise FormulaError(f"公式“{self.text}”缺少右括号")
            return node
        if not self.rest or not (self.rest[0][0].isalnum() or self.rest[0][0] == "_"):
            raise FormulaError(f"公式“{self.text}”不完整")
        word = self.rest.pop(0)
        if word == "sum" and self.take("("):
            return self.summed()
        if word in LIMITS and self.take("("):
            return self.limited(word)
        return Node("number" if word[0].isdigit() else "name", word)

    def limited(self, sign: str) -> Node:
        """min(a, b) or max(a, b)."""
        left = self.sum()
        if not self.take(","):
            raise FormulaError(f"公式“{self.text}”中的 {sign} 应写作 {sign}(甲, 乙)")
        right = self.sum()
        if not self.take(")"):
            raise FormulaError(f"公式“{self.text}”缺少右括号")
        return Node(sign, left=left, right=right)

    def summed(self) -> Node:
        """sum(list.field): over every row of a list."""
        name = self.rest.pop(0) if self.rest else ""
        if not NAME.fullmatch(name) or not self.take(")"):
            raise FormulaError(f"公式“{self.text}”中的 sum 应写作 sum(列表.列)")
        return Node("sum", name)


@lru_cache(maxsize=2048)
def parse_formula(text: str) -> Node:
    parser = _Parser(text)
    node = parser.comparison()
    if parser.rest:
        raise FormulaError(f"公式“{text}”在“{parser.rest[0]}”处多出内容")
    return node


def list_formula_names(text: str) -> set[str]:
    """Every name that the formula uses. Raises FormulaError."""
    return _collect_node_names(parse_formula(text))


def _collect_node_names(node: Node | None) -> set[str]:
    if node is None:
        return set()
    return {node.text} if node.sign in ("name", "sum") else _collect_node_names(node.left) | _collect_node_names(node.right)


def compute_value(text: str, lookup: Names) -> Figure:
    """The formula's value to six places; blank as soon as one operand is no amount, or on division by zero."""
    return round_figure(compute_unrounded(text, lookup), PLACES)


def compute_unrounded(text: str, lookup: Names) -> Figure:
    """The same with every digit, so that a value just short of a bound stays short of it."""
    amount = _compute_amount(parse_formula(text), lookup)
    try:
        return BLANK if amount is None else Figure.of(amount)
    except InvalidOperation:  # more digits than any report has
        return BLANK


def round_figure(figure: Figure, places: int) -> Figure:
    """Blank where it has more digits than any report has."""
    try:
        return figure if figure.amount is None else Figure.of(round_amount(figure.amount, places))
    except InvalidOperation:
        return BLANK


def is_condition_met(text: str, lookup: Names) -> bool | None:
    """Whether the condition holds; None when an operand is no amount."""
    node = parse_formula(text)
    if node.sign not in COMPARE or node.left is None or node.right is None:
        raise FormulaError(f"条件“{text}”缺少比较符号")
    left, right = _compute_amount(node.left, lookup), _compute_amount(node.right, lookup)
    return None if left is None or right is None else COMPARE[node.sign](left, right)


def _compute_amount(node: Node, lookup: Names) -> Decimal | None:
    if node.sign == "number":
        return Decimal(node.text)
    if node.sign == "name":
        return lookup(node.text).amount
    if node.left is None or node.right is None or node.sign not in OPERATORS:
        return None
    left, right = _compute_amount(node.left, lookup), _compute_amount(node.right, lookup)
    if left is None or right is None:
        return None
    try:
        return OPERATORS[node.sign](left, right)
    except (DivisionByZero, InvalidOperation):
        return None


def sum_figures(figures: Iterable[Figure]) -> Figure:
    """The sum; blank as soon as one part is no amount."""
    amounts = [figure.amount for figure in figures]
    known = [amount for amount in amounts if amount is not None]
    return Figure.of(sum(known, Decimal(0))) if amounts and len(known) == len(amounts) else BLANK


def compute_share(part: Figure, whole: Figure) -> Figure:
    """Per cent with two places; blank where the whole is blank or 0."""
    return round_figure(compute_unrounded_share(part, whole), SHARE_PLACES)


def compute_unrounded_share(part: Figure, whole: Figure) -> Figure:
    return BLANK if part.amount is None or not whole.amount else Figure.of(part.amount * 100 / whole.amount)

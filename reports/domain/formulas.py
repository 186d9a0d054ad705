"""Formulas and conditions of outlines: + - * / ( ), numbers, names, the functions below, one comparison.

sum(list.field) and count(list) look at every row of a list; min(a, b), max(a, b), abs(a), round(a, places) work on numbers; a condition may
compare a name with a word in quotation marks: mode = '自办'. Never evaluated as code.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache

from reports.domain.figures import BLANK, PLACES, Figure, round_amount

QUOTED = r"'[^'\n]*'|‘[^’\n]*’|“[^”\n]*”"
TOKEN = re.compile(rf"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][\w.]*)|(?P<word>{QUOTED})|(?P<sign><=|>=|[-+*/()=<>,]))")
NAME = re.compile(r"[A-Za-z_][\w.]*")
SHARE_PLACES = 2
PLACES_WRITTEN = re.compile(rf"[0-{PLACES}]")
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
Names = Callable[[str], Figure]  # a name, or an aggregate as written: sum(projects.final)
Words = Callable[[str], Collection[str]]  # the words that a name holds: what is chosen or ticked


def _round_half_up(amount: Decimal, places: Decimal) -> Decimal:
    return round_amount(amount, int(places))


@dataclass(frozen=True)
class Function:
    """A function of numbers: how it is written, and what it gives."""

    usage: str
    compute: Callable[..., Decimal]
    arity: int = 2


FUNCTIONS = {
    "min": Function("min(甲, 乙)", min),
    "max": Function("max(甲, 乙)", max),
    "abs": Function("abs(甲)", abs, arity=1),
    "round": Function("round(甲, 小数位数)", _round_half_up),
}
AGGREGATES = {"sum": "sum(列表.列)", "count": "count(列表)"}


class FormulaError(ValueError):
    """The text is no formula; the message says where."""


@dataclass(frozen=True)
class Node:
    sign: str  # an operator, a function, "name", "sum", "count", "number" or "word"
    text: str = ""
    left: Node | None = None
    right: Node | None = None

    @property
    def operands(self) -> tuple[Node, ...]:
        return tuple(node for node in (self.left, self.right) if node)

    @property
    def operand(self) -> str:
        """What is looked up for the node: a name, or an aggregate as written; "" for others."""
        if self.sign in AGGREGATES:
            return f"{self.sign}({self.text})"
        return self.text if self.sign == "name" else ""


def parse_aggregate(operand: str) -> tuple[str, str]:
    """sum(projects.final) as ("sum", "projects.final"); ("", operand) for a name."""
    function, bracket, name = operand.partition("(")
    return (function, name.removesuffix(")")) if bracket else ("", operand)


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
        if not self.rest or not (self.rest[0][0].isalnum() or self.rest[0][0] in "_'‘“"):
            raise FormulaError(f"公式“{self.text}”不完整")
        word = self.rest.pop(0)
        if word[0] in "'‘“":
            return Node("word", word[1:-1])
        if word in AGGREGATES and self.take("("):
            return self.aggregate(word)
        if word in FUNCTIONS and self.take("("):
            return self.function(word)
        return Node("number" if word[0].isdigit() else "name", word)

    def function(self, sign: str) -> Node:
        """min(a, b), abs(a), round(a, 2)."""
        function = FUNCTIONS[sign]
        left = self.sum()
        if (self.take(",") == "") != (function.arity == 1):
            raise FormulaError(f"公式“{self.text}”中的 {sign} 应写作 {function.usage}")
        right = self.sum() if function.arity == 2 else None
        if not self.take(")"):
            raise FormulaError(f"公式“{self.text}”缺少右括号")
        if sign == "round" and (right is None or right.sign != "number" or not PLACES_WRITTEN.fullmatch(right.text)):
            raise FormulaError(f"公式“{self.text}”中 round 的小数位数须是 0 到 {PLACES} 的整数")
        return Node(sign, left=left, right=right)

    def aggregate(self, sign: str) -> Node:
        """sum(list.field) or count(list): over every row of a list."""
        name = self.rest.pop(0) if self.rest else ""
        if not NAME.fullmatch(name) or ("." in name) != (sign == "sum") or not self.take(")"):
            raise FormulaError(f"公式“{self.text}”中的 {sign} 应写作 {AGGREGATES[sign]}")
        return Node(sign, name)


@lru_cache(maxsize=2048)
def parse_formula(text: str) -> Node:
    parser = _Parser(text)
    node = parser.comparison()
    if parser.rest:
        raise FormulaError(f"公式“{text}”在“{parser.rest[0]}”处多出内容")
    return node


def list_formula_names(text: str) -> set[str]:
    """Every name that the formula uses, those inside sum( ) and count( ) too. Raises FormulaError."""
    return {parse_aggregate(operand)[1] for operand in list_formula_operands(text)}


def list_formula_operands(text: str) -> tuple[str, ...]:
    """Everything that is looked up, in order: names and, as written, sum(projects.final) and count(duties). Raises FormulaError."""
    return list_node_operands(parse_formula(text))


def list_node_operands(node: Node) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_iter_node_operands(node)))


def _iter_node_operands(node: Node) -> Iterator[str]:
    if node.operand:
        yield node.operand
    for inner in node.operands:
        yield from _iter_node_operands(inner)


def list_compared_words(text: str) -> dict[str, str]:
    """Words in quotation marks by the name that they are compared with; "" where they are compared with no name. Raises FormulaError."""
    node = parse_formula(text)
    found = {}
    for inner, other in ((node.left, node.right), (node.right, node.left)):
        if inner and other and inner.sign == "word":
            found[other.text if other.sign == "name" and node.sign == "=" else ""] = inner.text
    return found | ({"": ""} if _has_inner_word(node) else {})


def _has_inner_word(node: Node) -> bool:
    """Whether words stand elsewhere than on a side of the comparison."""
    sides = node.operands if node.sign in COMPARE else (node,)
    return any(_has_word(inner) for side in sides for inner in side.operands) or (node.sign not in COMPARE and node.sign == "word")


def _has_word(node: Node) -> bool:
    return node.sign == "word" or any(_has_word(inner) for inner in node.operands)


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


def is_condition_met(text: str, lookup: Names, words: Words | None = None) -> bool | None:
    """Whether the condition holds; None when an operand is no amount, or nothing is chosen."""
    node = parse_formula(text)
    if node.sign not in COMPARE or node.left is None or node.right is None:
        raise FormulaError(f"条件“{text}”缺少比较符号")
    if named := [(inner.text, other.text) for inner, other in ((node.left, node.right), (node.right, node.left)) if other.sign == "word"]:
        chosen = words(named[0][0]) if words else ()
        return named[0][1] in chosen if chosen else None
    left, right = _compute_amount(node.left, lookup), _compute_amount(node.right, lookup)
    return None if left is None or right is None else COMPARE[node.sign](left, right)


def _compute_amount(node: Node, lookup: Names) -> Decimal | None:
    if node.sign == "number":
        return Decimal(node.text)
    if node.operand:
        return lookup(node.operand).amount
    amounts = [_compute_amount(inner, lookup) for inner in node.operands]
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts):
        return None
    try:
        return apply_operator(node.sign, *known)
    except (DivisionByZero, InvalidOperation):
        return None


def apply_operator(sign: str, *amounts: Decimal) -> Decimal:
    """Raises DivisionByZero, InvalidOperation."""
    return ARITHMETIC[sign](*amounts) if sign in ARITHMETIC else FUNCTIONS[sign].compute(*amounts)


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

"""Numbers and formulas in the words of a working: 10 ÷ 8 = 125%."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from reports.domain import formulas
from reports.domain.figures import normalise_amount, round_amount
from reports.domain.formulas import Node

MINUS = "−"
SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}
RANKS = {"+": 1, "-": 1, "*": 2, "/": 2}
DIGITS = (2, 4, 6)


def format_number(amount: Decimal) -> str:
    """Without trailing zeros: 4.5, −0.3."""
    return f"{normalise_amount(amount):f}".replace("-", MINUS)


def format_measured(amount: Decimal, unit: str, bound: Decimal | None = None) -> str:
    """125%; with more places where two would make it look like the bound that it just misses."""
    for places in DIGITS:
        short = round_amount(amount, places)
        if short == amount or short != bound:
            break
    return format_number(short) + unit


def describe_formula(text: str, lookup: Callable[[str], Decimal]) -> str:
    """A formula with its figures: (5 + 20) ÷ 8."""
    return _describe_formula_node(formulas.parse_formula(text), lookup, 0)


def _describe_formula_node(node: Node, lookup: Callable[[str], Decimal], rank: int) -> str:
    if not node.operands:
        amount = Decimal(node.text) if node.sign == "number" else lookup(node.operand)
        return format_number(amount) if amount >= 0 or not rank else f"（{format_number(amount)}）"
    if node.sign in formulas.FUNCTIONS:
        return f"{node.sign}({', '.join(_describe_formula_node(inner, lookup, 0) for inner in node.operands)})"
    own = RANKS[node.sign]
    left, right = node.operands
    words = f"{_describe_formula_node(left, lookup, own)} {SIGNS[node.sign]} {_describe_formula_node(right, lookup, own + 1)}"
    return f"({words})" if own < rank else words

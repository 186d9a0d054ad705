"""Facts → sentence. A blank outside an optional part prints a visible gap, never a sentence that claims nothing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from reports.domain import numbering
from reports.domain.figures import Figure, State, normalise_amount, round_amount
from reports.domain.patterns.parsing import Literal, Node, Optional, Slot

GAP = "＿＿"
CLOSING = "。；，"
DIRECTIONS = {"change": ("增加", "减少"), "growth": ("增长", "下降")}  # words before an amount in place of its sign
Value = str | int | Figure  # prose, a number of rows, a number of the report
Lookup = Callable[[Slot], Value]


def print_pattern(nodes: tuple[Node, ...], lookup: Lookup) -> str:
    """The sentence; a closing mark that was typed gives way to the pattern's own, so that no 。。 is printed."""
    text = ""
    for node in nodes:
        piece = _print_node(node, lookup)
        closes = isinstance(node, Literal) and piece.startswith(tuple(CLOSING))
        text = (text.rstrip(CLOSING) if closes else text) + piece
    return text


def _print_node(node: Node, lookup: Lookup) -> str:
    if isinstance(node, Literal):
        return node.text
    if isinstance(node, Slot):
        return format_value(lookup(node), node.formats) or GAP
    return fill_optional(node, lookup)


def fill_optional(node: Optional, lookup: Lookup) -> str:
    """The optional part, or nothing when any placeholder in it is blank."""
    parts = [inner.text if isinstance(inner, Literal) else _fill_slot(inner, lookup) for inner in node.nodes]
    return "".join(part or "" for part in parts) if all(part != "" for part in parts) else ""


def _fill_slot(node: Node, lookup: Lookup) -> str:
    return format_value(lookup(node), node.formats) if isinstance(node, Slot) else ""


def format_value(value: Value, formats: tuple[str, ...] = ()) -> str:
    """A value as it stands in a sentence; "" when blank."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int):
        return numbering.format_chinese_number(value) if "cn" in formats and value else str(value) if value else ""
    return format_figure(value, formats)


def format_figure(value: Figure, formats: tuple[str, ...] = ()) -> str:
    """A figure in a sentence: zeros trimmed, 不适用 and 涉密 in words; share and percent with their sign."""
    if value.amount is None:
        return "" if value.state is State.BLANK else value.state.label
    if words := next((DIRECTIONS[name] for name in formats if name in DIRECTIONS), None):
        rest = tuple(name for name in formats if name not in DIRECTIONS)
        return words[value.amount < 0] + format_figure(Figure.of(abs(value.amount)), rest)
    if "cn" in formats and value.amount == int(value.amount):
        return numbering.format_chinese_number(int(value.amount))
    if "money2" in formats:
        return f"{round_amount(value.amount, 2):f}"
    sign = "%" if {"share", "percent"} & set(formats) else ""
    return f"{normalise_amount(value.amount):f}{sign}"


def format_table_figure(value: Figure, places: int, trim: bool) -> str:
    """A figure in a table: at least `places` decimals unless zeros are trimmed; more when more were typed."""
    if value.amount is None:
        return "" if value.state is State.BLANK else value.state.label
    if trim:
        return f"{normalise_amount(value.amount):f}"
    typed = -int(normalise_amount(value.amount).as_tuple().exponent)
    return f"{value.amount.quantize(Decimal(1).scaleb(-max(places, typed))):f}"

"""The value that a rule is applied to: worked out exactly from cells, or read from what the row says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reports.domain import figures, formulas, places
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.formulas import Node
from reports.domain.measures import Kind, Relation, parse_measure, relate_units
from reports.domain.outlines import Rule
from reports.domain.scoring.rule_kinds import TEXTUAL, Unreadable
from reports.domain.scoring.working_text import describe_formula, format_measured

ACTUAL = "actual"  # the field of a row that holds what was reached


class Blank(Exception):
    """An input is not filled in; the message names it."""


class Undefined(Exception):
    """不适用: there is nothing to measure."""


@dataclass(frozen=True)
class RuleValue:
    amount: Decimal = Decimal(0)
    text: str = ""
    words: str = ""  # 10 ÷ 8 = 125%
    inputs: tuple[tuple[str, str], ...] = ()


def derive_rule_value(document: Document, listing: str, row: Row, rule: Rule) -> RuleValue:
    """Raises Blank, Undefined, Unreadable."""
    if rule.value:
        return _compute_from_cells(document, rule)
    place, typed = f"{listing}.{row.key}.{ACTUAL}", row.text(ACTUAL).strip()
    if typed == figures.State.NOT_APPLICABLE.label:
        raise Undefined("填为不适用")
    if not typed and rule.kind != "manual":
        raise Blank(f"{_label_short_place(document, place)}未填")
    if rule.kind in TEXTUAL:
        return RuleValue(text=typed, inputs=((place, typed),))
    amount = _parse_stated_number(typed, rule)
    return RuleValue(amount, typed, format_measured(amount, rule.unit, rule.full), ((place, typed),))


def _label_short_place(document: Document, place: str) -> str:
    """What a place, or what is added up in a list, is called, without its section."""
    return places.label_place(document, places.find_operand_place(place)).rpartition(" › ")[2]


def _parse_stated_number(typed: str, rule: Rule) -> Decimal:
    """92, 92% or 2次（含补报）: in the rule's unit, or in another of its family."""
    asked = parse_measure("0", rule.unit).unit
    read = parse_measure(typed, rule.unit)
    is_of_rule = relate_units(asked, read.unit) in (Relation.SAME, Relation.OPEN) and not (rule.unit == "" and read.unit.factor != 1)
    if read.kind is not Kind.NUMBER or not read.is_plain or read.sign or not is_of_rule:
        raise Unreadable(f"请填数字，单位为“{rule.unit}”" if rule.unit else "请填数字")
    return read.low / asked.factor


def _compute_from_cells(document: Document, rule: Rule) -> RuleValue:
    names = formulas.list_formula_operands(rule.value)
    found = {name: _get_rule_figure(document, name) for name in names}
    if absent := [name for name, figure in found.items() if figure.amount is None and not figure.is_blank]:
        raise Undefined("、".join(f"{_label_short_place(document, name)}为{found[name].state.label}" for name in absent))
    if blank := [name for name, figure in found.items() if figure.is_blank]:
        raise Blank("、".join(_label_short_place(document, name) for name in blank) + "未填")
    amounts = {name: figure.amount or Decimal(0) for name, figure in found.items()}
    amount = _compute_exactly(formulas.parse_formula(rule.value), amounts) * (100 if rule.unit == "%" else 1)
    words = describe_formula(rule.value, lambda name: figures.round_amount(amounts[name], figures.PLACES))
    shown = format_measured(amount, rule.unit, rule.full)
    inputs = tuple((places.find_operand_place(name), str(document.figure(name))) for name in found)
    return RuleValue(amount, "", words if words == shown else f"{words} = {shown}", inputs)


def _get_rule_figure(document: Document, name: str) -> Figure:
    """A cell; blank counts as nothing where the grid says so."""
    figure = document.exact_figure(name)
    grid = document.outline.grids.get(name.partition(".")[0])
    return Figure.of(0) if figure.is_blank and grid is not None and grid.blank == "zero" else figure


def _compute_exactly(node: Node, amounts: dict[str, Decimal]) -> Decimal:
    """Not rounded, so that a value just short of a bound stays short of it. Raises Undefined for 0 ÷ 0, Unreadable for x ÷ 0."""
    if not node.operands:
        return Decimal(node.text) if node.sign == "number" else amounts[node.operand]
    operands = [_compute_exactly(inner, amounts) for inner in node.operands]
    if node.sign == "/" and not operands[1]:
        if operands[0]:
            raise Unreadable("除数为 0，不能按公式计算，须人工评分")
        raise Undefined("没有发生（0 ÷ 0）")
    return formulas.apply_operator(node.sign, *operands)

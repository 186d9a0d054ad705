"""An equation over a document → a finding, or nothing when it holds. Pure."""

from __future__ import annotations

from decimal import Decimal

from reports.domain.checks import numbers, rounding, short_names
from reports.domain.checks.equations import Equation
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.checks.linear import Linear
from reports.domain.document import Document
from reports.domain.figures import Figure

MOST_NAMED = 3  # blank operands that a message names
MOST_ADDED = 12  # operands that a message writes out
SIGN_WORDS = {"=": "等于", "<=": "不大于", ">=": "不小于", "<": "小于", ">": "大于"}
TURNED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}


def check_equation(document: Document, equation: Equation) -> Finding | None:
    """What the check says of this equation; None when it holds exactly."""
    figures = {place: document.figure(place) for place in equation.places}
    blanks = [place for place in figures if numbers.read_amount(document, place) is None]
    if blanks or not equation.places or equation.left.is_empty or equation.right.is_empty:
        return _report_unevaluated(document, equation, figures, blanks)
    amounts = {place: figure.amount or Decimal(0) for place, figure in figures.items()}
    left, right = equation.left.value(amounts), equation.right.value(amounts)
    return (
        _check_deviation(document, equation, left, right)
        if equation.check.within
        else _check_residual(document, equation, amounts, left - right)
    )


def _check_residual(document: Document, equation: Equation, amounts: dict[str, Decimal], difference: Decimal) -> Finding | None:
    if difference == 0 or (equation.sign == "<=" and difference < 0) or (equation.sign == ">=" and difference > 0):
        return None
    room = rounding.compute_envelope(document, equation.difference.terms.items())
    inside = abs(difference) <= room
    words = f"{_describe_sides(document, equation, amounts)}，差 {_describe_difference(document, equation, difference)}"
    if inside:
        words += f"，在四舍五入的尾差 ±{numbers.show_amount(room)} 之内"
    elif equation.sign == "<=" and _is_rate(document, equation) and (whole := equation.right.value(amounts)) > 0:
        words += f"，为 {numbers.show_amount(round(equation.left.value(amounts) * 100 / whole, 2))} %"
    return _build_finding(document, equation, Outcome.INFO if inside else Outcome(equation.check.severity), words, difference)


def _is_rate(document: Document, equation: Equation) -> bool:
    """Whether the sides are two figures of which one may be told as per cent of the other."""
    return len(equation.places) == 2 and not any(short_names.is_date(document, place) for place in equation.places)


def _check_deviation(document: Document, equation: Equation, left: Decimal, right: Decimal) -> Finding | None:
    """Off by more than the tolerated per cent of the right side."""
    difference = left - right
    allowed = abs(right) * Decimal(equation.check.within.rstrip("%")) / 100
    if abs(difference) <= allowed + rounding.compute_envelope(document, equation.difference.terms.items()):
        return None
    rate = f"（{numbers.show_percent(difference * 100 / right)}）" if right else ""
    amounts = {place: document.figure(place).amount or Decimal(0) for place in equation.places}
    gap = f"差 {_describe_difference(document, equation, difference)}{rate}，超过 {equation.check.within}"
    words = f"{_describe_sides(document, equation, amounts)}，{gap}"
    return _build_finding(document, equation, Outcome(equation.check.severity), words, difference)


def _report_unevaluated(document: Document, equation: Equation, figures: dict[str, Figure], blanks: list[str]) -> Finding:
    words = f"未能核对：{_describe_blanks(document, figures, blanks)}"
    difference = None
    if len(blanks) == 1 and figures[blanks[0]].is_blank and equation.sign == "=" and not equation.check.within:
        difference = _compute_solution(equation, figures, blanks[0])
        words += f"；按其他各项推算应为 {numbers.show_amount(difference)}"
    return _build_finding(document, equation, Outcome.NOT_EVALUATED, words, difference)


def _describe_blanks(document: Document, figures: dict[str, Figure], blanks: list[str]) -> str:
    if not blanks:
        return "没有可以相加的数"
    names = "、".join(short_names.name_place(document, place) + figures[place].state.label for place in blanks[:MOST_NAMED])
    return f"{names}{f'，共 {len(blanks)} 处' if len(blanks) > MOST_NAMED else ''}"


def _compute_solution(equation: Equation, figures: dict[str, Figure], blank: str) -> Decimal:
    """The value of the one blank operand that closes the equation."""
    whole = equation.difference
    known = {place: figure.amount or Decimal(0) for place, figure in figures.items()}
    return -whole.value(known) / whole.terms[blank]


def _describe_sides(document: Document, equation: Equation, amounts: dict[str, Decimal]) -> str:
    """93.14 + 5.01 + 50.1 = 148.25，表中 148.35; two single figures with their names."""
    left, right = equation.left, equation.right
    if len(left.terms) == len(right.terms) == 1:
        (first,), (second,) = left.terms, right.terms
        common, one, other = short_names.name_pair(document, first, second)
        if short_names.is_date(document, first) and short_names.is_date(document, second):
            words = f"{one} {short_names.show_figure_at(document, first)}，{other} {short_names.show_figure_at(document, second)}"
        else:
            words = f"{one} {numbers.show_amount(left.value(amounts))}，{other} {numbers.show_amount(right.value(amounts))}"
        return f"{common}：{words}" if common else words
    if bound := _describe_bound(document, equation, amounts):
        return bound
    return f"{_describe_side(left, amounts)}，{_describe_side(right, amounts)}"


def _describe_bound(document: Document, equation: Equation, amounts: dict[str, Decimal]) -> str:
    """办公面积 1200，应不大于 1000: a side that is a plain number; "" where both sides hold figures."""
    left, right = equation.left, equation.right
    if left.terms and right.terms:
        return ""
    stated, bound, sign = (left, right, equation.sign) if left.terms else (right, left, TURNED.get(equation.sign, equation.sign))
    (place,) = stated.terms if len(stated.terms) == 1 else ("",)
    name = short_names.name_place(document, place) if place else "合计"
    return f"{name} {numbers.show_amount(stated.value(amounts))}，应{SIGN_WORDS[sign]} {numbers.show_amount(bound.value(amounts))}"


def _describe_side(side: Linear, amounts: dict[str, Decimal]) -> str:
    """93.14 + 5.01 + 50.1 = 148.25; a single figure stands alone, many are counted."""
    whole = numbers.show_amount(side.value(amounts))
    if len(side.terms) == 1:
        return f"表中 {whole}"
    if len(side.terms) > MOST_ADDED:
        return f"{len(side.terms)} 项合计 {whole}"
    words = " + ".join(numbers.show_amount(coefficient * amounts[place]) for place, coefficient in side.terms.items())
    return f"{words} = {whole}".replace(f"+ {numbers.MINUS}", f"{numbers.MINUS} ")


def _describe_difference(document: Document, equation: Equation, difference: Decimal) -> str:
    place = equation.places[0]
    return f"{numbers.show_difference(difference, short_names.count_decimals(document, place))} {short_names.find_unit(document, place)}"


def _build_finding(document: Document, equation: Equation, outcome: Outcome, words: str, difference: Decimal | None) -> Finding:
    shown = short_names.show_figures(document, *equation.places)
    return Finding(equation.check.id, equation.check.label, outcome, equation.places, words, difference, shown, equation.subject)

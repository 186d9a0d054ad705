"""Formulas of outlines: arithmetic on figures, one comparison, and never a guess where an operand is missing."""

import re
from decimal import Decimal

import pytest

from reports.domain import formulas
from reports.domain.figures import BLANK, CLASSIFIED, NOT_APPLICABLE, Figure
from reports.domain.formulas import FormulaError

VALUES = {"a": "10", "b": "4", "zero": "0", "x.y.z": "2.5", "big": "999999999.999999"}


def figure(name: str) -> Figure:
    reasons = {"blank": BLANK, "none": NOT_APPLICABLE, "secret": CLASSIFIED}
    return reasons[name] if name in reasons else Figure.of(VALUES[name])


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("a", "10"),
        ("a + b", "14"),
        ("a - b - 1", "5"),
        ("a - (b - 1)", "7"),
        ("a + b * 2", "18"),
        ("(a + b) * 2", "28"),
        ("a / b * 100", "250"),
        ("a / b / 2", "1.25"),
        ("x.y.z * 2", "5"),
        ("1.5 + 0.5", "2"),
        ("2 / 3", "0.666667"),
        ("1 / 3", "0.333333"),
        ("zero / a", "0"),
    ],
)
def test_arithmetic_follows_the_usual_rules(text: str, amount: str) -> None:
    assert formulas.compute_value(text, figure) == Figure.of(amount)


@pytest.mark.parametrize("text", ["a + blank", "none * 2", "a - secret", "a / zero", "zero / zero", "a / (b - 4)", "big * big * big * big"])
def test_a_missing_operand_or_a_division_by_zero_gives_a_blank(text: str) -> None:
    assert formulas.compute_value(text, figure) == BLANK


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a = 10", True),
        ("a = b", False),
        ("a >= 10", True),
        ("a <= b", False),
        ("b < a", True),
        ("a > a", False),
        ("a + b = 14", True),
        ("a = blank", None),
        ("secret >= 0", None),
        ("a / zero = 1", None),
    ],
)
def test_a_condition_holds_or_not_or_cannot_be_told(text: str, answer: bool | None) -> None:
    assert formulas.is_condition_met(text, figure) is answer


def test_a_formula_is_no_condition() -> None:
    with pytest.raises(FormulaError, match="缺少比较符号"):
        formulas.is_condition_met("a + b", figure)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a +", "不完整"),
        ("", "不完整"),
        ("(a + b", "缺少右括号"),
        ("a b", "“b”处多出内容"),
        ("a = b = a", "“=”处多出内容"),
        ("a ** b", "不完整"),
        ("a ! b", "第 3 个字符“!”"),
        ("__import__('os')", "“(”处多出内容"),
        ("a；b", "第 2 个字符“；”"),
    ],
)
def test_a_malformed_formula_is_told_where(text: str, word: str) -> None:
    with pytest.raises(FormulaError, match=re.escape(word)):
        formulas.parse_formula(text)


def test_names_are_listed_once() -> None:
    assert formulas.list_formula_names("a + x.y.z * (a - 2) >= sum(projects.final)") == {"a", "x.y.z", "projects.final"}


def test_a_total_needs_every_part() -> None:
    assert formulas.sum_figures([Figure.of(1), Figure.of("2.5")]) == Figure.of("3.5")
    assert formulas.sum_figures([Figure.of(1), BLANK]) == BLANK
    assert formulas.sum_figures([]) == BLANK


@pytest.mark.parametrize(
    ("part", "whole", "share"), [("1", "3", "33.33"), ("2", "3", "66.67"), ("0", "5", "0"), ("1", "800", "0.13"), ("5", "5", "100")]
)
def test_a_share_is_per_cent_with_two_places(part: str, whole: str, share: str) -> None:
    assert formulas.compute_share(Figure.of(part), Figure.of(whole)) == Figure(Decimal(share), Figure.of(share).state)


@pytest.mark.parametrize(
    ("part", "whole"), [(BLANK, Figure.of(1)), (Figure.of(1), BLANK), (Figure.of(1), Figure.of(0)), (CLASSIFIED, Figure.of(1))]
)
def test_a_share_of_nothing_is_blank(part: Figure, whole: Figure) -> None:
    assert formulas.compute_share(part, whole) == BLANK


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("abs(b - a)", "6"),
        ("abs(a - b)", "6"),
        ("round(a / 3, 2)", "3.33"),
        ("round(x.y.z, 0)", "3"),
        ("round(abs(b - a) / 4, 0) + max(a, b)", "12"),
        ("count(duties) * 2", "6"),
        ("sum(projects.final) / 2", "8"),
    ],
)
def test_functions_count_add_up_and_round_as_on_paper(text: str, amount: str) -> None:
    of_lists = {"count(duties)": Figure.of(3), "sum(projects.final)": Figure.of(16)}
    assert formulas.compute_value(text, lambda name: of_lists.get(name) or figure(name)) == Figure.of(amount)


@pytest.mark.parametrize("text", ["abs(blank)", "round(blank, 1)", "abs(a / zero)", "abs(secret)"])
def test_functions_of_what_is_no_amount_are_blank(text: str) -> None:
    assert formulas.compute_value(text, figure) == BLANK


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("abs(a, b)", "abs(甲)"),
        ("min(a)", "min(甲, 乙)"),
        ("round(a, b)", "0 到 6 的整数"),
        ("count(a.b)", "count(列表)"),
        ("sum(a)", "sum(列表.列)"),
    ],
)
def test_a_function_that_is_written_wrong_is_told_with_its_form(text: str, word: str) -> None:
    with pytest.raises(FormulaError, match=re.escape(word)):
        formulas.parse_formula(text)


@pytest.mark.parametrize(("chosen", "holds"), [(("自办",), True), (("委托", "自办"), True), (("委托",), False), ((), None)])
def test_a_condition_compares_what_is_chosen_with_a_word(chosen: tuple[str, ...], holds: bool | None) -> None:
    assert formulas.is_condition_met("way = '自办'", figure, lambda name: chosen) is holds

"""Numbers as people type and paste them; blank, 0, 不适用 and 涉密 never confused."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain import figures
from reports.domain.figures import BLANK, CLASSIFIED, NOT_APPLICABLE, Figure, NotANumber, State


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("478.9", "478.9"),
        ("0", "0"),
        ("-0", "0"),
        ("478.90", "478.9"),
        ("007", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+5", "5"),
        ("-12.3", "-12.3"),
        ("−12.3", "-12.3"),
        ("1,234.56", "1234.56"),
        ("1，234.56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1 234.56", "1234.56"),
        (" 12.5\t", "12.5"),
        ("12.5\n", "12.5"),
        ("　12.5　", "12.5"),
        ("１２３.４５", "123.45"),
        ("１２３．４５", "123.45"),
        ("１，２３４．５", "1234.5"),
        ("－３", "-3"),
        ("12。5", "12.5"),
        ("0.123456", "0.123456"),
        ("0.1234560000", "0.123456"),
        ("999999999.999999", "999999999.999999"),
        ("-999999999.999999", "-999999999.999999"),
        ("\u202d3.2\u202c", "3.2"),
        ("1\u200b2", "12"),
        ("1\u2009234.5", "1234.5"),
        ("1\u202f234.5", "1234.5"),
        ("3.2\ufeff", "3.2"),
        (" -   ", "0"),
        ("¥-", "0"),
        (" ¥ -   ", "0"),
        ("(1,234.56)", "-1234.56"),
        ("（5）", "-5"),
        ("¥1,234.56", "1234.56"),
        ("￥-3", "-3"),
        ("-¥3", "-3"),
        ("(¥3)", "-3"),
        ("¥(3)", "-3"),
        ("1.2E+05", "120000"),
        ("1.25E-02", "0.0125"),
        ("–3.2", "-3.2"),
        ("'3.2", "3.2"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: str, amount: str) -> None:
    assert figures.parse_figure(typed) == Figure(Decimal(amount), State.AMOUNT)


@pytest.mark.parametrize("typed", ["", " ", "\t", "　"])
def test_nothing_typed_is_blank_and_not_zero(typed: str) -> None:
    assert figures.parse_figure(typed) == BLANK
    assert figures.parse_figure("0") != BLANK


@pytest.mark.parametrize(("typed", "figure"), [("不适用", NOT_APPLICABLE), (" 涉密 ", CLASSIFIED)])
def test_a_reason_stands_for_a_number(typed: str, figure: Figure) -> None:
    assert figures.parse_figure(typed) == figure


@pytest.mark.parametrize(
    "typed",
    [
        "1_000", "1e3", "1E3", "1e400", "NaN", "nan", "Infinity", "-inf", "١٢٣", "१२३", "abc", "一百", "1.2.3", "1,23", "12,3456",
        "12 34", "--5", "5-", "(-5)", "((5))", "—", "——", "（一）", "¥", "1/2", "=A1", "0x10", ".", "-", ",", "1,234.56.7", "5²", "①", "½",
        "5;6", "12\x00", "\u200b-\u200b",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotANumber, match="不是数字"):
        figures.parse_figure(typed)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("12万元", "万元"), ("12元", "元"), ("1.2亿元", "亿元"), ("12 万", "万"), ("95%", "%"), ("95％", "%"), ("3人", "人"), ("3名", "名")],
)
def test_a_unit_is_asked_about_and_never_guessed(typed: str, unit: str) -> None:
    with pytest.raises(NotANumber, match=f"单位“{unit}”"):
        figures.parse_figure(typed)


@pytest.mark.parametrize("typed", ["1000000000", "-1000000000", "1,000,000,000", "9" * 400, "999999999999.123456", "1.2E+12", "1E+400"])
def test_what_no_database_keeps_is_too_large(typed: str) -> None:
    with pytest.raises(NotANumber, match="过大"):
        figures.parse_figure(typed)


@pytest.mark.parametrize("typed", ["0.1234567", "0." + "0" * 50 + "1", "0.123456" + "0" * 40 + "1", "1.25E-08"])
def test_more_than_six_places_are_refused_and_never_cut(typed: str) -> None:
    with pytest.raises(NotANumber, match="6 位"):
        figures.parse_figure(typed)


def test_a_long_mistake_is_quoted_in_part() -> None:
    with pytest.raises(NotANumber) as refusal:
        figures.parse_figure("x" * 200_000)
    assert len(str(refusal.value)) < 100


@given(st.decimals(min_value=-(10**9) + 1, max_value=10**9 - 1, places=6, allow_nan=False))
def test_a_figure_as_shown_is_read_back_the_same(amount: Decimal) -> None:
    figure = Figure.of(amount)
    assert figures.parse_figure(str(figure)) == figure


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_figure_or_no_number(typed: str) -> None:
    with contextlib.suppress(NotANumber):
        assert isinstance(figures.parse_figure(typed), Figure)


@pytest.mark.parametrize(
    ("amount", "shown"), [("478.90", "478.9"), ("1E+3", "1000"), ("-0.00", "0"), ("0E-6", "0"), ("100", "100"), ("0.000001", "0.000001")]
)
def test_a_figure_is_shown_without_trailing_zeros_or_exponent(amount: str, shown: str) -> None:
    assert str(Figure.of(amount)) == shown


@pytest.mark.parametrize(
    ("amount", "places", "result"),
    [("0.125", 2, "0.13"), ("0.135", 2, "0.14"), ("-0.125", 2, "-0.13"), ("2.5", 0, "3"), ("1.004", 2, "1.00")],
)
def test_halves_are_rounded_up_as_on_paper(amount: str, places: int, result: str) -> None:
    assert figures.round_amount(Decimal(amount), places) == Decimal(result)

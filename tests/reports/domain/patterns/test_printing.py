"""Facts become a sentence; what is blank shows as a gap or takes its optional part with it."""

import pytest

from reports.domain import patterns
from reports.domain.figures import BLANK, CLASSIFIED, NOT_APPLICABLE, Figure
from reports.domain.patterns import PatternError, Slot, printing

VALUES: dict[str, printing.Value] = {
    "name": "档案馆",
    "spaced": "  档案馆 ",
    "closed": "已完成。",
    "empty": "",
    "amount": Figure.of("478.90"),
    "zero": Figure.of(0),
    "half": Figure.of("0.125"),
    "people": Figure.of(12),
    "blank": BLANK,
    "none": NOT_APPLICABLE,
    "secret": CLASSIFIED,
    "rows": 3,
    "no_rows": 0,
}


def printed(pattern: str) -> str:
    return printing.print_pattern(patterns.parse_pattern(pattern), lambda slot: VALUES[slot.name])


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("没有数据项。", "没有数据项。"),
        ("{name}共{amount}万元。", "档案馆共478.9万元。"),
        ("{spaced}。", "档案馆。"),
        ("{zero}万元", "0万元"),
        ("{none}、{secret}", "不适用、涉密"),
        ("{half|share}", "0.125%"),
        ("{half|percent}", "0.125%"),
        ("{half|money2}", "0.13"),
        ("{amount|money2}", "478.90"),
        ("{people|cn}人", "十二人"),
        ("{half|cn}", "0.125"),
        ("{rows|count}个", "3个"),
        ("{rows|count|cn}个", "三个"),
        ("{ name | cn }", "档案馆"),
    ],
)
def test_a_pattern_is_filled_in(pattern: str, sentence: str) -> None:
    assert printed(pattern) == sentence


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [("{closed}。", "已完成。"), ("{closed}；", "已完成；"), ("{closed}但", "已完成。但"), ("{closed}", "已完成。")],
)
def test_a_typed_closing_mark_gives_way_to_the_patterns_own(pattern: str, sentence: str) -> None:
    assert printed(pattern) == sentence


@pytest.mark.parametrize("name", ["empty", "blank", "no_rows"])
def test_a_blank_leaves_a_visible_gap(name: str) -> None:
    assert printed("共{" + name + "}万元") == "共＿＿万元"


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("人[，{name}]。", "人，档案馆。"),
        ("人[，{empty}]。", "人。"),
        ("人[，{name}{blank}]。", "人。"),
        ("人[，{zero}万元]。", "人，0万元。"),
        ("人[，其中]。", "人，其中。"),
        ("[{blank}][{name}]", "档案馆"),
    ],
)
def test_an_optional_part_goes_with_its_blank(pattern: str, sentence: str) -> None:
    assert printed(pattern) == sentence


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("共{amount", "第 2 个字符“{”没有配对"),
        ("共amount}", "“}”没有配对"),
        ("人[，{name}", "“[”没有配对"),
        ("人]", "“]”没有配对"),
        ("[人[员]]", "“[”没有配对"),
        ("{}", "不是数据项"),
        ("{单位}", "不是数据项"),
        ("{name|big}", "格式“big”不存在"),
        ("{a{b}}", "没有配对"),
    ],
)
def test_a_malformed_pattern_is_told_where(pattern: str, word: str) -> None:
    with pytest.raises(PatternError) as mistake:
        patterns.parse_pattern(pattern)
    assert word in str(mistake.value)


def test_slots_of_optional_parts_are_listed_in_order() -> None:
    assert patterns.list_slots(patterns.parse_pattern("{a}[{b|cn}]{c}")) == [Slot("a"), Slot("b", ("cn",)), Slot("c")]


@pytest.mark.parametrize(
    ("amount", "places", "trim", "text"),
    [
        ("478.9", 2, False, "478.90"),
        ("478.9", 2, True, "478.9"),
        ("478.123456", 2, False, "478.123456"),
        ("24", 0, False, "24"),
        ("0", 2, False, "0.00"),
        ("0", 2, True, "0"),
        ("-1.5", 2, False, "-1.50"),
    ],
)
def test_a_figure_in_a_table_never_loses_a_typed_place(amount: str, places: int, trim: bool, text: str) -> None:
    assert printing.format_table_figure(Figure.of(amount), places, trim) == text


def test_in_a_table_a_blank_is_empty_and_a_reason_stands_in_words() -> None:
    assert [printing.format_table_figure(figure, 2, trim=True) for figure in (BLANK, NOT_APPLICABLE, CLASSIFIED)] == ["", "不适用", "涉密"]

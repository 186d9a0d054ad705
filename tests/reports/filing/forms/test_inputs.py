"""Single inputs read what people type."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from reports.domain.figures import BLANK, CLASSIFIED, NOT_APPLICABLE, Figure
from reports.filing.forms.inputs import ChoiceField, FigureField, TextField


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("", BLANK),
        (None, BLANK),
        ("0", Figure.of(0)),
        (" 1,234.56 ", Figure.of("1234.56")),
        ("１，２３４．５６", Figure.of("1234.56")),
        ("－5", Figure.of(-5)),
        ("不适用", NOT_APPLICABLE),
        ("涉密", CLASSIFIED),
    ],
)
def test_a_number_cell_keeps_blank_zero_and_reasons_apart(typed, figure):
    assert FigureField().clean(typed) == figure


def test_persons_are_whole():
    with pytest.raises(ValidationError, match="不是整数"):
        FigureField(whole=True).clean("1.5")
    assert FigureField(whole=True).clean("2.0") == Figure.of(2)


def test_a_million_digits_are_not_even_read():
    with pytest.raises(ValidationError, match="共 2,000,000 个字符"):
        FigureField().clean("9" * 2_000_000)


def test_a_line_of_text_has_no_line_ends():
    assert TextField(limit=20).clean("云水区\r\n档案馆\x00") == "云水区 档案馆"


def test_prose_keeps_its_paragraphs():
    assert TextField(limit=20, widget=forms.Textarea).clean("一\r\n\r\n二 ") == "一\n\n二"


def test_a_text_may_be_exactly_as_long_as_its_limit():
    field = TextField(limit=3, label="隶属")
    assert field.clean("区政府") == "区政府"
    with pytest.raises(ValidationError, match="“隶属”最多 3 字，现有 4 字"):
        field.clean("区政府办")


def test_a_choice_is_one_of_the_words_or_blank():
    field = ChoiceField(choices=("≥", "≤"), label="符号")
    assert [field.clean(""), field.clean("≥")] == ["", "≥"]
    with pytest.raises(ValidationError, match="“约”不是可选的符号，请从 ≥、≤ 中选择"):
        field.clean("约")

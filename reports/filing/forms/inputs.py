"""Single inputs: a number cell and a text, both cleaned the one way that imports use too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from departments import clean_text
from reports.domain import Figure, figures
from reports.filing.forms.base import Mark

NARROW_COLUMN = 12  # letters of a text that is shown
LONGEST_NUMBER = 100  # letters; nobody types more, and Decimal need not read a million digits


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Before:
    """What last year's report says at a 上年 column, and in words whether that is what stands in the input."""

    value: str
    words: str


@dataclass(frozen=True)
class Input:
    """An input as a table cell draws it: `place` is its name and its HTML id."""

    place: str
    label: str  # for screen readers: 行 · 列
    value: str
    kind: str = "figure"  # figure, text, long, choice, shown
    errors: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    last: str = ""  # last year's value
    mark: Mark | None = None
    before: Before | None = None  # of a 上年 column: what last year's report says there
    head: str = ""  # of its column, where rows are cards

    @property
    def is_prose(self) -> bool:
        """Whether the outline says more here than a narrow column holds."""
        return self.kind == "shown" and len(self.value) > NARROW_COLUMN

    @property
    def template(self) -> str:
        return f"reports/shapes/inputs/{self.kind}.html"


@dataclass(frozen=True)
class Last:
    """What last year's report says at a place, and whether it may be taken over (沿用上年)."""

    place: str
    label: str
    value: str
    carry: bool


class FigureField(forms.Field):
    """A number cell: blank, an amount, 不适用 or 涉密. Cleans to a Figure."""

    widget = forms.TextInput

    def __init__(self, *, whole: bool = False, **kwargs: Any) -> None:
        self.whole = whole
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> Figure:
        typed = str(value or "")
        if len(typed.strip()) > LONGEST_NUMBER:
            raise ValidationError(f"“{typed.strip()[:30]}…”共 {len(typed):,} 个字符，不是数字，请只填数字。")
        try:
            figure = figures.parse_figure(typed)
        except figures.NotANumber as error:
            raise ValidationError(str(error)) from error
        if self.whole and figure.amount is not None and figure.amount % 1:
            raise ValidationError(f"“{typed.strip()}”不是整数，请填写如 12 的整数。")
        return figure


class TextField(forms.Field):
    """A text without control characters, no longer than `limit` characters."""

    widget = forms.TextInput

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = clean_text(str(value or ""))
        if not isinstance(self.widget, forms.Textarea):
            text = " ".join(text.splitlines())
        if len(text) > self.limit:
            raise ValidationError(f"“{self.label}”最多 {self.limit:,} 字，现有 {len(text):,} 字，请删减后再保存。")
        return text


class ChoiceField(forms.Field):
    """One of a few words, or blank."""

    widget = forms.Select

    def __init__(self, *, choices: tuple[str, ...], **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = clean_text(str(value or ""))
        if text and text not in self.choices:
            raise ValidationError(f"“{text[:30]}”不是可选的{self.label}，请从 {'、'.join(self.choices)} 中选择。")
        return text

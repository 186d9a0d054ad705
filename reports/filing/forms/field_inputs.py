"""Which input asks for a field: one row for each widget that a kind of field names (`shapes.field_kinds`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from departments import clean_text
from reports.domain import Field, NotAValue
from reports.domain.shapes.field_kinds import JOIN, split_ticked
from reports.domain.shapes.fields import TEXT_LIMIT


class ValueField(forms.Field):
    """A value of the field's kind, in any spelling; cleans to the one that is kept."""

    def __init__(self, field: Field, **kwargs: Any) -> None:
        self.field = field
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = " ".join(clean_text(str(value or "")).splitlines())
        if len(text) > TEXT_LIMIT:
            raise ValidationError(f"“{self.field.label}”最多 {TEXT_LIMIT:,} 字，现有 {len(text):,} 字，请删减后再保存。")
        try:
            return self.field.parse(text)
        except NotAValue as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """What is kept as people write it; what was typed as it is."""
        try:
            return self.field.say(self.field.parse(str(value or "")))
        except NotAValue:
            return value


class TicksField(ValueField):
    """Any of a few words: posted one by one, kept in one text."""

    def to_python(self, value: Any) -> str:
        return super().to_python(JOIN.join(value) if isinstance(value, list | tuple) else value)

    def prepare_value(self, value: Any) -> list[str]:
        parts = value if isinstance(value, list | tuple) else [value or ""]
        return [word for part in parts for word in split_ticked(str(part))]


def _list_choices(field: Field, kept: str) -> list[tuple[str, str]]:
    """The outline's choices; what is kept and is none of them any more stands behind, so that nothing is lost unseen."""
    former = [word for word in field.words(kept) if word not in field.choices]
    return [(choice, choice) for choice in field.choices] + [(word, f"{word}（提纲已无此选项，请改选）") for word in former]


def _make_text(field: Field, kept: str, label: str, help_text: str) -> forms.Field:
    return _make_input(field, label, help_text, type="text")


def _make_phone(field: Field, kept: str, label: str, help_text: str) -> forms.Field:
    return _make_input(field, label, help_text, type="tel")


def _make_number(field: Field, kept: str, label: str, help_text: str) -> forms.Field:
    label = f"{label}（{field.unit}）" if field.unit else label
    return _make_input(field, label, help_text, type="text", inputmode="decimal")


def _make_input(field: Field, label: str, help_text: str, **attributes: str) -> forms.Field:
    return ValueField(field, label=label, help_text=help_text, widget=forms.TextInput(attrs={"autocomplete": "off", **attributes}))


def _make_choice(field: Field, kept: str, label: str, help_text: str) -> forms.Field:
    widget = forms.Select(choices=[("", "请选择"), *_list_choices(field, kept)])
    return ValueField(field, label=label, help_text=help_text, widget=widget)


def _make_ticks(field: Field, kept: str, label: str, help_text: str) -> forms.Field:
    return TicksField(field, label=label, help_text=help_text, widget=forms.CheckboxSelectMultiple(choices=_list_choices(field, kept)))


WIDGETS: Mapping[str, Callable[[Field, str, str, str], forms.Field]] = {
    "text": _make_text,
    "phone": _make_phone,
    "number": _make_number,
    "choice": _make_choice,
    "ticks": _make_ticks,
}


def make_field_input(field: Field, kept: str, help_text: str) -> forms.Field:
    """The input of a field; `kept`: what is stored."""
    label = field.label if field.required else f"{field.label}（选填）"
    return WIDGETS[field.of_kind.widget](field, kept, label, help_text)

"""Fields (栏目): one line each, last year's value beside it; what is worked out from others is shown, not asked."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Field, LayoutObject, Row
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string

from reports.domain import Field as Definition
from reports.filing.drafts import Changes
from reports.filing.forms.base import ShapeForm, Source
from reports.filing.forms.field_inputs import make_field_input
from reports.filing.forms.inputs import Last


class FieldsForm(ShapeForm):
    shape = "fields"

    def __init__(self, source: Source) -> None:
        super().__init__(source, {key: source.document.fields.get(key, "") for key in source.entry.members})
        for key in self.entry.members:
            self.fields[key] = self._field(self.document.outline.fields[key])
        self.add_layout(*(_lay_beside_last_year(key) for key in self.entry.members))

    def _field(self, field: Definition) -> forms.Field:
        return make_field_input(field, self.document.fields.get(field.key, ""), self._help(field))

    def _help(self, field: Definition) -> str:
        default = self.document.fill(field.default) if field.default else ""
        return "；".join(part for part in (field.hint, field.of_kind.hint, f"不填时为“{default}”" if default else "") if part)

    def last_year(self, key: str) -> Last:
        field, last = self.document.outline.fields[key], self.source.last
        return Last(key, field.label, field.say(last.fields.get(key, "")) if last else "", field.carry)

    @property
    def changes(self) -> Changes:
        return Changes(fields=dict(self.cleaned_data))


def _lay_beside_last_year(key: str) -> LayoutObject:
    return Row(Column(Field(key), css_class="col-lg-7"), Column(LastYear(key), css_class="col-lg-5"))


class LastYear(LayoutObject):  # type: ignore[misc]
    """What last year's report says of a field, and the button that takes it over."""

    template = "reports/shapes/fields/last_year.html"

    def __init__(self, key: str) -> None:
        self.key = key
        self.fields: list[str] = []

    def render(self, form: FieldsForm, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> str:
        return render_to_string(self.template, {"last": form.last_year(self.key)})

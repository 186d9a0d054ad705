"""Django's admin inputs without pop-ups, each with a name that a screen reader can say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, RelatedFieldWidgetWrapper


def replace_popup_widgets(field: forms.Field) -> None:
    """No buttons that open other records in a pop-up; date and time named apart."""
    widget = field.widget
    if isinstance(widget, RelatedFieldWidgetWrapper):
        field.widget = widget.widget
    if isinstance(widget, AdminSplitDateTime):
        for part, word in zip(widget.widgets, ("日期", "时间"), strict=True):
            part.attrs["aria-label"] = f"{field.label}：{word}"


def name_for_screen_reader(field: forms.Field) -> None:
    field.widget.attrs["aria-label"] = str(field.label)


class NamedFormSet(forms.BaseInlineFormSet):
    error_messages: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Django speaks of forms (表单); a person sees rows that have a name."""
        super().__init__(*args, **kwargs)
        rows: Any = self.model
        self.error_messages["too_few_forms"] = f"请至少填写一条{rows._meta.verbose_name}。"

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in (form.fields[key] for key in ("DELETE",) if key in form.fields):
            name_for_screen_reader(field)

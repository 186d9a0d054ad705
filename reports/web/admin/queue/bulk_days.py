"""The day that a bulk act asks for: 延期至, 公开日期; typed on the preview, in Beijing time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from reports.review.bulk import BulkAct
from reports.web.admin.review.extension_page import LAST_YEAR, DayAndTime

ASKED = {"until": "请填写延期至哪一天、几点。", "on": "请填写公开日期，如 2026-07-01。"}
FIRST_YEAR = 2000


class UntilForm(forms.Form):
    until = forms.SplitDateTimeField(label="延期至（北京时间）", widget=DayAndTime)


class OnForm(forms.Form):
    on = forms.DateField(label="公开日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


FORMS: dict[str, type[forms.Form]] = {"until": UntilForm, "on": OnForm}


def make_day_field(act: BulkAct, posted: QueryDict) -> forms.BoundField | None:
    """The input for the page, with what was typed; None for an act that asks for no day."""
    if not act.asks:
        return None
    initial = {act.asks: act.initial_day()} if act.initial_day else {}
    return FORMS[act.asks](posted or None, initial=initial)[act.asks]


def read_chosen_day(act: BulkAct, posted: QueryDict) -> dict[str, Any]:
    """As a field of Words; nothing where it cannot be read or is beyond what can be told."""
    if not act.asks:
        return {}
    form = FORMS[act.asks](posted)
    day: date | datetime | None = form.cleaned_data.get(act.asks) if form.is_valid() else None
    return {act.asks: day} if day and FIRST_YEAR <= day.year <= LAST_YEAR else {}

"""Narrative (文字): one text with its number of characters."""

from __future__ import annotations

from crispy_forms.layout import Field
from django import forms

from reports.filing.drafts import Changes
from reports.filing.forms.base import ShapeForm, Source
from reports.filing.forms.inputs import Last, TextField

LINES, SHORT = 10, 500  # lines of the box; characters of a text that a small one holds


class NarrativeForm(ShapeForm):
    shape = "narrative"

    def __init__(self, source: Source) -> None:
        self.place = f"narrative.{source.entry.key}"
        super().__init__(source, {self.place: source.document.text(source.entry.key)})
        text = source.document.outline.texts[source.entry.key]
        self.limit = f"{text.limit:,}"
        self.fields[self.place] = TextField(
            label=text.label if text.required else f"{text.label}（选填）",
            help_text=text.hint,
            limit=text.limit,
            widget=forms.Textarea(attrs={"rows": LINES if text.limit > SHORT else 3, "data-count": f"{self.place}-count"}),
        )
        self.add_layout(Field(self.place))

    @property
    def count(self) -> int:
        """Characters as typed so far."""
        return len((self[self.place].value() or "").replace("\r\n", "\n").strip())

    @property
    def last_year(self) -> Last:
        text, last = self.document.outline.texts[self.entry.key], self.source.last
        return Last(self.place, text.label, last.text(self.entry.key) if last else "", text.carry)

    @property
    def changes(self) -> Changes:
        return Changes(texts={self.entry.key: self.cleaned_data[self.place]})

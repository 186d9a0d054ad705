"""Editable sentence (表述): the department words it itself, its placeholders stay bound to the facts."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError

from reports.domain.shapes.listing import TEXT_LIMIT
from reports.filing.drafts import Changes
from reports.filing.forms import placeholders
from reports.filing.forms.base import ShapeForm, Source
from reports.filing.forms.inputs import TextField

HINT = "【】中的内容由填报的数据自动生成，可以移动位置，不能改名或删除；其余文字可以改写。"


class WordingField(TextField):
    """Cleans to the pattern that is kept; "" for the standard sentence."""

    def __init__(self, *, standard: str, known: dict[str, str], **kwargs: Any) -> None:
        self.standard, self.known = standard, known
        super().__init__(limit=TEXT_LIMIT, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text in ("", placeholders.show_placeholders(self.standard, self.known)):
            return ""
        try:
            return placeholders.parse_worded_pattern(text, self.known)
        except placeholders.BadWording as error:
            raise ValidationError(str(error)) from error


class WordingForm(ShapeForm):
    shape = "wording"

    def __init__(self, source: Source) -> None:
        document, key = source.document, source.entry.key
        block = document.outline.wordings[key]
        self.known = known = placeholders.list_placeholders(document, block)
        self.place = f"wording.{key}"
        self.standard = placeholders.show_placeholders(block.sentence, known)
        super().__init__(source, {self.place: placeholders.show_placeholders(document.wordings.get(key, "") or block.sentence, known)})
        widget = forms.Textarea(attrs={"rows": 4})
        self.fields[self.place] = WordingField(standard=block.sentence, known=known, label="本句表述", help_text=HINT, widget=widget)
        self.add_layout(Field(self.place))

    @property
    def last_year(self) -> str:
        """Last year's sentence, where the department had worded it itself."""
        last = self.source.last
        worded = last.wordings.get(self.entry.key, "") if last else ""
        return placeholders.show_placeholders(worded, self.known) if worded else ""

    @property
    def changes(self) -> Changes:
        return Changes(wordings={self.entry.key: self.cleaned_data[self.place]})

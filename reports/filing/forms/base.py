"""Ground of the forms of all shapes: ids are places, nothing is required while a draft is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from reports.domain import Document, Entry

Data = Mapping[str, Any]
BREADTHS = {"narrow": 2, "middle": 5, "wide": 8, "widest": 1_000}  # columns at most


@dataclass(frozen=True)
class FormProblem:
    """What keeps a section from being saved: at which input, and what to do."""

    place: str
    message: str


@dataclass(frozen=True)
class Mark:
    """What the checks found at a place, in one word that leads to the finding's words."""

    key: str  # of the finding
    label: str
    look: str
    message: str


def name_breadth(columns: int) -> str:
    """How wide a table of inputs wants to be; static/css/tables.css says below which width its rows become cards."""
    return next(name for name, most in BREADTHS.items() if columns <= most)


@dataclass(frozen=True)
class Source:
    """What a form is built from: the entry, what is stored, what last year's report says, what was typed, what the checks found."""

    document: Document
    entry: Entry
    section: str
    last: Document | None = None
    data: Data | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)  # by place


class ShapeForm(forms.Form):
    """A form whose field names are places; its template stands in reports/shapes/<shape>/edit.html."""

    shape: ClassVar[str]

    def __init__(self, source: Source, initial: Mapping[str, Any]) -> None:
        super().__init__(source.data, auto_id="%s", initial=dict(initial))
        self.source = source
        self.document = source.document
        self.entry = source.entry

    @property
    def template(self) -> str:
        return f"reports/shapes/{self.shape}/edit.html"

    @property
    def breadth(self) -> str:
        return name_breadth(1)

    def add_layout(self, *layout: Any) -> None:
        """Crispy lays the fields out inside the one form of the page."""
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.form_show_errors = True
        self.helper.layout = Layout(*layout)

    def problems(self) -> Iterator[FormProblem]:
        for name, errors in self.errors.items():
            yield from (FormProblem(name, str(error)) for error in errors)

    @property
    def names(self) -> set[str]:
        """Names that a post may carry for this form."""
        return set(self.fields)

"""All that a clerk types on the page of one section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from types import MappingProxyType
from typing import TypeAlias

from django.http import QueryDict

from departments import describe_cleaning, parse_number
from reports.domain import Document, list_entries, typefaces
from reports.filing.drafts import Changes
from reports.filing.forms import typed_words
from reports.filing.forms.base import FormProblem, Mark, Source
from reports.filing.forms.field_forms import FieldsForm
from reports.filing.forms.grid_form import GridForm, Output
from reports.filing.forms.list_forms import ListingForm, RowForm, list_answerable_rows
from reports.filing.forms.narrative_form import NarrativeForm
from reports.filing.forms.sentence_form import WordingForm

ShapeForm: TypeAlias = FieldsForm | GridForm | ListingForm | NarrativeForm | WordingForm
SHAPES: Mapping[str, Callable[[Source], ShapeForm]] = {
    "fields": FieldsForm,
    "narrative": NarrativeForm,
    "listing": ListingForm,
    "grid": GridForm,
    "wording": WordingForm,
}
# Names that no fact can have: what the page itself posts.
REVISION, DO, KEEP = ":revision", ":do", ":keep:"
NO_REVISION, DIGITS_OF_REVISION = -1, 9
NO_MARKS: Mapping[str, Mark] = MappingProxyType({})
PERSON = ":person"  # to whom the page was shown
CONTROLS = {REVISION, DO, PERSON, "back", "csrfmiddlewaretoken"}


class SectionForms:
    """The forms of a section, as stored or as typed (`data`)."""

    def __init__(
        self,
        document: Document,
        key: str,
        *,
        data: QueryDict | None = None,
        last: Document | None = None,
        marks: Mapping[str, Mark] = NO_MARKS,
    ) -> None:
        self.document, self.key, self.data, self.last = document, key, data, last
        found = list_entries(document.outline)[key]
        self.forms = [SHAPES[entry.shape](Source(document, entry, key, last, data, marks)) for entry in found]

    def __iter__(self) -> Iterator[ShapeForm]:
        return iter(self.forms)

    def __bool__(self) -> bool:
        return bool(self.forms)

    def is_valid(self) -> bool:
        return not self.problems()

    def problems(self) -> list[FormProblem]:
        """Everything that keeps the section from being saved, in the order of the page."""
        if self.data is None:
            return []
        found = [problem for form in self.forms for problem in form.problems()]
        return [*self._strangers(), *found]

    def _strangers(self) -> Iterator[FormProblem]:
        """A posted name that this section does not have: a changed outline, or somebody's own post."""
        known = CONTROLS.union(*(form.names for form in self.forms))
        strange = [name for name in self.data or () if name not in known and not name.startswith((KEEP, *typed_words.PREFIXES))]
        if strange:
            yield FormProblem(f"section.{self.key}", f"提交的内容中有本章节没有的数据项“{strange[0][:50]}”，没有保存，请刷新页面后重试。")

    @property
    def changes(self) -> Changes:
        """Everything typed. Raises ValueError while something keeps the section from being saved."""
        if problems := self.problems():
            raise ValueError(problems[0].message)
        return reduce(_join_changes, (form.changes for form in self.forms), Changes())

    @property
    def revision(self) -> int:
        """The revision the person began with; -1, which no section has, where the page says none."""
        posted = parse_number(str(self.data.get(REVISION, "")), DIGITS_OF_REVISION) if self.data else None
        return NO_REVISION if posted is None else posted

    @property
    def cleaning(self) -> str:
        """What cleaning changes in what was typed, in words; "" for nothing."""
        return describe_cleaning(value for _, values in (self.data or QueryDict()).lists() for value in values)

    @property
    def unprintable(self) -> list[str]:
        """Characters that were typed, reasons included, and that no font of the printer has."""
        return typefaces.find_missing("".join(value for _, values in (self.data or QueryDict()).lists() for value in values))

    @property
    def left_out(self) -> list[str]:
        """Rows without a word, of which only the row that they answer is chosen: they are not kept."""
        return [place for place, _, row in self._answering_rows() if row.row.is_blank]

    @property
    def answers_nothing(self) -> list[str]:
        """Rows of which the row that they answer is gone or without a word: the choice is not kept."""
        return [place for place, known, row in self._answering_rows() if row.answers not in known and not row.row.is_blank]

    def _answering_rows(self) -> Iterator[tuple[str, set[str], RowForm]]:
        """Rows for which one that they answer is chosen: where they stand, and the keys of those that may be chosen."""
        for form in (form for form in self.forms if isinstance(form, ListingForm)):
            known = {key for key, _ in list_answerable_rows(form.document, form.listing.answers, form.source.data)}
            for number, row in enumerate(form.rows, 1):
                if row.answers:
                    yield f"{form.listing.label}第 {number} 行", known, row

    def outputs(self) -> list[Output]:
        """Every computed text of the section's grids, from what is typed."""
        return [output for form in self.forms if isinstance(form, GridForm) for output in form.outputs()]


def _join_changes(first: Changes, second: Changes) -> Changes:
    return Changes(
        fields={**first.fields, **second.fields},
        texts={**first.texts, **second.texts},
        lists={**first.lists, **second.lists},
        figures={**first.figures, **second.figures},
        wordings={**first.wordings, **second.wordings},
    )

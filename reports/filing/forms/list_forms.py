"""Listing (列表): a form for every row. The order of the posted keys is the order of the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms

from departments import clean_text
from departments.rows import new_key
from reports.domain import Document, Figure, ListField, Listing, Row, last_year_figures
from reports.domain.rendering import list_rows
from reports.domain.shapes.listing import TEXT_LIMIT
from reports.filing.drafts import Changes
from reports.filing.forms import computed_points, taken_over
from reports.filing.forms.base import FormProblem, Source, name_breadth
from reports.filing.forms.inputs import Choice, ChoiceField, FigureField, Input, TextField

KEY = re.compile(r"[0-9A-Za-z_-]{1,32}")
BLANK_KEY = "-new-"  # of the row that the browser copies when it adds one
ANSWERS = "answers"
SHOWN_LETTERS = 30  # of a problem, where a suggestion chooses it


def name_keys_input(listing: str) -> str:
    """Name of the hidden inputs that carry the row keys in order."""
    return f"{listing}:key"


def name_paste_input(listing: str) -> str:
    """Name of the box into which several rows are pasted."""
    return f"{listing}:paste"


class RowForm(forms.Form):
    """One row; a field's name and id is its place `<list>.<row key>.<field>`."""

    def __init__(self, listing: Listing, key: str, data: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, auto_id="%s", prefix=f"{listing.key}.{key}", initial=initial)
        self.listing, self.key = listing, key
        self.fields.update({field.key: _make_form_field(field) for field in listing.typed})

    def add_prefix(self, field_name: str) -> str:
        return f"{self.prefix}.{field_name}"

    def value(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), "") if self.is_bound else self.initial.get(name, ""))

    @property
    def answers(self) -> str:
        chosen = self.value(ANSWERS) if self.listing.answers else ""
        return chosen if KEY.fullmatch(chosen) else ""

    @property
    def row(self) -> Row:
        return Row(self.key, dict(self.cleaned_data), self.answers)

    def problems(self, number: int) -> Iterator[FormProblem]:
        """`number`: the row as a person counts."""
        for name, errors in self.errors.items():
            where = f"{self.listing.label}第 {number} 行"
            yield from (FormProblem(self.add_prefix(name), f"{where}：{error}") for error in errors)


class ListingForm:
    shape = "listing"
    template = "reports/shapes/listing/edit.html"

    def __init__(self, source: Source) -> None:
        self.source, self.document, self.entry = source, source.document, source.entry
        self.listing: Listing = source.document.outline.lists[source.entry.key]
        self.is_bound = source.data is not None
        self.rows = self._bound() if self.is_bound else self._stored()

    def _bound(self) -> list[RowForm]:
        """Rows as posted; a key that is no key, or comes twice, is left out."""
        if self.is_fixed:
            return [
                RowForm(self.listing, row.key, self._data, {**row.values})
                for row in list_rows.fill_computed_rows(self.document, self.listing)
            ]
        posted = dict.fromkeys(self._data.getlist(name_keys_input(self.listing.key)))
        return [RowForm(self.listing, key, self._data, {}) for key in posted if KEY.fullmatch(key)]

    def _stored(self) -> list[RowForm]:
        """Stored rows, or one empty row to begin with."""
        rows = list_rows.fill_computed_rows(self.document, self.listing) or (Row(new_key(), {}),)
        return [RowForm(self.listing, row.key, None, {**row.values, ANSWERS: row.answers}) for row in rows]

    @property
    def is_fixed(self) -> bool:
        """Whether the outline brings the rows: then none is added, moved or taken away."""
        return bool(self.listing.preset)

    @property
    def _data(self) -> Any:
        return self.source.data

    def is_valid(self) -> bool:
        return not any(True for _ in self.problems())

    def problems(self) -> Iterator[FormProblem]:
        if len(self.rows) > self.listing.limit:
            message = f"{self.listing.label}最多 {self.listing.limit:,} 行，现有 {len(self.rows):,} 行，请合并或删除后再保存。"
            yield FormProblem(self.place, message)
        if self.pasted.strip():
            message = f"{self.listing.label}的粘贴框中还有内容没有加入列表，请按“加入列表”，不要的请清空，再保存。"
            yield FormProblem(self.paste_name, message)
        for number, row in enumerate(self.rows, 1):
            yield from row.problems(number)

    @property
    def changes(self) -> Changes:
        """Rows without any content are left out."""
        return Changes(lists={self.listing.key: tuple(form.row for form in self.rows if not form.row.is_blank)})

    @property
    def names(self) -> set[str]:
        fixed = {name_keys_input(self.listing.key), name_paste_input(self.listing.key)}
        own = {row.add_prefix(name) for row in self.rows for name in (*row.fields, ANSWERS)}
        return fixed | own

    # ── for the template ──

    @property
    def place(self) -> str:
        return f"table.{self.listing.key}"

    @property
    def errors(self) -> list[str]:
        """What is wrong with the list as a whole."""
        return [problem.message for problem in self.problems() if problem.place == self.place] if self.is_bound else []

    @property
    def keys_name(self) -> str:
        return name_keys_input(self.listing.key)

    @property
    def paste_name(self) -> str:
        return name_paste_input(self.listing.key)

    @property
    def pasted(self) -> str:
        """What stands in the paste box."""
        return self._data.get(self.paste_name, "") if self.is_bound else ""

    @property
    def head(self) -> list[str]:
        names = [f"{field.label}（{field.unit}）" if field.unit else field.label for field in self.listing.fields]
        return [*names, f"对应的{self.answered.label}"] if self.answered else names

    @property
    def breadth(self) -> str:
        return name_breadth(len(self.head))

    @property
    def answered(self) -> Listing | None:
        return self.document.outline.lists.get(self.listing.answers)

    @property
    def lines(self) -> Iterator[tuple[str, list[Input]]]:
        """Key and inputs of every row."""
        problems = list_answerable_rows(self.document, self.listing.answers, self.source.data)
        return ((form.key, self._inputs(form, number, problems)) for number, form in enumerate(self.rows, 1))

    @property
    def blank_line(self) -> tuple[str, list[Input]]:
        """The row that the browser copies when it adds one."""
        form = RowForm(self.listing, BLANK_KEY, None, {})
        return BLANK_KEY, self._inputs(form, 0, list_answerable_rows(self.document, self.listing.answers, self.source.data))

    def _inputs(self, form: RowForm, number: int, problems: list[tuple[str, str]]) -> list[Input]:
        inputs = [self._input(form, number, field) if field.is_typed else _make_shown_input(form, field) for field in self.listing.fields]
        if self.answered:
            place = form.add_prefix(ANSWERS)
            chosen = tuple(Choice(key, text, key == form.answers) for key, text in problems)
            label = f"{self.listing.label}第 {number} 行 · 对应的{self.answered.label}"
            inputs.append(Input(place, label, form.answers, "choice", choices=chosen))
        return [replace(cell, head=head) for cell, head in zip(inputs, self.head, strict=True)]

    def _input(self, form: RowForm, number: int, field: ListField) -> Input:
        value, place = form.value(field.key), form.add_prefix(field.key)
        label = f"{self.listing.label}第 {number} 行" + (f" · {field.label}" if len(self.head) > 1 else "")
        errors = tuple(str(error) for error in form.errors.get(field.key, ())) if form.is_bound else ()
        kinds = {"choice": "choice", "number": "figure", "integer": "figure"}
        kind = kinds.get(field.kind, "long" if field.long else "text")
        before = taken_over.compare_with_last_year(value, self.before.get(place))
        mark = self.source.marks.get(place)
        return Input(place, label, value, kind, errors, _make_field_choices(field, value), mark=mark, before=before)

    @property
    def offered(self) -> int:
        """How many blank 上年 inputs last year's report can fill."""
        values = {form.add_prefix(name): form.value(name) for form in self.rows for name in form.fields}
        return taken_over.count_offered(values, self.before)

    @property
    def entry_place(self) -> str:
        return self.place

    @property
    def offers_points(self) -> bool:
        """Whether what the rules work out can be taken over into a blank 得分."""
        blank = any(not str(form.value(computed_points.SCORE)).strip() for form in self.rows if computed_points.SCORE in form.fields)
        return computed_points.has_computed_points(self.listing) and blank

    @cached_property
    def before(self) -> dict[str, Figure]:
        last = self.source.last
        return dict(last_year_figures.iter_list_figures(self.listing, self.document, last)) if last else {}

    @cached_property
    def last_year(self) -> list[str]:
        """Last year's rows, one line each."""
        rows = self.source.last.rows(self.listing.key) if self.source.last else ()
        return ["　".join(text for field in self.listing.fields if (text := str(row.values.get(field.key, "")))) for row in rows]


def _make_shown_input(form: RowForm, field: ListField) -> Input:
    """What the outline fills in or works out, never typed."""
    value = str(form.initial.get(field.key, ""))
    return Input(form.add_prefix(field.key), field.label, value or "自动计算" * field.computed, "shown")


def _make_form_field(field: ListField) -> forms.Field:
    if field.is_figure:
        return FigureField(label=field.label, whole=field.kind == "integer")
    if field.kind == "choice":
        return ChoiceField(label=field.label, choices=field.choices)
    return TextField(label=field.label, limit=TEXT_LIMIT, widget=forms.Textarea if field.long else forms.TextInput)


def _make_field_choices(field: ListField, value: str) -> tuple[Choice, ...]:
    if field.kind != "choice":
        return ()
    known = field.choices if value in ("", *field.choices) else (*field.choices, value)
    return (Choice("", "请选择", not value), *(Choice(word, word, word == value) for word in known))


def list_answerable_rows(document: Document, key: str, data: Any) -> list[tuple[str, str]]:
    """Rows that a row of this list may answer, as they stand in the form or else as stored."""
    if not key:
        return []
    posted = data.getlist(name_keys_input(key)) if data is not None else []
    first = document.outline.lists[key].fields[0].key
    stored = [(row.key, row.text(first)) for row in document.rows(key)]
    typed = [(row, clean_text(data.get(f"{key}.{row}.{first}", ""))) for row in posted] or stored
    texts = [(row, f"{number}. {text[:SHOWN_LETTERS]}") for number, (row, text) in enumerate(typed, 1) if text]
    return [("", "未指明"), *texts]

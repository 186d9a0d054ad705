"""Random edit scripts on a report: the comparison finds exactly them, and a new order of rows is nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.domain import diff, places
from reports.domain.diff import ChangeKind
from reports.domain.document import Document, Row
from reports.domain.figures import CLASSIFIED, NOT_APPLICABLE, Figure
from reports.domain.rendering import round_changes
from tests import builders
from tests.papers import PAPERS

pytestmark = pytest.mark.no_cover  # counting lines would take longer than the hundreds of examples
Said = tuple[ChangeKind, str, str]  # kind, old, new
WORDS = st.text(alphabet="一二三四五六七八九十，。", min_size=1, max_size=8).map(lambda text: f"新{text}")
AMOUNTS = st.decimals(min_value=-9999, max_value=99999, places=6, allow_nan=False, allow_infinity=False).map(Figure.of)
FIGURES = AMOUNTS | st.sampled_from([NOT_APPLICABLE, CLASSIFIED, Figure()])


@dataclass(frozen=True)
class Edit:
    """One change: what it does to a document, and what the comparison must say of it."""

    place: str
    apply: Callable[[Document], Document]
    said: Said | None  # None: nothing changed after all


def kind(old: str, new: str) -> ChangeKind:
    return ChangeKind.ADDED if not old else ChangeKind.REMOVED if not new else ChangeKind.CHANGED


def told(old: str, new: str) -> Said | None:
    return (kind(old, new), old, new) if old != new else None


def of_text(document: Document, key: str, new: str) -> Edit:
    old = document.text(key)
    return Edit(f"narrative.{key}", lambda d: replace(d, texts={**d.texts, key: new}), told(old, new))


def of_field(document: Document, key: str, new: str) -> Edit:
    old = document.fields.get(key, "")
    return Edit(key, lambda d: replace(d, fields={**d.fields, key: new}), told(old, new))


def of_figure(document: Document, place: str, new: Figure) -> Edit:
    old = document.figures.get(place, Figure())
    return Edit(place, lambda d: replace(d, figures={**d.figures, place: new}), told(str(old), str(new)))


def with_rows(key: str, change: Callable[[list[Row]], list[Row]]) -> Callable[[Document], Document]:
    return lambda d: replace(d, lists={**d.lists, key: tuple(change(list(d.lists.get(key, ()))))})


def of_cell(document: Document, key: str, row: Row, field: str, new: str | Figure) -> Edit:
    def change(rows: list[Row]) -> list[Row]:
        return [replace(each, values={**each.values, field: new}) if each.key == row.key else each for each in rows]

    return Edit(f"{key}.{row.key}.{field}", with_rows(key, change), told(str(row.values.get(field, "")), str(new)))


def of_removal(document: Document, key: str, row: Row) -> Edit:
    change = with_rows(key, lambda rows: [each for each in rows if each.key != row.key])
    return Edit(f"{key}.{row.key}", change, (ChangeKind.REMOVED, "*", ""))


def of_addition(document: Document, key: str, at: int, text: str) -> Edit:
    row = Row(f"new{at}", {document.outline.lists[key].typed[0].key: text})
    return Edit(f"{key}.{row.key}", with_rows(key, lambda rows: [*rows[:at], row, *rows[at:]]), (ChangeKind.ADDED, "", "*"))


def possible(document: Document) -> list[st.SearchStrategy[Edit]]:
    """One strategy for each thing that an edit may touch; what is removed is not edited as well."""
    outline = document.outline
    found = [WORDS.map(lambda new, key=key: of_text(document, key, new)) for key in outline.texts]
    found += [WORDS.map(lambda new, key=field.key: of_field(document, key, new)) for field in outline.field if not field.built_in]
    for grid in outline.grid:
        cells = (f"{grid.key}.{row}.{column}" for row, column in grid.typed_cells())
        found += [FIGURES.map(lambda new, place=place: of_figure(document, place, new)) for place in cells]
    return [*found, *of_lists(document)]


def of_lists(document: Document) -> Iterator[st.SearchStrategy[Edit]]:
    for listing in document.outline.listing:
        rows = document.lists.get(listing.key, ())
        for row in rows:
            edits = [of_values(document, listing.key, row, field.key, field.is_figure) for field in listing.typed]
            removal = [] if listing.preset else [st.just(of_removal(document, listing.key, row))]
            yield st.one_of(*edits, *removal)
        if not listing.preset:
            number = len(rows)
            yield WORDS.map(lambda text, key=listing.key, at=number // 2: of_addition(document, key, at, text))


def of_values(document: Document, key: str, row: Row, field: str, is_figure: bool) -> st.SearchStrategy[Edit]:
    values = AMOUNTS if is_figure else WORDS
    return values.map(lambda new: of_cell(document, key, row, field, new))


def shuffled(document: Document, seed: int) -> Document:
    """The same rows in another order."""
    random = Random(seed)
    return replace(document, lists={key: tuple(random.sample(rows, len(rows))) for key, rows in document.lists.items()})


BASES = {name: builders.document(name) for name in PAPERS}
SCRIPTS = {name: possible(document) for name, document in BASES.items()}


@st.composite
def scripts(draw: st.DrawFn, name: str) -> list[Edit]:
    """Up to ten edits, each at another place."""
    chosen = draw(st.lists(st.sampled_from(range(len(SCRIPTS[name]))), unique=True, max_size=10))
    return [draw(SCRIPTS[name][at]) for at in chosen]


def edited(document: Document, script: list[Edit]) -> Document:
    for edit in script:
        document = edit.apply(document)
    return document


def expected(script: list[Edit]) -> dict[str, Said]:
    return {edit.place: edit.said for edit in script if edit.said}


def found(old: Document, new: Document, wanted: dict[str, Said]) -> dict[str, Said]:
    """What the comparison says; of whole rows only that they came or went."""
    changes = {change.place: (change.kind, change.old, change.new) for change in diff.compare_documents(old, new)}
    whole = {place for place, said in wanted.items() if "*" in said}
    return {place: (said[0], "*" if said[1] else "", "*" if said[2] else "") if place in whole else said for place, said in changes.items()}


@pytest.mark.parametrize("name", PAPERS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_edit_script_is_found_exactly(name: str, data: st.DataObject) -> None:
    base, script = BASES[name], data.draw(scripts(name))
    new = shuffled(edited(base, script), data.draw(st.integers(0, 99)))
    assert found(base, new, expected(script)) == expected(script)


@pytest.mark.parametrize("name", PAPERS)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers())
def test_a_new_order_is_nothing(name: str, seed: int) -> None:
    assert diff.compare_documents(BASES[name], shuffled(BASES[name], seed)) == []


@pytest.mark.parametrize("name", PAPERS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_change_is_either_asked_for_or_not(name: str, data: st.DataObject) -> None:
    base, script = BASES[name], data.draw(scripts(name))
    new = edited(base, script)
    everywhere = list(places.iter_all_places(base))
    asked = data.draw(st.lists(st.sampled_from(everywhere), max_size=5))
    changes = diff.compare_documents(base, new)
    beside = [change for place in asked for change in round_changes.select_changes_at(new, place, changes)]
    beyond = round_changes.select_changes_beyond(new, asked, changes)
    assert {change.place for change in beside} | {change.place for change in beyond} == {change.place for change in changes}
    assert not {change.place for change in beside} & {change.place for change in beyond}
    assert round_changes.select_changes_beyond(new, [f"section.{section.key}" for section in new.outline.section], changes) == []

"""Everything that a section of any outline can hold, in two versions: the second changes what the first says, and takes half of it out."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.document import Document, Row, Value
from reports.domain.figures import Figure
from reports.domain.outlines import Outline
from reports.domain.shapes import ListField, Listing
from reports.filing.drafts import get_section_scope
from reports.filing.forms import SectionForms
from reports.filing.forms.list_forms import ListingForm
from tests.reports.filing.forms import builders
from tests.reports.filing.forms.builders import Pairs

PHONES = ("0731-80000001", "0731-80000002")


def content(outline: Outline, section: str, version: int, number: int) -> Document:
    """Version 0 or 1, with as many rows in each list, or as the list may have."""
    scope = get_section_scope(outline, section)
    cells = [f"{grid}.{row}.{column}" for grid, column in scope.cells for row, _ in outline.grids[grid].typed_cells((column,))]
    return builders.document(
        outline.id,
        fields={key: PHONES[version] if outline.fields[key].kind == "phone" else f"{version}版" for key in scope.fields},
        texts=dict.fromkeys(scope.texts, f"第{version}版。"),
        wordings={key: f"{outline.wordings[key].sentence}（{version}）" for key in scope.wordings},
        figures={place: 7 + version for at, place in enumerate(cells) if at % 2 or not version},
        lists={key: tuple(_rows(outline.lists[key], version, number)) for key in scope.lists},
    )


def _rows(listing: Listing, version: int, number: int) -> Iterator[Row]:
    """Every second row is in one version alone."""
    if listing.preset:
        yield from (Row(row.key, _values(listing, version)) for at, row in enumerate(listing.preset) if at % 2 or not version)
        return
    for at in range(min(number, listing.limit)):
        yield Row(f"row{at}" if at % 2 else f"only{version}x{at}", _values(listing, version))


def _values(listing: Listing, version: int) -> dict[str, Value]:
    return {field.key: _value(field, version) for field in listing.typed}


def _value(field: ListField, version: int) -> Value:
    if field.is_figure:
        return Figure.of(1 + version)
    return field.choices[version % len(field.choices)] if field.choices else f"第{version}版"


def posted(document: Document, section: str, revision: int) -> Pairs:
    """What a browser would post with all of it typed in."""
    pairs = [(":revision", str(revision))]
    for form in SectionForms(document, section):
        if isinstance(form, ListingForm):
            pairs += _typed(form)
        else:
            pairs += [(name, str(form.initial.get(name, ""))) for name in form.fields]
    return pairs


def _typed(form: ListingForm) -> Iterator[tuple[str, str]]:
    for row in form.rows:
        yield form.keys_name, row.key
        yield from ((row.add_prefix(name), row.value(name)) for name in row.fields)

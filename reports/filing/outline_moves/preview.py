"""What a move of reports to another version would do to each of them, said before it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.domain import Document, Outline, places
from reports.domain.outlines import count_section_numbers
from reports.domain.row_names import LONGEST_NAME
from reports.filing.outline_moves.item_places import find_item_places
from reports.filing.outline_moves.stored_values import StoredValue, load_stored_values
from reports.filing.outline_moves.value_places import has_place
from reports.models import OutlineMove, OutlineVersion, Report, ReturnItem

FILES, REASONS, UNKNOWN = "附件", "核对说明", "其他内容"


@dataclass(frozen=True)
class UnplacedValue:
    """A value without a place, by the names that it had: under which heading, what it was called, what it says."""

    heading: str
    label: str
    text: str


@dataclass(frozen=True)
class UnitChange:
    """A figure that stays and is read in another unit from then on; nothing is converted."""

    label: str
    before: str
    after: str
    text: str


@dataclass(frozen=True)
class MovePreview:
    report: Report
    is_filled: bool
    lost: tuple[UnplacedValue, ...]  # has a place now, and none afterwards
    still_unplaced: int  # has none now, and none afterwards
    regained: int  # has none now, and one afterwards
    units: tuple[UnitChange, ...]
    items: tuple[tuple[ReturnItem, str], ...]  # open ones that stand elsewhere afterwards, with the section's name; "" for nowhere

    @property
    def is_harmless(self) -> bool:
        """Nothing loses its place or its meaning."""
        return not (self.lost or self.units or any(not place for _, place in self.items))


def load_previews(reports: Collection[Report], target: OutlineVersion) -> list[MovePreview]:
    """`reports` with context. As many queries for any number of them."""
    values = load_stored_values(reports)
    items: dict[int, list[ReturnItem]] = {report.pk: [] for report in reports}
    for item in ReturnItem.objects.filter(report__in=items, is_open=True):
        items[item.report_id].append(item)
    moved = OutlineMove.load_first_places(items)
    begun = set(Report.objects.filter(pk__in=items).begun().values_list("pk", flat=True))
    return [
        _build_preview(report, target.definition, values[report.pk], items[report.pk], moved.get(report.pk, {}), report.pk in begun)
        for report in reports
    ]


def _build_preview(
    report: Report, target: Outline, values: Sequence[StoredValue], items: Sequence[ReturnItem], first: dict[int, str], is_filled: bool
) -> MovePreview:
    source = report.outline.definition
    placed, unplaced = _divide(source, values)
    lost = [value for value in placed if not has_place(target, value)]
    blank = make_nameless_document(report, source)
    found = find_item_places(source, target, items, first)
    afterwards = make_nameless_document(report, target)
    return MovePreview(
        report,
        is_filled,
        tuple(label_unplaced_values([blank], lost, values)),
        sum(not has_place(target, value) for value in unplaced),
        sum(has_place(target, value) for value in unplaced),
        tuple(_find_unit_changes(blank, afterwards, placed)),
        tuple((item, _name_section(afterwards, found[item.pk])) for item in items if found[item.pk] != item.place),
    )


def _divide(outline: Outline, values: Iterable[StoredValue]) -> tuple[list[StoredValue], list[StoredValue]]:
    """Those with a place and those without."""
    placed: list[StoredValue] = []
    unplaced: list[StoredValue] = []
    for value in values:
        (placed if has_place(outline, value) else unplaced).append(value)
    return placed, unplaced


def make_nameless_document(report: Report, outline: Outline) -> Document:
    """Enough of a document to name its places: what is built in, without a query where the report came with context."""
    department = report.department
    fields = {"district": department.district.name, "city": department.district.city, "department": department.name}
    return Document(outline, report.cycle.year, department.name, department.code, {"year": str(report.cycle.year), **fields})


def label_unplaced_values(
    known: Sequence[Document], unplaced: Iterable[StoredValue], values: Iterable[StoredValue]
) -> Iterator[UnplacedValue]:
    """By the first outline of `known` that has a place for it; `values`: all of the report's, by which rows are named."""
    names = {(value.key, value.row): value.text for value in reversed([*values]) if value.sort == "cell"}
    for value in unplaced:
        document = next((document for document in known if has_place(document.outline, value)), None)
        if document is None:
            heading = {"attachment": FILES, "explanation": REASONS}.get(value.sort, UNKNOWN)
            yield UnplacedValue(heading, ".".join(filter(None, (value.key, value.row, value.column))), value.text)
        else:
            yield _label_value(document, value, names)


def _label_value(document: Document, value: StoredValue, names: dict[tuple[str, str], str]) -> UnplacedValue:
    outline = document.outline
    if value.sort == "explanation":
        label = next((check.label for check in outline.check if check.id == value.key), "")
        return UnplacedValue(REASONS, f"{value.key} {label}".strip(), value.text)
    if value.sort == "attachment":
        return UnplacedValue(FILES, places.label_place(document, value.key), value.text)
    if value.key in outline.lists:
        listing = outline.lists[value.key]
        column = next(field.label for field in listing.typed if field.key == value.column)
        name = listing.get_preset_name(value.row) or names.get((value.key, value.row), "")
        row = f"{listing.label}“{' '.join(name.split())[:LONGEST_NAME]}”" if name else listing.label
        return UnplacedValue(_get_heading(document, f"table.{value.key}"), f"{row} · {column}", value.text)
    place = {"text": f"narrative.{value.key}", "wording": f"wording.{value.key}", "field": value.key}.get(value.sort)
    place = place or f"{value.key}.{value.row}.{value.column}"
    inside = places.label_inside(document, place)
    unit = outline.grids[value.key].unit_of(value.row, value.column) if value.sort == "figure" else ""
    return UnplacedValue(_get_heading(document, place), f"{inside}（{unit}）" if unit else inside, value.text)


def _get_heading(document: Document, place: str) -> str:
    section = places.find_section(document.outline, place)
    return _name_section(document, f"section.{section}") if section else UNKNOWN


def _name_section(document: Document, place: str) -> str:
    """Number and heading of the section where the place is; "" for no place."""
    section = places.find_section(document.outline, place) if place else None
    if section is None:
        return ""
    heading = document.fill(document.outline.sections[section].heading)
    return (count_section_numbers(document.outline)[section] + heading) or section


def _find_unit_changes(source: Document, target: Document, placed: Iterable[StoredValue]) -> Iterator[UnitChange]:
    for value in placed:
        if value.sort == "figure" and has_place(target.outline, value):
            before, after = (_get_unit(document.outline, value) for document in (source, target))
            if before != after:
                place = f"{value.key}.{value.row}.{value.column}"
                yield UnitChange(places.label_inside(target, place), before or "无单位", after or "无单位", value.text)


def _get_unit(outline: Outline, value: StoredValue) -> str:
    if value.key in outline.grids:
        return outline.grids[value.key].unit_of(value.row, value.column)
    return next((field.unit for field in outline.lists[value.key].fields if field.key == value.column), "")

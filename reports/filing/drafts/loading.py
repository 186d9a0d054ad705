"""Live rows → Document."""

from __future__ import annotations

from collections.abc import Mapping

from reports.domain import BLANK, Document, Listing, Outline, Row, Statement, Value, grades
from reports.filing.drafts import storage, stored_facts
from reports.filing.drafts.storage import PARTICULARS
from reports.filing.drafts.stored_facts import Stored, StoredLine
from reports.models import Report


def load_document(report: Report) -> Document:
    """The report as it stands. One query where department, district, cycle and outline came with the report."""
    year = report.cycle.year
    outline = report.outline.definition
    return build_document(report, outline, year, stored_facts.load_stored_facts(report, storage.get_outline_scope(outline), year)[year])


def load_with_last_year(report: Report) -> tuple[Document, Document | None]:
    """The report, and last year's facts under this year's outline; None where nothing was filled in last year."""
    year = report.cycle.year
    outline = report.outline.definition
    return build_year_pair(report, stored_facts.load_stored_facts(report, storage.get_outline_scope(outline), year, year - 1))


def build_year_pair(report: Report, found: Mapping[int, Stored]) -> tuple[Document, Document | None]:
    """This year and last year out of what was read of both."""
    year, outline = report.cycle.year, report.outline.definition
    last = build_document(report, outline, year - 1, found[year - 1]) if found[year - 1] else None
    return build_document(report, outline, year, found[year]), last


def load_last_year(report: Report) -> Document | None:
    """Last year's facts alone, under this year's outline; for a report whose own facts are frozen."""
    year, outline = report.cycle.year - 1, report.outline.definition
    found = stored_facts.load_stored_facts(report, storage.get_outline_scope(outline), year)[year]
    return build_document(report, outline, year, found) if found else None


def build_document(report: Report, outline: Outline, year: int, stored: Stored) -> Document:
    """What is stored, as the outline reads it."""
    department = report.department
    grids = {f"{table}.{row}.{column}": figure for (table, row, column), figure in stored.figures.items() if table in outline.grids}
    return Document(
        outline=outline,
        year=year,
        department=department.name,
        code=department.code,
        fields=_list_built_in_fields(report, year) | _build_fields(outline, stored),
        texts={key: stored.narratives[key] for key in outline.texts if stored.narratives.get(key)},
        lists=_build_lists(outline, stored),
        figures={place: figure for place, figure in grids.items() if _is_typed(outline, place)},
        wordings={key: stored.narratives[f"wording.{key}"] for key in outline.wordings if stored.narratives.get(f"wording.{key}")},
        statements=tuple(Statement(**entry) for entry in report.statements) if year == report.cycle.year else (),
        cuts=grades.parse_grade_cuts(report.cycle.grade_cuts),
    )


def _list_built_in_fields(report: Report, year: int) -> dict[str, str]:
    district = report.department.district
    return {"year": str(year), "district": district.name, "city": district.city, "department": report.department.name}


def _build_fields(outline: Outline, stored: Stored) -> dict[str, str]:
    asked = (field.key for field in outline.field if field.is_typed)
    typed = {key: stored.particulars.get(key, "") if key in PARTICULARS else stored.narratives.get(f"field.{key}", "") for key in asked}
    return {key: text for key, text in typed.items() if text}


def _is_typed(outline: Outline, place: str) -> bool:
    grid, row, column = place.split(".")
    return outline.grids[grid].is_typed(row, column)


def _build_lists(outline: Outline, stored: Stored) -> Mapping[str, tuple[Row, ...]]:
    keys = {name: {line.key for line in lines} for name, lines in stored.lists.items()}
    return {
        listing.key: tuple(_build_list_row(listing, line, stored, keys.get(listing.answers, set())) for line in stored.lists[listing.key])
        for listing in outline.listing
        if stored.lists.get(listing.key)
    }


def _build_list_row(listing: Listing, line: StoredLine, stored: Stored, answered: set[str]) -> Row:
    """A row; what it answers is forgotten when that row is gone."""
    values: dict[str, Value] = {}
    for field in listing.typed:
        value = stored.figures.get((listing.key, line.key, field.key), BLANK) if field.is_figure else line.texts.get(field.key, "")
        if str(value):
            values[field.key] = value
    return Row(line.key, values, line.answers if line.answers in answered else "")

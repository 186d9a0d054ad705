"""What is published as figures: of one paper, of all papers of a year as one file, of one unit year beside year.

Everything comes from the published JSON alone, so a withheld figure cannot be here. Only what was typed is told: a total that a
formula works out may rest on something hidden, and stands on the page where it does not.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reports.domain import Document, Outline, interchange, places
from reports.domain.rendering import task_list
from reports.models import Publication
from reports.models.integrity import FrozenContentError, log_damage

HEADINGS = ("区县", "单位", "年度", "编号", "公开日期", "数据项", "位置", "数值", "计量单位")
DAMAGED = "与校验码不符，没有列出"


@dataclass(frozen=True)
class PublicFigure:
    """`place` is the fact id; `value` as it was typed: 573.5, 不适用, 涉密."""

    place: str
    label: str
    value: str
    unit: str


@dataclass(frozen=True)
class PublicPaper:
    """One publication with its figures, and its withheld sections (heading, reason) as the page names them."""

    publication: Publication
    figures: tuple[PublicFigure, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()
    problem: str = ""


def load_paper(publication: Publication) -> PublicPaper:
    """Of a damaged one only that it is damaged."""
    try:
        text = publication.document
    except FrozenContentError as error:
        log_damage(error)
        return PublicPaper(publication, problem=DAMAGED)
    outline = publication.approval.submission.outline.definition
    figures, headings = _read_figures(outline, text)
    withheld = tuple((headings.get(key, key), reason) for key, reason in publication.withheld.items())
    return PublicPaper(publication, figures, withheld)


@lru_cache(maxsize=256)
def _read_figures(outline: Outline, text: str) -> tuple[tuple[PublicFigure, ...], dict[str, str]]:
    """What is published never changes."""
    document = interchange.load_document(text, outline)
    headings = {section.key: task_list.get_section_heading(document, section) for section in outline.section}
    figures = (*_iter_field_figures(document), *_iter_grid_figures(document), *_iter_list_figures(document))
    return figures, headings


def _iter_field_figures(document: Document) -> Iterator[PublicFigure]:
    """Numbers that are typed into a field of their own; dates and years are no amounts."""
    for key, field in document.outline.fields.items():
        if field.is_typed and field.of_kind.is_number and document.fields.get(key):
            yield PublicFigure(key, places.label_place(document, key), document.fields[key], field.unit)


def _iter_grid_figures(document: Document) -> Iterator[PublicFigure]:
    for grid in document.outline.grids.values():
        for row, column in grid.typed_cells():
            place = f"{grid.key}.{row}.{column}"
            figure = document.figures.get(place)
            if figure is not None and not figure.is_blank:
                yield PublicFigure(place, places.label_place(document, place), str(figure), grid.unit_of(row, column))


def _iter_list_figures(document: Document) -> Iterator[PublicFigure]:
    for key, listing in document.outline.lists.items():
        numbers = [field for field in listing.typed if field.is_figure]
        for row, field in ((row, field) for row in document.rows(key) for field in numbers):
            figure = row.figure(field.key)
            if not figure.is_blank:
                place = f"{key}.{row.key}.{field.key}"
                yield PublicFigure(place, places.label_place(document, place), str(figure), field.unit)


def write_year_csv(_year: int, papers: Iterable[PublicPaper]) -> Iterator[str]:
    """Line by line, with the mark by which Excel reads UTF-8; words that look like a formula get an apostrophe in front."""
    yield "\ufeff" + _write_line(HEADINGS)
    for paper in papers:
        for row in _iter_rows(paper):
            yield _write_line(row)


def _iter_rows(paper: PublicPaper) -> Iterator[tuple[str, ...]]:
    published = paper.publication
    who = (published.report.department.district.name, published.unit, str(published.year), published.reference)
    head = (*who, f"{published.published_on:%Y-%m-%d}")
    if paper.problem:
        yield (*head, "", "", paper.problem, "")
    yield from ((*head, "", heading, f"不予公开：{reason}", "") for heading, reason in paper.withheld)
    yield from ((*head, each.place, each.label, each.value, each.unit) for each in paper.figures)


def _write_line(cells: Iterable[str]) -> str:
    target = io.StringIO()
    csv.writer(target).writerow([_make_plain(cell) for cell in cells])
    return target.getvalue()


def _make_plain(cell: str) -> str:
    """A negative number stays one."""
    is_formula = cell.lstrip(" \u3000").startswith(("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"))
    return f"'{cell}" if is_formula and not cell.lstrip("-").replace(".", "", 1).isdigit() else cell


def write_year_json(year: int, papers: Iterable[PublicPaper]) -> Iterator[str]:
    """{"year": …, "publications": […]}, one publication a line."""
    yield f'{{"year": {year}, "publications": ['
    for at, paper in enumerate(papers):
        yield ("," if at else "") + "\n" + json.dumps(_describe_paper(paper), ensure_ascii=False)
    yield "\n]}\n"


def _describe_paper(paper: PublicPaper) -> dict[str, object]:
    published = paper.publication
    return {
        "district": published.report.department.district.name,
        "unit": published.unit,
        "year": published.year,
        "reference": published.reference,
        "published_on": published.published_on.isoformat(),
        "sha256": published.sha256,
        "problem": paper.problem,
        "withheld": [{"section": heading, "reason": reason} for heading, reason in paper.withheld],
        "figures": [{"place": each.place, "label": each.label, "value": each.value, "unit": each.unit} for each in paper.figures],
    }


@dataclass(frozen=True)
class YearLine:
    """One cell of the tables through the years; "" where a year tells nothing of it."""

    label: str
    unit: str
    values: tuple[str, ...]


def compare_years(papers: list[PublicPaper]) -> list[YearLine]:
    """Cells of tables that at least one year tells, in the order of the latest paper and named as there. Rows of lists differ by year."""
    told = [{each.place: each for each in paper.figures if each.place.partition(".")[0] in _list_grids(paper)} for paper in papers]
    known: dict[str, PublicFigure] = {}
    for figures in told:
        known |= {place: each for place, each in figures.items() if place not in known}
    return [
        YearLine(each.label, each.unit, tuple(figures[place].value if place in figures else "" for figures in told))
        for place, each in known.items()
    ]


def _list_grids(paper: PublicPaper) -> frozenset[str]:
    return frozenset(paper.publication.approval.submission.outline.definition.grids)

"""Complete papers of every built-in outline, and the same with a word and a number of its own in every place."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from reports.demo import bureau
from reports.domain import interchange
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.interchange.json_schema import list_typed_cells
from reports.domain.outlines import outline_loader
from reports.release.publishing.inference import is_hidden
from tests.papers import PAPERS

OUTLINES = ("tianxin-2018", "daxiang-2021", "hunan-standard")
UNIT = {"code": "066001", "name": "云水区文化馆", "district": "云水区", "city": "长沙市"}


def document(outline: str) -> Document:
    raw = bureau.build_bureau_report(UNIT) if outline == "hunan-standard" else PAPERS[outline]
    return interchange.load_document(raw, outline_loader.load_outline(outline))


def marked(of: Document, seed: int = 0) -> Document:
    """Every fact told from every other: words 密0001密, amounts of five digits that occur once."""
    words = (f"密{seed}{number:04}密" for number in count())
    amounts = (Figure.of(f"{11_000 + 6_000 * seed + number}.37") for number in count())
    outline = of.outline
    return replace(
        of,
        fields={**of.fields, **{field.key: next(words) for field in outline.field if not field.built_in}},
        texts={text.key: next(words) for text in outline.text},
        figures={place: next(amounts) for place in list_typed_cells(outline)},
        lists={key: tuple(_row(of, key, row, words, amounts) for row in of.rows(key)) for key in outline.lists},
    )


def _row(of: Document, key: str, row: Row, words: Iterator[str], amounts: Iterator[Figure]) -> Row:
    typed = of.outline.lists[key].typed
    return replace(row, values={**row.values, **{field.key: _value(field.kind, words, amounts) for field in typed}})


def _value(kind: str, words: Iterator[str], amounts: Iterator[Figure]) -> str | Figure:
    if kind == "integer":
        return Figure.of(str(next(amounts)).partition(".")[0])
    return next(amounts if kind == "number" else words)


def facts(of: Document) -> Iterator[tuple[str, str]]:
    """Place and text of everything that was typed."""
    yield from of.fields.items()
    yield from ((f"narrative.{key}", text) for key, text in of.texts.items())
    yield from ((place, f"{figure.amount:f}") for place, figure in of.figures.items() if figure.amount is not None)
    for key, rows in of.lists.items():
        typed = [field.key for field in of.outline.lists[key].typed]
        yield from ((f"{key}.{row.key}.{name}", str(row.values[name])) for row in rows for name in typed if name in row.values)


def secrets(of: Document, hidden: frozenset[str]) -> set[str]:
    return {text for place, text in facts(of) if is_hidden(place, hidden) or f"narrative.{place}" in hidden} - {""}


def mixed(public: Document, other: Document, hidden: frozenset[str]) -> Document:
    """The public facts of one document with the hidden facts of another."""
    return replace(
        public,
        fields={key: (other if key in hidden else public).fields[key] for key in public.fields},
        texts={key: (other if f"narrative.{key}" in hidden else public).texts[key] for key in public.texts},
        figures={place: (other if place in hidden else public).figures[place] for place in public.figures},
        lists={key: tuple(_mixed(public, other, key, hidden)) for key in public.lists},
    )


def _mixed(public: Document, other: Document, key: str, hidden: frozenset[str]) -> Iterator[Row]:
    if f"table.{key}" in hidden:
        yield from other.lists[key]
        return
    for one, two in zip(public.lists[key], other.lists[key], strict=True):
        yield replace(one, values={n: (two if f"{key}.{one.key}.{n}" in hidden else one).values[n] for n in one.values})

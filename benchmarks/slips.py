"""How many slips of the pen the checks notice: each number of a consistent report is changed, one at a time.

    python -m benchmarks.slips

First by one unit of its last place but one, then by ×10,000 (元 typed as 万元; 0 stays 0 and is not counted). A slip is noticed when
an E, or an R that the paper does not explain, appears that was not there before. Prints the shares and every survivor; exit status 1
when a bound is broken.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from benchmarks.arguments import build_parser
from reports.demo import bureau
from reports.domain import checks, interchange, places
from reports.domain.checks import Finding, Outcome
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader

NOTICED = Decimal("0.95")  # of the cells that the outline does not exempt
EXEMPT = Decimal("0.10")  # of all cells, at most
Change = Callable[[Decimal, int], Decimal]
CHANGES: dict[str, Change] = {
    "+1 of the last place but one": lambda amount, digits: amount + Decimal(1).scaleb(1 - digits),
    "×10,000": lambda amount, _: amount * 10_000,
}


def main() -> int:
    document = consistent()
    cells = list(numbers(document))
    exempt = {place: reason for place in cells if (reason := exemption(document, place))}
    share = Decimal(len(exempt)) / len(cells)
    print(f"{len(cells)} cells, {len(exempt)} exempt ({share:.1%}, at most {EXEMPT:.0%})")
    for place, reason in exempt.items():
        print(f"  exempt {place}  {places.label_place(document, place)}：{reason}")
    held = [share <= EXEMPT, *(noticed(document, [cell for cell in cells if cell not in exempt], name) for name in CHANGES)]
    return 0 if all(held) else 1


def consistent(*, planted: bool = False) -> Document:
    """The consistent report; or the same with the demonstration's planted slips."""
    district = {"code": "9001", "name": "青禾区应急管理局", "district": "青禾区", "city": "南麓市"}
    raw = bureau.build_bureau_report(district, planted=planted)
    return interchange.load_document(raw, outline_loader.load_outline(raw["outline"]))


def numbers(document: Document) -> Iterator[str]:
    """Every number that the department types: cells of grids, numbers of list rows. Weights belong to the outline."""
    yield from (place for place, figure in document.figures.items() if figure.amount is not None)
    for listing in document.outline.listing:
        fields = [field.key for field in listing.typed if field.is_figure]
        rows = document.rows(listing.key)
        yield from (f"{listing.key}.{row.key}.{field}" for row in rows for field in fields if row.figure(field).amount is not None)


def exemption(document: Document, place: str) -> str:
    """Why the outline says that nothing checks the cell; "" where something should."""
    table, row, column = place.split(".")
    outline = document.outline
    if table in outline.lists:
        return outline.lists[table].unchecked
    return outline.grids[table].unchecked_because(row, column)


def noticed(document: Document, cells: list[str], name: str) -> bool:
    before = complaints(document)
    tried = [place for place in cells if changed(document, place, CHANGES[name]) != document]
    survivors = [place for place in tried if not complaints(changed(document, place, CHANGES[name])) - before]
    share = 1 - Decimal(len(survivors)) / len(tried)
    print(f"{name}: {len(tried) - len(survivors)} of {len(tried)} noticed ({share:.1%}, at least {NOTICED:.0%})")
    for place in survivors:
        print(f"  survives {place}  {places.label_place(document, place)}  {document.figure(place)}")
    return share >= NOTICED


def complaints(document: Document) -> set[str]:
    """What must be mended or explained, by question and figures."""
    return {finding.fingerprint for finding in weighty(document)}


def weighty(document: Document) -> list[Finding]:
    """Findings that ask the department for something: every E, and each R that the paper does not explain."""
    weights = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)
    return [finding for finding in checks.run(document) if finding.outcome in weights and not finding.explained]


def changed(document: Document, place: str, change: Change) -> Document:
    table, key, column = place.split(".")
    amount = document.figure(place).amount or Decimal(0)
    if table in document.outline.grids:
        slip = Figure.of(change(amount, document.outline.grids[table].places_of(key, column)))
        return replace(document, figures={**document.figures, place: slip})
    field = document.outline.lists[table].field(column)
    slip = Figure.of(change(amount, 0 if field and field.kind == "integer" else document.outline.places))
    rows = tuple(_with(row, column, slip) if row.key == key else row for row in document.rows(table))
    return replace(document, lists={**document.lists, table: rows})


def _with(row: Row, column: str, slip: Figure) -> Row:
    return replace(row, values={**row.values, column: slip})


if __name__ == "__main__":
    build_parser("benchmarks.slips", __doc__).parse_args()
    sys.exit(main())

"""Mentions → Document. What is said twice and differs, and what is stated of derived values, becomes a Statement.

The first home of a fact wins: a cell of a table, else the first mention. What agrees leaves no statement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from reports.domain import formulas, places, scoring
from reports.domain.document import Document, Row, Statement
from reports.domain.figures import Figure
from reports.domain.outlines import Outline
from reports.domain.patterns import printing
from reports.domain.text_import.matches import Mention, Values
from reports.domain.text_import.text_lines import fold_text
from reports.domain.text_import.text_pieces import PlaceLabels

SHARE_TOLERANCE = Decimal("0.005")  # per cent: half of the second place, which is how papers print shares
TITLE_FIELDS = ("year", "city", "district", "unit.name")
HOLDING = ("field", "text", "rows", "figure", "wording")  # kinds of mentions that hold a fact; the others only state one


def settle_matches(outline: Outline, mentions: Iterable[Mention]) -> Document:
    """The facts, and a statement for each contradiction, in the order of the text."""
    said = list(mentions)
    won = _choose_winners(outline, said)
    document = _build_read_document(outline, won)
    found = (_make_statement(document, won, one) for one in said)
    return replace(document, statements=tuple(statement for statement in found if statement))


def label_mentions(outline: Outline, mentions: Iterable[Mention]) -> PlaceLabels:
    """Where each mention went, and the doubts that still hold: one that agrees with a sure mention is none."""
    said = list(mentions)
    won = _choose_winners(outline, said)
    labels = PlaceLabels({}, {}, {}, {})
    for one in said:
        first = won.get((one.kind, one.name))
        labels.places[id(one)] = _get_match_place(one)
        if one.doubt and one.kind in HOLDING and (first is None or first.doubt or not _is_same_statement(first, one)):
            labels.doubts[id(one)] = one.doubt
        if first is one and isinstance(one.value, tuple):
            rows = {(id(one), at): f"{one.name}.{row.key}" for at, row in enumerate(_make_read_rows(one.name, one.value))}
            labels.rows.update(rows)
            labels.row_doubts.update({(id(one), at): doubt for at, doubt in one.row_doubts})
    return labels


def _choose_winners(outline: Outline, said: list[Mention]) -> dict[tuple[str, str], Mention]:
    won: dict[tuple[str, str], Mention] = {}
    for one in said:
        key = (one.kind, one.name)
        if one.kind in HOLDING and (key not in won or _is_surer(one, won[key])) and _is_typed(outline, one):
            won[key] = one
    return won


def _is_surer(one: Mention, other: Mention) -> bool:
    """The title wins, then what is sure over what is doubtful, among equals the home of a fact, then the first mention."""
    return (_is_of_title(one), not one.doubt, one.home) > (_is_of_title(other), not other.doubt, other.home)


def _is_of_title(one: Mention) -> bool:
    return one.kind == "field" and one.home and one.name in TITLE_FIELDS


def _is_typed(outline: Outline, one: Mention) -> bool:
    if one.name in outline.fields:
        return one.kind == "field"
    if one.kind != "figure":
        return True
    grid, row, column = one.name.split(".")
    return outline.grids[grid].is_typed(row, column)


def _build_read_document(outline: Outline, won: dict[tuple[str, str], Mention]) -> Document:
    fields = _select_text_values(won, "field")
    document = Document(
        outline=outline,
        year=int(fields.get("year", "0")),
        department=fields.get("department") or fields.get("unit.name", ""),
        fields=fields,
        texts=_select_text_values(won, "text"),
        lists={
            name: _make_read_rows(name, one.value) for (kind, name), one in won.items() if kind == "rows" and isinstance(one.value, tuple)
        },
        figures={name: one.value for (_, name), one in won.items() if isinstance(one.value, Figure)},
        wordings=_select_text_values(won, "wording"),
    )
    built_in = {"department": document.department} if "department" in outline.fields and document.department else {}
    return replace(document, fields={key: value for key, value in fields.items() if not _is_default(document, key)} | built_in)


def _select_text_values(won: dict[tuple[str, str], Mention], wanted: str) -> dict[str, str]:
    return {name: one.value for (kind, name), one in won.items() if kind == wanted and isinstance(one.value, str) and one.value}


def _is_default(document: Document, key: str) -> bool:
    """Whether a field that may stay blank says no more than its default does."""
    field = document.outline.fields[key]
    return _has_default(document.outline, key) and fold_text(field.say(document.fill(field.default))) == fold_text(document.field(key))


def _has_default(outline: Outline, key: str) -> bool:
    return bool(outline.fields[key].default) and not outline.fields[key].required


def _make_read_rows(name: str, rows: tuple[Values, ...]) -> tuple[Row, ...]:
    """A row of the outline has its own key."""
    return tuple(
        Row(str(row.get("key") or _derive_row_key(name, at, row)), {field: value for field, value in row.items() if field != "key"})
        for at, row in enumerate(rows)
    )


def _derive_row_key(name: str, at: int, row: Values) -> str:
    """A key that the same text gives again, so that reading a paper twice changes nothing."""
    return hashlib.sha256(f"{name}\0{at}\0{sorted(map(str, row.values()))}".encode()).hexdigest()[:12]


def _make_statement(document: Document, won: dict[tuple[str, str], Mention], one: Mention) -> Statement | None:
    if one.kind == "branch":
        return _check_branch(document, one)
    if one.kind == "total":
        return _check_total(document, one)
    if one.kind in ("share", "count") or not _is_typed(document.outline, one):
        return _check_derived(document, one)
    first = won[(one.kind, one.name)]
    if first is one:
        return _check_default(document, one)
    return (
        None if _is_same_statement(first, one) else Statement(_get_match_place(one), one.stated, _format_match(document, first), one.quote)
    )


def _check_default(document: Document, one: Mention) -> Statement | None:
    """A name that is said again in other words: a field that is the same as another unless a person says otherwise."""
    if one.kind != "field" or not _has_default(document.outline, one.name) or one.name not in document.fields:
        return None
    return Statement(_get_match_place(one), one.stated, document.fill(document.outline.fields[one.name].default), one.quote)


def _is_same_statement(first: Mention, one: Mention) -> bool:
    """Whether both say the same; rows of which one table shows fewer columns, in those."""
    if isinstance(first.value, tuple) and isinstance(one.value, tuple):
        return len(first.value) == len(one.value) and all(map(_is_same_row, first.value, one.value))
    return _normalise_match(first) == _normalise_match(one)


def _is_same_row(first: Values, second: Values) -> bool:
    return all(fold_text(str(first[name])) == fold_text(str(second[name])) for name in first.keys() & second.keys())


def _normalise_match(one: Mention) -> object:
    """What two mentions are compared by."""
    return fold_text(one.value) if isinstance(one.value, str) else one.value


def _format_match(document: Document, one: Mention) -> str:
    field = document.outline.fields.get(one.name) if one.kind == "field" else None
    if field and (field.is_figure or field.choices) and isinstance(one.value, str):
        return field.say(one.value)
    return printing.format_figure(one.value) if isinstance(one.value, Figure) else one.stated


def _get_match_place(one: Mention) -> str:
    prefix = {"text": "narrative.", "rows": "table.", "count": "table.", "wording": "wording."}.get(one.kind, "")
    return prefix + one.name


def _check_total(document: Document, one: Mention) -> Statement | None:
    """Points or 等次 against what the scores come to."""
    found = scoring.list_score_facts(document)[one.name]
    said, known = (one.value, found) if isinstance(one.value, Figure) else (fold_text(one.stated), fold_text(str(found)))
    return None if said == known else Statement(one.name, one.stated, str(found) or "未填", one.quote)


def _check_derived(document: Document, one: Mention) -> Statement | None:
    """A share, a count or a computed cell against what follows from the facts."""
    if not isinstance(one.value, Figure):
        return None
    found, tolerance, form = _derive_value(document, one, one.value)
    if _is_within_tolerance(one.value, found, tolerance):
        return None
    return Statement(_get_match_place(one), one.stated, printing.format_value(found, (form,)) or "未填", one.quote)


def _derive_value(document: Document, one: Mention, stated: Figure) -> tuple[Figure, Decimal, str]:
    """What the facts give, how far from it the paper may be, and the format of a sentence."""
    if one.kind == "count":
        return Figure.of(len(document.rows(one.name))), Decimal(0), "cn"
    if one.kind == "share":
        return _derive_share(document, one.name), SHARE_TOLERANCE, "share"
    return document.figure(one.name), _derive_half_unit(stated), ""


def _derive_share(document: Document, name: str) -> Figure:
    """Exact, so that the tolerance is that of the stated share alone; of nothing, a share is nothing."""
    grid, row, column = name.split(".")
    part, whole = document.cell(grid, row, column), document.cell(grid, document.outline.grids[grid].total, column)
    if part.amount == 0 == whole.amount:
        return Figure.of(0)
    return formulas.compute_share(part, whole)


def _derive_half_unit(stated: Figure) -> Decimal:
    places = stated.amount.as_tuple().exponent if stated.amount is not None else 0
    return Decimal(5).scaleb(int(places) - 1)


def _is_within_tolerance(stated: Figure, found: Figure, tolerance: Decimal) -> bool:
    if stated.amount is None or found.amount is None:
        return stated == found
    return abs(stated.amount - found.amount) <= tolerance


def _check_branch(document: Document, one: Mention) -> Statement | None:
    """The paper chose one alternative while the figures choose the other."""
    holds = document.is_condition_met(one.name)
    if holds is None or holds is one.value:
        return None
    names = formulas.list_formula_operands(one.name)
    said = "、".join(printing.format_figure(document.figure(name)) or "、".join(document.words(name)) for name in names)
    return Statement(places.find_operand_place(names[0]), one.stated, one.other or said, one.quote)

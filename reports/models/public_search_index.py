"""查找索引: every two neighbouring letters of what the public may read, so that a search need not read every paper.

SQLite: a contentless FTS5 table, where letters next to each other in the word are next to each other in the paper: what it finds is
what `icontains` finds. PostgreSQL: the pairs of a paper as a tsvector under GIN. It keeps no order, so papers that have every pair
of a longer word are read again; a word of two letters is one pair. Both hold standing publications alone, in which nothing is withheld.
No model: the tables are made by the migration and read by the SQL below. A landed migration uses this module: what it does stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import connection

TABLE = "reports_publicsearch"
Statement = tuple[str, list[Any]]


@dataclass(frozen=True)
class Index:
    """What a database is told. `match`: numbers of the publications that have the word."""

    make: tuple[str, ...]
    drop: str
    match: str


SQLITE = Index(
    make=(f"CREATE VIRTUAL TABLE {TABLE} USING fts5(unit, words, content='', tokenize='ascii')",),
    drop=f"DROP TABLE IF EXISTS {TABLE}",
    match=f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s",  # noqa: S608 - our own name
)
POSTGRESQL = Index(
    make=(
        f"CREATE TABLE {TABLE} (publication bigint PRIMARY KEY, pairs tsvector NOT NULL)",
        f"CREATE INDEX {TABLE}_pairs ON {TABLE} USING gin (pairs)",
    ),
    drop=f"DROP TABLE IF EXISTS {TABLE}",
    match=f"SELECT publication FROM {TABLE} WHERE pairs @@ %s::tsquery",  # noqa: S608 - our own name
)
# The papers that have every pair, and no other, are read for the word; what a capital letter is, the database says as for `icontains`.
READ_AGAIN = (
    f"WITH found AS MATERIALIZED ({POSTGRESQL.match}) "  # noqa: S608 - our own names
    "SELECT paper.id FROM found JOIN reports_publication paper ON paper.id = found.publication "
    "WHERE strpos({fold}(paper.unit), {fold}(%s)) > 0 OR strpos({fold}(paper.text), {fold}(%s)) > 0"
)


def get_index() -> Index:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def list_pairs(text: str) -> Iterator[str]:
    """Every two neighbouring letters in order, as a word of hexadecimal digits that no tokeniser takes apart."""
    return (f"{ord(one):05x}{ord(other):05x}" for one, other in pairwise(_fold(text)))


def write_match(word: str) -> Statement:
    """A subquery of the numbers of what `icontains` would find for a word of two letters and more."""
    pairs, is_caseless = list(list_pairs(word)), word.upper() == word.lower()
    if connection.vendor == "sqlite":
        return SQLITE.match, [f'"{" ".join(pairs)}"']
    query = " & ".join(f"'{pair}'" for pair in dict.fromkeys(pairs))
    if len(word) == len("绩效") and is_caseless:
        return POSTGRESQL.match, [query]
    return READ_AGAIN.format(fold="" if is_caseless else "upper"), [query, word, word]


def add_to_index(pk: int, unit: str, text: str) -> None:
    """In the transaction that publishes it."""
    if connection.vendor == "sqlite":
        _run(_write_sqlite_row(pk, unit, text))
        return
    pairs = sorted({*list_pairs(unit), *list_pairs(text)})
    insert = f"INSERT INTO {TABLE} VALUES (%s, array_to_tsvector(%s::text[])) "  # noqa: S608 - our own name
    _run((f"{insert}ON CONFLICT (publication) DO UPDATE SET pairs = EXCLUDED.pairs", [pk, pairs]))


def remove_from_index(pk: int, unit: str, text: str) -> None:
    """In the transaction that ends the publication. SQLite has to be told what stood there: it keeps no content."""
    if connection.vendor == "sqlite":
        _run(_write_sqlite_row(pk, unit, text, removed=True))
        return
    _run((f"DELETE FROM {TABLE} WHERE publication = %s", [pk]))  # noqa: S608 - our own name


def count_indexed() -> int:
    """How many publications it holds. DatabaseError where there is no index."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")  # noqa: S608 - our own name
        return int(cursor.fetchone()[0])


def rebuild_index(standing: Iterable[tuple[int, str, str]]) -> int:
    """Made anew from (id, unit, text); how many."""
    index, number = get_index(), 0
    for statement in (index.drop, *index.make):
        _run((statement, []))
    for row in standing:
        add_to_index(*row)
        number += 1
    return number


def _write_sqlite_row(pk: int, unit: str, text: str, *, removed: bool = False) -> Statement:
    content = [pk, " ".join(list_pairs(unit)), " ".join(list_pairs(text))]
    if removed:
        return f"INSERT INTO {TABLE} ({TABLE}, rowid, unit, words) VALUES ('delete', %s, %s, %s)", content  # noqa: S608 - our own name
    return f"INSERT INTO {TABLE} (rowid, unit, words) VALUES (%s, %s, %s)", content  # noqa: S608 - our own name


def _fold(text: str) -> str:
    """Capital letters as the database's `icontains` folds them: SQLite knows those of ASCII alone."""
    if connection.vendor == "sqlite":
        return "".join(letter.lower() if letter.isascii() else letter for letter in text)
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)


def _run(statement: Statement) -> None:
    with connection.cursor() as cursor:
        cursor.execute(*statement)

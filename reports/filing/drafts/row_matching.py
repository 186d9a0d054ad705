"""Row keys of an import: a row that says the same as an existing one keeps its key, so return items find it again."""

from __future__ import annotations

from dataclasses import replace

from reports.domain import Document, Row


def keep_row_keys(document: Document, existing: Document) -> Document:
    """The document with the existing report's keys where a row has another key but the same content."""
    renamed = {name: _match_row_keys(rows, existing.rows(name)) for name, rows in document.lists.items()}
    lists = {name: tuple(replace(row, key=renamed[name].get(row.key, row.key)) for row in rows) for name, rows in document.lists.items()}
    answered = {name: _follow_answered_keys(document, name, rows, renamed) for name, rows in lists.items()}
    return replace(document, lists=answered)


def _match_row_keys(rows: tuple[Row, ...], existing: tuple[Row, ...]) -> dict[str, str]:
    """New key by old key."""
    given = {row.key for row in rows}
    free = [row for row in existing if row.key not in given]
    known = {row.key for row in existing}
    found: dict[str, str] = {}
    for row in rows:
        same = next((other for other in free if other.values == row.values), None) if row.key not in known else None
        if same is not None:
            free.remove(same)
            found[row.key] = same.key
    return found


def _follow_answered_keys(document: Document, name: str, rows: tuple[Row, ...], renamed: dict[str, dict[str, str]]) -> tuple[Row, ...]:
    """Rows that follow the keys of the rows that they answer."""
    keys = renamed.get(document.outline.lists[name].answers, {})
    return tuple(replace(row, answers=keys.get(row.answers, row.answers)) for row in rows) if keys else rows

"""Document → canonical JSON: the same document gives the same bytes, and its hash is the hash of the report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.interchange.json_schema import FORMAT
from reports.domain.interchange.json_values import write_json_figure
from reports.domain.interchange.reading_part import ReadText, build_reading_dict
from reports.domain.scoring import grades
from reports.domain.text_import import Reading


def dump_document(document: Document) -> str:
    """Sorted keys, no white space, Chinese as it is; blank facts are left out."""
    return json.dumps(build_document_dict(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def dump_reading(found: Reading) -> str:
    """The report as `dump_document` writes it, with how its text was read."""
    whole = {**build_document_dict(found.document), "reading": build_reading_dict(ReadText(found.text, found.pieces))}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def build_document_dict(document: Document) -> dict[str, Any]:
    outline, fields = document.outline, document.fields
    built_in = {"district": fields.get("district", ""), "city": fields.get("city", "")}
    return {
        "format": FORMAT,
        "outline": outline.id,
        "year": document.year,
        "department": {"code": document.code, "name": document.department, **built_in},
        "fields": _keep_filled_texts({key: text for key, text in fields.items() if key in outline.fields and outline.fields[key].is_typed}),
        "texts": _keep_filled_texts(document.texts),
        "lists": {key: [_build_row_dict(row) for row in rows] for key, rows in document.lists.items() if rows},
        "figures": {place: write_json_figure(figure) for place, figure in document.filled_figures()},
        "wordings": _keep_filled_texts(document.wordings),
        "statements": [asdict(statement) for statement in document.statements],
        **({"grade_cuts": grades.format_grade_cuts(document.cuts)} if document.cuts else {}),
    }


def _keep_filled_texts(texts: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text}


def _build_row_dict(row: Row) -> dict[str, Any]:
    values = {name: write_json_figure(value) if isinstance(value, Figure) else value for name, value in row.values.items() if str(value)}
    return {"key": row.key, **values, **({"answers": row.answers} if row.answers else {})}

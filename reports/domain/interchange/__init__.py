"""Interchange (交换格式) perfeval-report/1: a Document as canonical JSON, and back. Numbers are texts, never binary floats."""

from reports.domain.interchange.json_export import dump_document, dump_reading
from reports.domain.interchange.json_import import load_document, parse_source, read_outline_id
from reports.domain.interchange.json_schema import FORMAT, build_json_schema
from reports.domain.interchange.problems import BadInterchange
from reports.domain.interchange.reading_part import ReadText, build_reading_dict, load_reading_part, parse_reading_dict
from reports.domain.interchange.reading_report import (
    describe_line,
    describe_note,
    describe_piece,
    describe_pieces,
    describe_where,
    find_line,
)

__all__ = [
    "FORMAT",
    "BadInterchange",
    "ReadText",
    "build_json_schema",
    "build_reading_dict",
    "describe_line",
    "describe_note",
    "describe_piece",
    "describe_pieces",
    "describe_where",
    "dump_document",
    "dump_reading",
    "find_line",
    "load_document",
    "load_reading_part",
    "parse_reading_dict",
    "parse_source",
    "read_outline_id",
]

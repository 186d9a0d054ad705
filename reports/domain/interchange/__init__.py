"""Interchange (交换格式) perfeval-report/1: a Document as canonical JSON, and back. Numbers are texts, never binary floats."""

from reports.domain.interchange.json_export import dump_document
from reports.domain.interchange.json_import import load_document, parse_source, read_outline_id
from reports.domain.interchange.json_schema import FORMAT, build_json_schema
from reports.domain.interchange.problems import BadInterchange

__all__ = ["FORMAT", "BadInterchange", "build_json_schema", "dump_document", "load_document", "parse_source", "read_outline_id"]

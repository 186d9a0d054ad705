"""Interchange (交换格式) perfeval-report/1: a Document as canonical JSON, and back. Numbers are texts, never binary floats."""

from reports.domain.interchange.json_export import dump
from reports.domain.interchange.json_import import load, outline_id, parsed
from reports.domain.interchange.json_schema import FORMAT, schema
from reports.domain.interchange.problems import BadInterchange

__all__ = ["FORMAT", "BadInterchange", "dump", "load", "outline_id", "parsed", "schema"]

"""Interchange (交换格式) perfeval-report/1: a Document as canonical JSON, and back. Numbers are texts, never binary floats."""

from reports.rendering.interchange.dumping import dump
from reports.rendering.interchange.loading import load, outline_id, parsed
from reports.rendering.interchange.problems import BadInterchange
from reports.rendering.interchange.shape import FORMAT, schema

__all__ = ["FORMAT", "BadInterchange", "dump", "load", "outline_id", "parsed", "schema"]

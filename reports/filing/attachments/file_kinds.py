"""The kinds of files that are taken, told by their first bytes, not by their names."""

from __future__ import annotations

import re
from enum import Enum

OFFICE = "application/vnd.openxmlformats-officedocument"


class FileKind(Enum):
    """Label, extensions, content type."""

    PDF = ("PDF", ("pdf",), "application/pdf")
    JPG = ("JPG 图片", ("jpg", "jpeg"), "image/jpeg")
    PNG = ("PNG 图片", ("png",), "image/png")
    DOCX = ("DOCX 文档", ("docx",), f"{OFFICE}.wordprocessingml.document")
    XLSX = ("XLSX 表格", ("xlsx",), f"{OFFICE}.spreadsheetml.sheet")

    def __init__(self, label: str, extensions: tuple[str, ...], content_type: str) -> None:
        self.label, self.extensions, self.content_type = label, extensions, content_type


EVIDENCE = frozenset(FileKind)
SCAN = frozenset({FileKind.PDF, FileKind.JPG, FileKind.PNG})
PICTURES = frozenset({FileKind.JPG, FileKind.PNG})
SIGNATURES = {b"\xff\xd8\xff": FileKind.JPG, b"\x89PNG\r\n\x1a\n": FileKind.PNG}
PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-")


def match_signature(head: bytes) -> FileKind | None:
    """None where the first bytes do not decide: DOCX and XLSX are both ZIP files."""
    return FileKind.PDF if PDF.match(head) else next((kind for start, kind in SIGNATURES.items() if head.startswith(start)), None)


def describe_accepted_kinds(allowed: frozenset[FileKind]) -> str:
    """PDF、JPG、PNG: for a sentence."""
    return "、".join(kind.name for kind in FileKind if kind in allowed)


def list_accepted_extensions(allowed: frozenset[FileKind]) -> str:
    """.pdf,.jpg: what the browser's file dialogue offers."""
    return ",".join(f".{extension}" for kind in FileKind if kind in allowed for extension in kind.extensions)

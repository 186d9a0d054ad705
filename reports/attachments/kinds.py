"""The kinds of files that are taken, told by their first bytes, not by their names."""

from __future__ import annotations

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
PACKED = (b"PK\x03\x04", b"PK\x05\x06")  # DOCX and XLSX are ZIP files
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # DOC, XLS, and DOCX or XLSX with a password
SIGNATURES = {b"%PDF-": FileKind.PDF, b"\xff\xd8\xff": FileKind.JPG, b"\x89PNG\r\n\x1a\n": FileKind.PNG}


def by_signature(head: bytes) -> FileKind | None:
    """None where the first bytes do not decide."""
    return next((kind for start, kind in SIGNATURES.items() if head.startswith(start)), None)


def accepted(allowed: frozenset[FileKind]) -> str:
    """PDF、JPG、PNG: for a sentence."""
    return "、".join(kind.name for kind in FileKind if kind in allowed)


def accept(allowed: frozenset[FileKind]) -> str:
    """.pdf,.jpg: what the browser's file dialogue offers."""
    return ",".join(f".{extension}" for kind in FileKind if kind in allowed for extension in kind.extensions)

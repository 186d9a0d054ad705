"""Excel files for the tests: ordinary lists, and sheets no person would make."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from departments.workbook import build_workbook

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def a_list(*rows: list[str]) -> BytesIO:
    return BytesIO(build_workbook(rows, max(map(len, rows))))


def a_sheet(content: str) -> BytesIO:
    """A workbook with hand-written rows."""
    return with_part(SHEET, f"{HEAD}{content}</sheetData></worksheet>")


def carried_fields(page: str) -> dict[str, str]:
    """What the preview of a list carries to its confirmation."""
    return dict(re.findall(r'<input type="hidden" name="(district|list|seen)" value="([^"]*)"', page))


def a_zip(parts: dict[str, str]) -> BytesIO:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed


def with_part(name: str, content: str) -> BytesIO:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(build_workbook([["x"]], 1))) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    packed.seek(0)
    return packed

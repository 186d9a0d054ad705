"""An Excel file opened again: its cells with their kinds, and the XML behind them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook


def sheet(content: bytes, name: str) -> list[list[Any]]:
    """Headings and rows as a reader sees them."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name).to_python()


def column(content: bytes, name: str, heading: str) -> list[Any]:
    head, *rows = sheet(content, name)
    at = [str(each).replace("\n", "") for each in head].index(heading)
    return [row[at] for row in rows]


def xml(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {part: archive.read(part).decode() for part in archive.namelist()}

"""A .docx is a ZIP of parts: those that never change lie in `parts/`, the others are given. Equal parts give equal bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

PARTS = Path(__file__).parent / "parts"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can name
TYPES = "[Content_Types].xml"  # stands first: readers know the file by it


def pack_parts(made: Mapping[str, bytes]) -> bytes:
    """The file of the fixed parts and of those in `made`, by their names in the file."""
    parts = {**_load_fixed_parts(), **made}
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != TYPES, name)):
            archive.writestr(_make_entry(name), parts[name])
    return target.getvalue()


@cache
def _load_fixed_parts() -> Mapping[str, bytes]:
    return {file.relative_to(PARTS).as_posix(): file.read_bytes() for file in PARTS.rglob("*") if file.is_file()}


def _make_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
    return entry

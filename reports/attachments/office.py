"""DOCX and XLSX: a ZIP with the right main part, without macros, that unpacks to a sensible size. ECMA-376 part 2 (packages)."""

from __future__ import annotations

import re
import zlib
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reports.attachments.kinds import OFFICE, FileKind
from reports.attachments.limits import MB, MOST_PARTS, MOST_RATIO, MOST_UNPACKED, SMALL
from reports.attachments.refusals import NotAccepted

TYPES = "[Content_Types].xml"
MOST_OF_TYPES = MB
MAIN = {
    f"{OFFICE}.wordprocessingml.document.main+xml": FileKind.DOCX,
    f"{OFFICE}.spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
OVERRIDE = re.compile(r"<(?:\w+:)?Override\b[^>]*>")
ATTRIBUTE = re.compile(r"""\b(PartName|ContentType)\s*=\s*["']([^"']*)["']""")
MACROS = re.compile(r"vbaProject|macroEnabled", re.IGNORECASE)
BLOCK = 256 * 1024
BROKEN = "文件已损坏或不完整，请用 Word、Excel 或 WPS 打开后另存再上传。"
TOO_LARGE = f"文件解压后过大（最多 {MOST_UNPACKED // MB} MB），请精简内容或另存为 PDF 后再上传。"


def check(file: IO[bytes]) -> FileKind:
    """Which of the two it is. Raises NotAccepted."""
    try:
        with ZipFile(file) as packed:
            parts = packed.infolist()
            _check_parts(parts)
            kind = _main(packed)
            _read_through(packed, parts)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as broken:
        raise NotAccepted(BROKEN) from broken
    return kind


def _check_parts(parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) != len(names) or not all(map(_is_tame, parts)):
        raise NotAccepted(BROKEN)
    if any(MACROS.search(name) for name in names):
        raise NotAccepted("文件里有宏，请另存为不含宏的 .docx 或 .xlsx 后再上传。")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_RATIO * packed):
        raise NotAccepted(TOO_LARGE)


def _is_tame(part: ZipInfo) -> bool:
    """Stays in its folder, is packed in the usual way and not encrypted."""
    name = part.orig_filename
    escapes = name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")
    return not escapes and part.compress_type in (ZIP_STORED, ZIP_DEFLATED) and not part.flag_bits & 1


def _main(packed: ZipFile) -> FileKind:
    """By the list of contents, and the main part that it names is there."""
    if TYPES not in packed.namelist():
        raise NotAccepted("不是 Word 或 Excel 文件，压缩包请解开后逐个上传。")
    with packed.open(TYPES) as listed:
        text = listed.read(MOST_OF_TYPES).decode("utf-8", "replace")
    if MACROS.search(text):
        raise NotAccepted("文件里有宏，请另存为不含宏的 .docx 或 .xlsx 后再上传。")
    overrides = [dict(ATTRIBUTE.findall(tag)) for tag in OVERRIDE.findall(text)]
    for override in overrides:
        kind = MAIN.get(override.get("ContentType", ""))
        if kind and override.get("PartName", "").lstrip("/") in packed.namelist():
            return kind
    raise NotAccepted("不是完整的 Word 或 Excel 文件，请打开后另存为 .docx 或 .xlsx 再上传。")


def _read_through(packed: ZipFile, parts: list[ZipInfo]) -> None:
    """Every part to its end: what the ZIP says of its sizes may be a lie, and a damaged part shows itself."""
    left = MOST_UNPACKED
    for part in parts:
        with packed.open(part) as opened:
            while block := opened.read(BLOCK):
                left -= len(block)
                if left < 0:
                    raise NotAccepted(TOO_LARGE)

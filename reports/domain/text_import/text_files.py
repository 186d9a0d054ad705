"""A text file as published reports come: UTF-8, or the GB 18030 of older word processors."""

from __future__ import annotations

from pathlib import Path

from reports.domain.text_import.reader import Unreadable

LARGEST = 1_000_000  # bytes: as many letters as a report can print at most, far more than any has
ENCODINGS = ("utf-8-sig", "gb18030")


def read_text_file(path: Path) -> str:
    """What the file says. Raises Unreadable."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise Unreadable(f"不能读取“{path}”，请检查文件名和权限。") from error
    if raw is None:
        raise Unreadable(f"文件“{path}”超过 {LARGEST // 1_000_000} MB，不是一份报告的文本。")
    return decode_text(raw, str(path))


def decode_text(raw: bytes, name: str) -> str:
    """What the bytes of a file say. Raises Unreadable."""
    text = _convert_bytes(raw)
    if text is None:
        raise Unreadable(f"文件“{name}”不是文本文件，请另存为 UTF-8 编码的 .txt 文件。")
    if not text.strip():
        raise Unreadable(f"文件“{name}”是空的。")
    return text


def _convert_bytes(raw: bytes) -> str | None:
    if b"\0" in raw:
        return None
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None

"""PDF: whole, not encrypted, without scripts and programs. Looked through as bytes and never opened.

ISO 32000-1: 7.5.5 startxref and %%EOF, 7.5.7 object streams, 7.6 /Encrypt, 12.6.4 actions. A thorough parser would be one more
program that a hostile file could keep busy; ours only looks for names, in the file and in its object streams.
"""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
from io import UnsupportedOperation
from typing import IO

from reports.attachments.limits import MB
from reports.attachments.refusals import NotAccepted

VERSION = re.compile(rb"%PDF-[12]\.\d")
END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
TAIL = 2048  # bytes at the end in which readers look for %%EOF
CROSS = re.compile(rb"xref\b|\d+\s+\d+\s+obj\b")
NAME = re.compile(rb"/(?:[A-Za-z]|#[0-9A-Fa-f]{2}){2,40}")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
WANTED = re.compile(rb"/(?:Encrypt|JavaScript|Launch)(?![A-Za-z0-9])|/[A-Za-z]{0,12}#[0-9A-Fa-f]{2}")
OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9]).{0,500}?stream\r?\n", re.DOTALL)
MOST_OBJECTS = 64 * MB  # unpacked, of all object streams
Content = bytes | mmap.mmap
REASONS = {
    b"/Encrypt": "PDF 加了密码或权限限制，请另存为不加密的 PDF 后再上传。",
    b"/JavaScript": "PDF 里有脚本，请打印成新的 PDF 后再上传。",
    b"/Launch": "PDF 里有启动程序的动作，请打印成新的 PDF 后再上传。",
}
BROKEN = "PDF 已损坏或不完整，请重新导出或另存后再上传。"


def check(file: IO[bytes]) -> None:
    """Raises NotAccepted."""
    content = _mapped(file)
    _check_whole(content)
    for piece in (content, *_object_streams(content)):
        for name in _suspicious(piece):
            raise NotAccepted(REASONS[name])


def _mapped(file: IO[bytes]) -> Content:
    """The file in the place where it lies on the disc; in memory only what was never on one."""
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (AttributeError, UnsupportedOperation):
        return file.read()


def _check_whole(content: Content) -> None:
    ends = list(END.finditer(content, max(0, len(content) - TAIL)))
    if not VERSION.match(content) or not ends:
        raise NotAccepted(BROKEN)
    at = int(ends[-1][1])
    if at >= len(content) or not CROSS.match(content[at : at + 64].lstrip()):
        raise NotAccepted(BROKEN)


def _suspicious(content: Content) -> Iterator[bytes]:
    """Names that are not wanted, also where their letters are written as #4A."""
    for found in WANTED.finditer(content):
        name = NAME.match(content, found.start())
        plain = ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), name[0]) if name else found[0]
        if plain in REASONS:
            yield plain


def _object_streams(content: Content) -> Iterator[bytes]:
    """Objects that are kept packed, where a look at the bytes would find nothing."""
    left = MOST_OBJECTS
    for found in OBJECTS.finditer(content):
        end = content.find(b"endstream", found.end())
        try:
            piece = zlib.decompressobj().decompress(content[found.end() : end], left)
        except zlib.error:
            continue
        left -= len(piece)
        if left <= 0:
            raise NotAccepted("PDF 的内部结构过于复杂，请打印成新的 PDF 后再上传。")
        yield piece

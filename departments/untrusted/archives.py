"""ZIP files, as Word and Excel write them: the directory is bounded before it is read, every part is read to its end and counted.

APPNOTE.TXT of PKWARE: 4.3.12 central directory, 4.3.14 and 4.3.16 its end, 4.4.4 flags.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from departments.untrusted.budgets import PART, Budget, TooComplex, TooLarge

MB = 1024 * 1024
END, END_64, LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
MOST_OF_DIRECTORY = 2 * MB  # 5,000 parts with names of 200 letters take half of it
SMALL = 10 * MB  # unpacked; below, the ratio does not matter
MOST_RATIO = 100  # times that a file may grow; a large sheet grows some 30 times
BLOCK = 256 * 1024
# What zipfile and zlib raise over damaged bytes.
DAMAGE = (BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError)


class BrokenArchive(Exception):
    """No ZIP file, a damaged one, or one that contradicts itself."""


class Archive:
    """`names`: of the parts, as they are written, with forward slashes. A part is asked for in any case of letters: ECMA-376-2, 6.2.2."""

    def __init__(self, content: bytes, budget: Budget, most_parts: int) -> None:
        """Raises BrokenArchive, TooLarge, TooComplex."""
        self.budget = budget
        try:
            _check_directory(content)
            self.packed = ZipFile(BytesIO(content))
            parts = self.packed.infolist()
            _check_extents(content, parts)
        except DAMAGE as broken:
            raise BrokenArchive from broken
        self.names = [_name(part) for part in parts]
        self.parts = {name.lower(): part for name, part in zip(self.names, parts, strict=True)}
        if len(parts) > most_parts:
            raise TooComplex
        budget.count(PART * len(parts))
        if len(self.parts) < len(parts) or not all(map(_is_usual, parts)):
            raise BrokenArchive
        _check_sizes(parts, budget)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.parts

    def blocks(self, name: str) -> Iterator[bytes]:
        """A part to its end, whatever the directory says of its size. Raises BrokenArchive, TooLarge."""
        try:
            with self.packed.open(self.parts[name.lower()]) as opened:
                while block := opened.read(BLOCK):
                    self.budget.spend(len(block))
                    yield block
        except DAMAGE as broken:
            raise BrokenArchive from broken

    def read(self, name: str, most: int) -> bytes:
        """At most so many bytes, else TooLarge; an absent part is a broken archive."""
        if name not in self:
            raise BrokenArchive
        pieces, size = [], 0
        for block in self.blocks(name):
            pieces.append(block)
            size += len(block)
            if size > most:
                raise TooLarge
        return b"".join(pieces)


def _name(part: ZipInfo) -> str:
    """Some programs write the part names with the backslashes of Windows."""
    return part.orig_filename.replace("\\", "/")


def _check_directory(content: bytes) -> None:
    """zipfile makes an object for every line of the directory; a hostile one has hundreds of thousands."""
    at = content.rfind(END, max(0, len(content) - 65_557))
    if at < 0:
        raise BrokenArchive
    (size,) = struct.unpack_from("<L", content, at + 12)
    if content[max(0, at - 20) : at].startswith(LOCATOR_64):
        size = _size_64(content, at - 76)
    if size > MOST_OF_DIRECTORY:
        raise TooLarge


def _size_64(content: bytes, at: int) -> int:
    """Of the directory, by the longer record that stands right before its locator."""
    if at < 0 or not content.startswith(END_64, at):
        raise BrokenArchive
    (size,) = struct.unpack_from("<Q", content, at + 40)
    return int(size)


def _check_extents(content: bytes, parts: list[ZipInfo]) -> None:
    """Parts that share bytes are a bomb, or say different things to different readers."""
    free = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < free:
            raise BrokenArchive
        named, extra = struct.unpack_from("<HH", content, part.header_offset + 26)
        free = part.header_offset + 30 + named + extra + part.compress_size
    if free > len(content):
        raise BrokenArchive


def _is_usual(part: ZipInfo) -> bool:
    """Stays in its folder, is packed in the usual way and not encrypted."""
    name = _name(part)
    escapes = name.startswith("/") or "\0" in name or ":" in name or ".." in name.split("/")
    return not escapes and part.compress_type in (ZIP_STORED, ZIP_DEFLATED) and not part.flag_bits & 1


def _check_sizes(parts: list[ZipInfo], budget: Budget) -> None:
    """What is declared: an honest bomb is refused before anything is unpacked."""
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > budget.left or (unpacked > SMALL and unpacked > MOST_RATIO * packed):
        raise TooLarge

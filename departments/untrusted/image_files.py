"""JPG and PNG as evidence: whole, and small enough to be opened by whoever downloads them. Read without keeping the picture in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from PIL import Image

from departments.untrusted.refusals import Refused

FORMATS = {"JPG": "JPEG", "PNG": "PNG"}
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
SMALLEST = (1, 1)  # a JPG decoded at an eighth of its size is read to its end all the same
PROGRESSIVE = re.compile(rb"\xff[\xc2\xc6\xca\xce]\x00.\x08", re.DOTALL)  # ITU T.81, B.2.2: the frame of a picture in several scans
SCAN = re.compile(rb"\xff\xda\x00[\x06-\x0e]")  # ITU T.81, B.2.3
MOST_SCANS = 40  # an editor writes ten; each is read over the whole picture
MOST_PROGRESSIVE = 16_000_000  # pixels whose coefficients are kept in memory until the last scan
MOST_SCANNED = 200_000_000  # pixels times scans
MOST_PIECES = 20_000  # segments of a JPG, chunks of a PNG; a PNG of 20 MB has 2,500
BROKEN = "图片已损坏或不完整，请重新扫描或导出后再上传。"
MARKER, ALONE = 0xFF, frozenset({0x00, 0x01, 0xFF, *range(0xD0, 0xD9)})  # markers without a length
SCANS = f"图片是分多次显示的 JPG（渐进式），而且超过 {MOST_PROGRESSIVE // 10_000:,} 万像素，或者遍数太多，请另存为普通的 JPG 后再上传。"


def check(content: bytes, kind: str, most_pixels: int) -> str:
    """`kind` JPG or PNG, which is handed back. Raises Refused for a picture that is broken or has too many pixels."""
    try:
        _check_pieces(content, kind)
        with Image.open(BytesIO(content), formats=[FORMATS[kind]]) as image:
            _check_pixels(image.size[0] * image.size[1], most_pixels)
            _read_through(image, content, kind)
    except BOMBS as bomb:
        raise Refused(_describe_too_many(most_pixels)) from bomb
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as broken:
        raise Refused(BROKEN) from broken
    return kind


def _read_through(image: Image.Image, content: bytes, kind: str) -> None:
    if kind == "PNG":
        image.verify()
        return
    _check_scans(content, image.size[0] * image.size[1])
    image.draft("L", SMALLEST)
    image.load()


def _check_scans(content: bytes, pixels: int) -> None:
    """Counted before anything is decoded. A picture may hold small ones of its own; all together have few scans."""
    scans = len(SCAN.findall(content))
    if scans > MOST_SCANS or (PROGRESSIVE.search(content) and (pixels > MOST_PROGRESSIVE or pixels * scans > MOST_SCANNED)):
        raise Refused(SCANS)


def _check_pieces(content: bytes, kind: str) -> None:
    """The library makes an object of each, before it knows the size of the picture."""
    lengths = _chunks(content) if kind == "PNG" else _segments(content)
    if next(islice(lengths, MOST_PIECES, None), None) is not None:
        raise Refused(BROKEN)


def _chunks(content: bytes) -> Iterator[int]:
    """Offsets of a PNG's chunks: ISO 15948, 5.3."""
    at = 8
    while at + 8 <= len(content):
        yield at
        at += 12 + int.from_bytes(content[at : at + 4], "big")


def _segments(content: bytes) -> Iterator[int]:
    """Offsets of a JPG's segments before its first scan; fill bytes count as segments, for the library steps over each: ITU T.81, B.1.1."""
    at = 2
    while at + 4 <= len(content) and content[at : at + 2] != b"\xff\xda":
        yield at
        has_length = content[at] == MARKER and content[at + 1] not in ALONE
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big") if has_length else 1


def _check_pixels(pixels: int, most: int) -> None:
    if pixels > most:
        raise Refused(_describe_too_many(most))


def _describe_too_many(most: int) -> str:
    return f"图片超过 {most // 10_000:,} 万像素，请缩小或降低扫描分辨率后再上传。"

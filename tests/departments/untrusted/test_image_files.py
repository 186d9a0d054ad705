"""Pictures that keep a program busy are refused before anything is decoded."""

import io
import struct
import zlib

import pytest
from PIL import Image

from departments.untrusted import image_files
from departments.untrusted.refusals import Refused
from tests.reports.filing.attachments import files

MOST = 80_000_000


def progressive(size: tuple[int, int]) -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 50).save(made, "JPEG", progressive=True, quality=5)
    return made.getvalue()


def scan_bomb() -> bytes:
    """Its last scan a hundred times over."""
    content = progressive((64, 64))
    at = content.rindex(b"\xff\xda")
    return content[:at] + content[at:-2] * 100 + content[-2:]


def wide(content: bytes) -> bytes:
    """The frame says 4,800 × 4,800 pixels."""
    at = content.index(b"\xff\xc2")
    return content[: at + 5] + struct.pack(">HH", 4_800, 4_800) + content[at + 9 :]


def chunks(number: int) -> bytes:
    content = files.picture()
    chunk = b"\0\0\0\0teXt" + zlib.crc32(b"teXt").to_bytes(4, "big")
    return content[:33] + chunk * number + content[33:]


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("JPG", scan_bomb(), "渐进式"),
        ("JPG", wide(progressive((64, 64))), "渐进式"),
        ("JPG", b"\xff\xd8" + b"\xff\xfe\x00\x02" * 30_000 + files.picture("JPEG")[2:], "图片已损坏"),
        ("JPG", b"\xff\xd8" + b"\xff" * 30_000 + files.picture("JPEG")[2:], "图片已损坏"),
        ("PNG", chunks(30_000), "图片已损坏"),
    ],
    ids=["scans", "progressive and large", "segments", "fill bytes", "chunks"],
)
def test_a_picture_that_takes_long_is_refused(kind: str, content: bytes, words: str):
    with pytest.raises(Refused) as refused:
        image_files.check(content, kind, MOST)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "content"),
    [("JPG", progressive((640, 480))), ("PNG", chunks(100)), ("JPG", files.picture("JPEG", (3_000, 2_000)))],
    ids=["progressive", "chunks", "large"],
)
def test_an_ordinary_picture_is_taken(kind: str, content: bytes):
    assert image_files.check(content, kind, MOST) == kind

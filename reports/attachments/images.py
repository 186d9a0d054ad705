"""JPG and PNG: whole, and small enough to be opened by whoever downloads them. Read without keeping the picture in memory."""

from __future__ import annotations

from typing import IO

from PIL import Image

from reports.attachments.kinds import FileKind
from reports.attachments.limits import MOST_PIXELS
from reports.attachments.refusals import NotAccepted

FORMATS = {FileKind.JPG: "JPEG", FileKind.PNG: "PNG"}
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
SMALLEST = (1, 1)  # a JPG decoded at an eighth of its size is read to its end all the same


def check(file: IO[bytes], kind: FileKind) -> None:
    """Raises NotAccepted for a picture that is broken or has too many pixels."""
    try:
        with Image.open(file, formats=[FORMATS[kind]]) as image:
            _check_pixels(*image.size)
            _read_through(image, kind)
    except BOMBS as bomb:
        raise NotAccepted(_too_many()) from bomb
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as broken:
        raise NotAccepted("图片已损坏或不完整，请重新扫描或导出后再上传。") from broken


def _read_through(image: Image.Image, kind: FileKind) -> None:
    if kind is FileKind.PNG:
        image.verify()
        return
    image.draft("L", SMALLEST)
    image.load()


def _check_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise NotAccepted(_too_many())


def _too_many() -> str:
    return f"图片超过 {MOST_PIXELS // 10_000:,} 万像素，请缩小或降低扫描分辨率后再上传。"

"""A PDF measured by poppler: every word with its place on the paper, in millimetres from the top left corner."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from xml.etree import ElementTree

MM = 25.4 / 72
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float


def printed_pages(pdf: bytes) -> list[list[Line]]:
    """The lines of each page from top to bottom, words of one line joined."""
    command = ["pdftotext", "-bbox", "-", "-"]
    xml = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    pages = ElementTree.fromstring(xml).iter(f"{XHTML}page")
    return [_lines([_word(word) for word in page.iter(f"{XHTML}word")]) for page in pages]


def text(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def _word(word: ElementTree.Element) -> Line:
    left, right, top, bottom = (float(word.attrib[side]) * MM for side in ("xMin", "xMax", "yMin", "yMax"))
    return Line(word.text or "", left, right, top, bottom)


def _lines(words: list[Line]) -> list[Line]:
    """Words whose middles are on one height are a line."""
    rows: dict[int, list[Line]] = {}
    for word in words:
        middle = (word.top + word.bottom) / 2
        rows.setdefault(next((at for at in rows if abs(at / 100 - middle) < 1.5), round(middle * 100)), []).append(word)
    return [_join(sorted(row, key=lambda word: word.left)) for _, row in sorted(rows.items())]


def _join(row: list[Line]) -> Line:
    tops, bottoms = [word.top for word in row], [word.bottom for word in row]
    return Line("".join(word.text for word in row), row[0].left, row[-1].right, min(tops), max(bottoms))

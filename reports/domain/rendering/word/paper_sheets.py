"""Sheets of A4, upright and across, of GB/T 9704: margins, lines on a page, page numbers. Lengths in millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reports.domain.rendering.word.markup import RELATIONS, Element, make_element, to_twips

SHORT, LONG = 210, 297
HEADER = 20  # from the edge of the sheet
FOOTER = 23  # likewise: the number stands 7 mm below the type area
ACROSS_FOOTER = 14


class Margins(NamedTuple):
    top: float
    right: float
    bottom: float
    left: float


UPRIGHT, ACROSS = Margins(37, 26, 35, 28), Margins(28, 37, 26, 34)


@dataclass(frozen=True)
class PaperSheet:
    """`line_pitch` in points; `footers`: ids of the parts below odd and even pages."""

    line_pitch: str
    landscape: bool = False
    footers: tuple[str, str] = ("", "")
    header: str = ""
    restarts: bool = False  # page 1, on the right
    roman: bool = False

    @property
    def width(self) -> float:
        """Of the type area."""
        return (LONG if self.landscape else SHORT) - self.margins.left - self.margins.right

    @property
    def margins(self) -> Margins:
        return ACROSS if self.landscape else UPRIGHT

    def build(self) -> Element:
        return make_element(
            "sectPr",
            *self._list_edges(),
            make_element("type", val="oddPage" if self.restarts else "nextPage"),
            self._make_size(),
            self._make_margins(),
            self._make_numbers(),
            make_element("docGrid", type="lines", linePitch=int(float(self.line_pitch) * 20)),  # a twip more, and a page holds 21 lines
        )

    def _list_edges(self) -> list[Element]:
        """Nothing where the sheets before have the same."""
        ids = (("headerReference", (self.header, self.header)), ("footerReference", self.footers))
        named = [(tag, kind, part) for tag, parts in ids for kind, part in zip(("default", "even"), parts, strict=True) if part]
        return [_refer(make_element(tag, type=kind), part) for tag, kind, part in named]

    def _make_size(self) -> Element:
        wide, high = (LONG, SHORT) if self.landscape else (SHORT, LONG)
        lying = {"orient": "landscape"} if self.landscape else {}
        return make_element("pgSz", w=to_twips(wide), h=to_twips(high), **lying)

    def _make_margins(self) -> Element:
        sides = {side: to_twips(length) for side, length in self.margins._asdict().items()}
        footer = to_twips(ACROSS_FOOTER if self.landscape else FOOTER)
        return make_element("pgMar", **sides, header=to_twips(HEADER), footer=footer, gutter=0)

    def _make_numbers(self) -> Element | None:
        kind = {"fmt": "upperRoman"} if self.roman else {}
        start = {"start": 1} if self.restarts or self.roman else {}
        return make_element("pgNumType", **kind, **start) if kind or start else None


def _refer(element: Element, part: str) -> Element:
    element.set(f"{{{RELATIONS}}}id", part)
    return element

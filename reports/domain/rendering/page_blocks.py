"""What a template needs to show a report: a page of sections, each a row of blocks.

Every block names its template, so templates only include, never decide. `place` is the fact id that a
return item or a finding may point to; it becomes the HTML id of the element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from reports.domain.rendering.column_widths import fit_column_widths
from reports.domain.rendering.heading_ranks import rank_headings
from reports.domain.rendering.page_breaks import keep_headings_with_text

Align = Literal["left", "center", "right"]

SHORT_ROWS = 10
SHORT_LETTERS = 600
LINE_LETTERS = 36  # of 小四 in a table as wide as the page
MOST_LINES = 30  # of a table on one page, its head not counted


@dataclass(frozen=True)
class Paragraph:
    template: ClassVar[str] = "reports/blocks/paragraph.html"
    text: str
    place: str = ""
    lead: str = ""  # a heading that runs in with the text: （一）内设机构设置。
    closing: bool = False  # below a table, on the page of its last rows


@dataclass(frozen=True)
class Note:
    """A fixed line of the outline, set to the right: 单位：万元."""

    template: ClassVar[str] = "reports/blocks/note.html"
    text: str
    closing: bool = False


@dataclass(frozen=True)
class Signature:
    """A line below a table with what is signed or dated by hand: 填表人 … 负责人（签字）."""

    template: ClassVar[str] = "reports/blocks/signature.html"
    items: tuple[str, ...]
    closing: bool = False


@dataclass(frozen=True)
class Cell:
    text: str
    align: Align = "left"
    place: str = ""
    head: bool = False
    indent: bool = False  # 其中：… stands one character in
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Table:
    template: ClassVar[str] = "reports/blocks/table.html"
    place: str
    caption: str
    unit: str  # 单位：万元, or "" where a note above says it
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()  # shares of the width, one a column, together 1; empty: by the texts
    small: bool = False  # 五号 in the cells
    joined: bool = False  # close under the table before

    @property
    def column_widths(self) -> tuple[str, ...]:
        """The shares as HTML writes them: 25%."""
        return tuple(f"{share:.2%}" for share in self.shares)

    @property
    def shares(self) -> tuple[float, ...]:
        """The outline's widths, else widths by the texts."""
        return self.widths or fit_column_widths(self.head + self.body)

    @property
    def short(self) -> bool:
        """Small enough to be kept on one page, rather than to leave half a page empty before it."""
        return len(self.body) <= SHORT_ROWS and sum(len(cell.text) for row in self.body for cell in row) <= SHORT_LETTERS

    @property
    def tall(self) -> bool:
        """A row may be higher than a page: then, and only then, rows may be split."""
        return any(_count_cell_lines(cell, share) > MOST_LINES for row in self.body for cell, share in self._with_shares(row))

    def _with_shares(self, row: tuple[Cell, ...]) -> Iterator[tuple[Cell, float]]:
        """Cells that go on from above stand left of a row's own; where cells span columns, the narrowest is taken for all."""
        shares = self.shares[len(self.shares) - len(row) :]
        narrowest = min(self.shares, default=1.0)
        return ((cell, narrowest if any(other.colspan > 1 for other in row) else share) for cell, share in zip(row, shares, strict=True))


def _count_cell_lines(cell: Cell, share: float) -> float:
    """Lines that a cell can need at most in a column with this share of the width."""
    return cell.text.count("\n") + 1 + len(cell.text) / (LINE_LETTERS * share)


@dataclass(frozen=True)
class FormTable:
    """Label and value side by side, as on a paper form."""

    template: ClassVar[str] = "reports/blocks/form.html"
    rows: tuple[tuple[Cell, Cell], ...]
    closing: bool = False


Block = Paragraph | Note | Table | FormTable | Signature


@dataclass(frozen=True)
class SectionPage:
    key: str
    level: int  # 1, 2, 3: type face and bookmark depth of the heading
    title: str  # number and heading as printed, "" where a run-in or numbered paragraph carries it
    hint: str  # printed behind the heading in （ ）, or ""
    blocks: tuple[Block, ...]
    place: str = ""  # "section.<key>"
    landscape: bool = False  # on pages of its own, printed across
    new_page: bool = False
    rank: int = 0  # of the heading among those of the whole report; 0 where a section stands alone

    @property
    def tag(self) -> str:
        """The HTML heading: the report's title is the h1."""
        return f"h{(self.rank or self.level) + 1}"


@dataclass(frozen=True)
class ReportPage:
    """A whole report, ready for print or screen."""

    title: str
    department: str
    year: int
    sections: tuple[SectionPage, ...]
    contents: bool  # print a contents page
    line_pitch: str  # points, e.g. "28.99"
    language: str = "zh-CN"
    keywords: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Whatever sections a page is made of, or left with: their headings go down one at a time, and stand above their text."""
        object.__setattr__(self, "sections", rank_headings(keep_headings_with_text(self.sections)))

    @property
    def opens_landscape(self) -> bool:
        """Whether the title stands above a section across the page, on its first sheet."""
        return bool(self.sections) and self.sections[0].landscape

    @property
    def ends_landscape(self) -> bool:
        """Whether the last page lies on its side."""
        return bool(self.sections) and self.sections[-1].landscape

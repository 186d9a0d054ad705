"""An outline (报告提纲): which facts a report asks for, and how it shows them. Frozen data, loaded from a file."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import Field as Setting
from pydantic import model_validator

from reports.domain.outlines.checks import Check
from reports.domain.outlines.rules import Assessment, Rule
from reports.domain.shapes import Definition, Field, Grid, Listing, Narrative

MOST_LEVELS = 4  # of headings
FOURTH_STYLE = "（1）"
BLOCK_KINDS = ("text", "sentence", "listing", "table", "form", "row", "note", "signature", "reasons")


class Part(Definition):
    """A named part of a sentence: repeated over rows, or one of two alternatives."""

    each: str = ""  # a grid (all rows but its total, unless `rows` names them) or a list
    rows: tuple[str, ...] = ()
    item: str = "{text}"
    join: str = ""
    number: str = ""  # numbering style of the items: 一是
    when: str = ""  # a condition; three-valued: with a blank operand neither branch is printed
    then: str = ""
    otherwise: str = Setting(default="", alias="else")


class Block(Definition):
    """One thing a section shows: exactly one of text, sentence, list, table, form, row, note, signature, reasons."""

    text: str = ""
    sentence: str = ""
    wordings: tuple[str, ...] = ()  # in place of `sentence`: the first is printed, any is read
    listing: str = Setting(default="", alias="list")
    table: str = ""
    form: tuple[str, ...] = ()
    row: tuple[str, ...] = ()  # facts side by side, their labels above
    note: str = ""
    parts: dict[str, Part] = {}
    editable: str = ""  # key under which the department's own wording of the sentence is kept
    number: str = ""  # of list items
    end: str = ""  # closing mark of list items
    lines: tuple[str, ...] = ()  # of a list item, each a pattern over its columns; one with a blank optional part alone is left out
    turn: bool = False  # print the grid's columns as rows
    corner: str = ""
    columns: tuple[str, ...] = ()
    caption: str = ""
    unit: bool = True  # 单位：万元 above the table
    widths: tuple[float, ...] = ()
    rows: tuple[str, ...] = ()  # of a grid; empty: all
    headless: bool = False  # goes on under the table before
    joined: bool = False  # with its head, close under the table before
    group: tuple[str, ...] = ()  # columns of a list in which equal neighbours are one cell
    total: tuple[str, ...] = ()  # columns of a list that are added up in a last row
    side: str = ""  # a label at the side of a table, form or row, over all its rows: 年度总体目标
    beside: dict[str, str] = {}  # texts or fields beside rows of a grid: row → fact
    beside_label: str = ""
    small: bool = False  # 五号 in the cells, for a table of many words
    signature: tuple[str, ...] = ()  # what is signed below: 负责人（签字）, or a pattern
    reasons: str = ""  # words before the reasons that the department gave for findings; nothing is printed where there are none

    @model_validator(mode="before")
    @classmethod
    def take_first_wording(cls, raw: Any) -> Any:
        """The first of the wordings is the sentence; both together are left to be refused."""
        if isinstance(raw, dict) and raw.get("wordings") and "sentence" not in raw and isinstance(raw["wordings"], list | tuple):
            return {**raw, "sentence": raw["wordings"][0]}
        return raw

    @property
    def readable(self) -> tuple[str, ...]:
        """The sentence in every wording that is read."""
        return tuple(dict.fromkeys((self.sentence, *self.wordings)))

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in BLOCK_KINDS if getattr(self, kind)]

    @property
    def kind(self) -> str:
        return self.kinds[0]


class Section(Definition):
    """章节: a heading of its level and the blocks below it."""

    key: str
    level: Literal[1, 2, 3, 4]
    heading: str = ""  # a pattern; "": a numbered paragraph without a heading
    also: tuple[str, ...] = ()  # other headings under which papers have the section: read, never printed
    hint: str = ""  # printed behind the heading in （ ）
    guide: str = ""  # for the person who fills in, never printed
    number: str = ""  # overrides the numbering style of the level; "-": none
    landscape: bool = False  # on pages of its own, printed across
    new_page: bool = False
    run_in: str = ""  # heading and text share a paragraph, this mark between them
    required: bool = True
    show: tuple[Block, ...] = ()

    def turns(self, table: str) -> bool:
        """Whether the paper prints the columns of that grid as rows."""
        return any(block.turn for block in self.show if block.table == table)


class Outline(Definition):
    """A whole outline with its vocabulary resolved. Loaded once per text, so two outlines are equal when they are one."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    id: str
    name: str
    title: str
    numbering: tuple[str, ...] = Setting(default=("一、", "（一）", "1、"), min_length=3, max_length=4)  # of each level
    namespace: str = ""  # prefix of the county's own facts: <namespace>_…
    unit: str = "万元"
    places: int = Setting(default=2, ge=0, le=6)
    trim: bool = True  # leave out trailing zeros in tables
    line_pitch: str = Setting(default="28.99", pattern=r"^\d{2}(\.\d{1,2})?$")  # points
    contents: bool = False  # print a contents page
    field: tuple[Field, ...] = ()
    text: tuple[Narrative, ...] = ()
    listing: tuple[Listing, ...] = Setting(default=(), alias="list")
    grid: tuple[Grid, ...] = ()
    section: tuple[Section, ...] = ()
    check: tuple[Check, ...] = ()
    rule: tuple[Rule, ...] = ()
    assessment: tuple[Assessment, ...] = ()

    @cached_property
    def fields(self) -> dict[str, Field]:
        return {field.key: field for field in self.field}

    @cached_property
    def texts(self) -> dict[str, Narrative]:
        return {text.key: text for text in self.text}

    @cached_property
    def lists(self) -> dict[str, Listing]:
        return {listing.key: listing for listing in self.listing}

    @cached_property
    def grids(self) -> dict[str, Grid]:
        return {grid.key: grid for grid in self.grid}

    @cached_property
    def sections(self) -> dict[str, Section]:
        return {section.key: section for section in self.section}

    @cached_property
    def rules(self) -> dict[str, Rule]:
        return {rule.key: rule for rule in self.rule}

    @cached_property
    def number_styles(self) -> tuple[str, ...]:
        """A numbering style for every level, the fourth by GB/T 9704 where the outline gives none."""
        return (*self.numbering, FOURTH_STYLE)[:MOST_LEVELS]

    @cached_property
    def prints_reasons(self) -> bool:
        """Whether the paper shows what the department said of the findings."""
        return any(block.reasons for section in self.section for block in section.show)

    @cached_property
    def wordings(self) -> dict[str, Block]:
        """Editable sentences by the key of their wording."""
        return {block.editable: block for section in self.section for block in section.show if block.editable}

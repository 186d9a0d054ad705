"""Automatic numbers (自动编号) of a Word file, worked out as Word does: they stand in no text. ECMA-376-1, 17.9."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from departments.untrusted.number_formats import FORMATS
from departments.untrusted.word_styles import Styles
from departments.untrusted.xml_trees import Element

LEVELS = 9
PLACEHOLDER = re.compile("%([1-9])")
PLAIN = "decimal"
LARGEST = 32_767  # that Word counts to
UNNUMBERED = "0"


@dataclass(frozen=True)
class Level:
    start: int
    format: str
    text: str  # （%1）
    is_legal: bool  # the levels above are written in Arabic numerals
    restart: int  # behind which level it begins anew, 1 for the first; 0: never
    style: str


@dataclass
class Number:
    """A `w:num`: how one list counts. Lists of one `abstract` go on counting with each other."""

    abstract: str
    levels: dict[int, Level]
    overrides: dict[int, int]  # where a level begins when this list first uses it


class Numbering:
    """Counts as paragraphs come. `tell` hears of a format that is not known."""

    def __init__(self, root: Element | None, styles: Styles, tell: Callable[[str], None]) -> None:
        self.styles, self.tell = styles, tell
        self.numbers = dict(_iter_numbers(root, styles)) if root else {}
        self.counters: dict[str, list[int | None]] = {}

    def count_paragraph(self, properties: Element | None) -> str:
        """What Word shows before the text of the next paragraph; "" for nothing."""
        found, at = self._find_number(properties)
        level = found.levels.get(at) if found else None
        if found is None or level is None:
            return ""
        counted = self.counters.setdefault(found.abstract, [None] * LEVELS)
        if (start := found.overrides.pop(at, None)) is not None:
            counted[at] = start - 1
        for above in range(at):
            if counted[above] is None:
                counted[above] = found.levels[above].start if above in found.levels else 1
        before = counted[at]
        counted[at] = level.start if before is None else min(before + 1, LARGEST)
        for below in range(at + 1, LEVELS):
            if (deeper := found.levels.get(below)) is None or at < deeper.restart:
                counted[below] = None
        return PLACEHOLDER.sub(lambda mark: self._write(found, level, at, int(mark[1]) - 1, counted), level.text)

    def _find_number(self, properties: Element | None) -> tuple[Number | None, int]:
        """The paragraph's own, else that of its style or of one on which that is based."""
        if properties is None:
            return None, 0
        key, at = properties.get_value("numPr", "numId"), _read_whole(properties.get_value("numPr", "ilvl"), -1)
        style = properties.get_value("pStyle") or self.styles.default
        named, styled = self.styles.find_number(style)
        number = self.numbers.get(key or styled or UNNUMBERED)
        if number is None:
            return None, 0
        if at < 0 and key is None:
            at = named if named >= 0 else next((each for each, level in number.levels.items() if level.style and level.style == style), 0)
        return number, max(at, 0)

    def _write(self, found: Number, level: Level, at: int, other: int, counted: list[int | None]) -> str:
        known = found.levels.get(other)
        name = PLAIN if known is None or (level.is_legal and other != at) else known.format
        if name not in FORMATS:
            self.tell(name)
            name = PLAIN
        return FORMATS[name](counted[other] or 0 if other <= at else 1)


def _iter_numbers(root: Element, styles: Styles) -> Iterator[tuple[str, Number]]:
    abstracts = {each.attributes.get("abstractNumId", ""): each for each in root.children if each.tag == "abstractNum"}
    named = {each.attributes.get("numId", ""): each for each in root.children if each.tag == "num"}
    for key, number in named.items():
        abstract = number.get_value("abstractNumId") or ""
        linked = abstracts[abstract].get_value("numStyleLink") if abstract in abstracts else None
        if linked and (other := named.get(styles.find_number(linked)[1])):  # the list is laid down by a style
            abstract = other.get_value("abstractNumId") or ""
        if abstract in abstracts and key != UNNUMBERED:
            levels = dict(_iter_levels(abstracts[abstract]))
            overrides: dict[int, int] = {}
            for override in number.children:
                at = _read_whole(override.attributes.get("ilvl"), 0)
                for _, level in _iter_levels(override):
                    levels[at] = level
                if (start := override.get_value("startOverride")) is not None:
                    overrides[at] = _read_whole(start, 1)
            yield key, Number(abstract, levels, overrides)


def _iter_levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for each in parent.children:
        at = _read_whole(each.attributes.get("ilvl"), 0)
        if each.tag == "lvl" and 0 <= at < LEVELS:
            start, restart = _read_whole(each.get_value("start"), 0), _read_whole(each.get_value("lvlRestart"), at)
            text, style = each.get_value("lvlText") or "", each.get_value("pStyle") or ""
            is_legal = (mark := each.find("isLgl")) is not None and mark.attributes.get("val") not in ("0", "false")
            yield at, Level(start, _find_format(each), text, is_legal, restart, style)


def _find_format(level: Element) -> str:
    """Newer formats stand inside of an alternative."""
    found = next((each for each in level.iterate() if each.tag == "numFmt"), None)
    return found.attributes.get("val", PLAIN) if found else PLAIN


def _read_whole(written: str | None, otherwise: int) -> int:
    """A whole number that Word would take."""
    if written is None or not written.isascii() or not written.isdigit() or len(written) > len(str(LARGEST)):
        return otherwise
    return min(int(written), LARGEST)

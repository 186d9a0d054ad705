"""Keys of an outline: well formed, never used twice, and free of what the system itself uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.positions import Location

Problem = tuple[Location, str]

KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
FIELD_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){0,2}")
ROW_WORDS = ("key", "answers")  # of a list's row in the interchange format
FACTS = {"field": "field", "text": "text", "list": "listing", "grid": "grid"}


def find_key_problems(outline: Outline) -> Iterator[Problem]:
    if not outline.section:
        yield ("section",), "提纲没有章节"
    yield from _check_keys(outline)
    yield from _check_keys_once("section", [section.key for section in outline.section])
    yield from _check_facts_once(outline)
    yield from _check_inner_keys(outline)
    yield from _check_wordings_once(outline)


def _check_keys(outline: Outline) -> Iterator[Problem]:
    for kind, name in {**FACTS, "section": "section"}.items():
        form = FIELD_KEY if kind == "field" else KEY
        for at, entry in enumerate(getattr(outline, name)):
            if not form.fullmatch(entry.key) or len(entry.key) > 64:
                yield (kind, at, "key"), f"“{entry.key}”只能由字母开头的字母、数字和 _ 组成，最多 64 个字符"


def _check_keys_once(kind: str, keys: list[str]) -> Iterator[Problem]:
    counts = Counter(keys)
    for at, key in enumerate(keys):
        if counts.pop(key, 0) > 1:
            yield (kind, at, "key"), f"“{key}”出现了不止一次"


def _check_facts_once(outline: Outline) -> Iterator[Problem]:
    """Fields, texts, lists and grids share one vocabulary."""
    seen: set[str] = set()
    for kind, name in FACTS.items():
        for at, entry in enumerate(getattr(outline, name)):
            if entry.key in seen:
                yield (kind, at, "key"), f"“{entry.key}”出现了不止一次"
            seen.add(entry.key)


def _check_inner_keys(outline: Outline) -> Iterator[Problem]:
    """Fields of lists, rows and columns of grids."""
    for at, listing in enumerate(outline.listing):
        yield from _check_line_keys(("list", at, "fields"), [field.key for field in listing.fields])
        for index, field in enumerate(listing.fields):
            if field.key in ROW_WORDS:
                yield ("list", at, "fields", index), f"列不能叫“{field.key}”"
    for at, grid in enumerate(outline.grid):
        for name in ("rows", "columns"):
            yield from _check_line_keys(("grid", at, name), [line.key for line in getattr(grid, name)])


def _check_line_keys(location: Location, keys: list[str]) -> Iterator[Problem]:
    for index, key in enumerate(keys):
        if not KEY.fullmatch(key):
            yield (*location, index), f"“{key}”只能由字母开头的字母、数字和 _ 组成，最多 64 个字符"
        if key in keys[:index]:
            yield (*location, index), f"“{key}”出现了不止一次"


def _check_wordings_once(outline: Outline) -> Iterator[Problem]:
    blocks = [(at, index, block) for at, section in enumerate(outline.section) for index, block in enumerate(section.show)]
    seen: set[str] = set()
    for at, index, block in blocks:
        if block.editable and (block.editable in seen or not KEY.fullmatch(block.editable)):
            yield ("section", at, "show", index, "editable"), f"“{block.editable}”重复或含有字母、数字和 _ 以外的字符"
        seen.add(block.editable)

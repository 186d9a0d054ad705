"""Where in an outline file a location of the parsed data stands: ("grid", 0, "rows", 2, "label") → its line."""

from __future__ import annotations

import itertools
import re

Location = tuple[int | str, ...]

HEADER = re.compile(r"^[ \t]*\[\[?\s*([\w.]+)\s*\]\]?", re.MULTILINE)
TOKEN = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*"|'[^']*')|(?P<comment>\#[^\n]*)|(?P<mark>[\[\]{},])|(?P<space>\s+)|(?P<other>[^"'\#\[\]{},\s]+)"""
)


def find_line(text: str, location: Location) -> int:
    """The line, counted from 1, of the deepest step that the text spells out; 0 for the file as a whole."""
    if not location:
        return 0
    start, taken = _find_innermost_block(text, location)
    end = next((head.start() for head in HEADER.finditer(text) if head.start() > start), len(text))
    return text.count("\n", 0, _walk_to_step(text, start, end, location[taken:])) + 1


def _find_innermost_block(text: str, location: Location) -> tuple[int, int]:
    """Where the innermost [[block]] of the location begins, and how many steps that took."""
    heads = [(head.start(), head[1]) for head in HEADER.finditer(text)]
    start, taken, name = 0, 0, ""
    for at, (step, index) in enumerate(itertools.pairwise(location)):
        if not isinstance(step, str) or not isinstance(index, int):
            continue
        name = f"{name}.{step}" if name else step
        found = [place for place, head in heads if head == name and place >= start]
        if index >= len(found):
            break
        start, taken = found[index], at + 2
    return start, taken


def _walk_to_step(text: str, start: int, end: int, steps: Location) -> int:
    """Onwards to the key or array element that each step names; stops at the first that is not there."""
    place = start
    for step in steps:
        found = _find_array_element(text, place, step) if isinstance(step, int) else _find_key(text, place, end, step)
        if found is None:
            break
        place = found
    return place


def _find_key(text: str, start: int, end: int, name: str) -> int | None:
    """Where `name =`, `name.` or `"name" =` begins."""
    found = re.compile(rf"""(?<![\w"'.-])["']?{re.escape(name)}["']?\s*[.=]|(?<=\.){re.escape(name)}\s*[.=]""").search(text, start, end)
    return found.start() if found else None


def _find_array_element(text: str, start: int, index: int) -> int | None:
    """Where the element of that index begins in the array that opens next."""
    depth, count, expected = 0, -1, False
    for token in TOKEN.finditer(text, text.find("[", start)):
        if token.lastgroup in ("space", "comment"):
            continue
        if expected and token.group() not in ("]", ","):
            count, expected = count + 1, False
            if count == index:
                return token.start()
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.group(), 0)
        if depth == 0:
            return None
        expected = expected or (depth == 1 and token.group() in ("[", ","))
    return None

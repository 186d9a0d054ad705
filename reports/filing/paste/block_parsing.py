"""A block copied from Excel, WPS or Word, as lines of cells; every letter of a cell stays as it was."""

from __future__ import annotations

import re

LINE_ENDS = re.compile("\r\n?|\u2029")
# Excel puts a cell in quotes only where it holds a tab, a line end or a quote, which it then writes twice; and behind the
# closing quote the cell ends. Any other quote is part of the text: "双随机"抽查.
QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')
NEEDS_QUOTES = re.compile(r'[\t\n]|""')
PLAIN = re.compile(r"[^\t\n]*")
Lines = list[list[str]]


def parse_block(text: str) -> Lines:
    """Lines of raw cells; blank lines at the end are no lines. [] for a block without a letter."""
    plain = LINE_ENDS.sub("\n", text)
    lines: Lines = [[]]
    at = 0
    while at <= len(plain):
        cell, at = _read_cell(plain, at)
        lines[-1].append(cell)
        if plain[at : at + 1] == "\n":
            lines.append([])
        at += 1
    while lines and is_blank_line(lines[-1]):
        lines.pop()
    return lines


def _read_cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins there, and where it ends."""
    quoted = QUOTED.match(text, at) if text[at : at + 1] == '"' else None
    if quoted and NEEDS_QUOTES.search(quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = PLAIN.match(text, at)
    return (plain[0], plain.end()) if plain else ("", at)


def is_blank_line(cells: list[str]) -> bool:
    return not any(cell.strip() for cell in cells)

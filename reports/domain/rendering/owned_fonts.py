"""The fonts that a bureau owns (方正小标宋, 仿宋_GB2312 …) and names the folder of in PERFEVAL_FONTS: which of them papers are printed in.

They may not be shipped, and change the bytes of a paper. So the pages where papers are had, and the log, say which are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reports.domain import typefaces
from reports.domain.rendering.stylesheet import STYLES

OURS = "GW "
FAMILY_NAMES = (1, 16)  # of the font's table of names


def describe_owned_fonts() -> str:
    """A sentence for whoever gets a paper; "" where only our own fonts are used."""
    folders = typefaces.get_owned_folders()
    if not folders:
        return ""
    if families := list_used_families(folders):
        return f"现在生成的 PDF 用本单位字体目录里的{'、'.join(families)}，没有的用自带字体；已经生成的送审稿、定稿不变。"
    return "本单位字体目录里没有排版用得上的字体，PDF 用自带字体生成。"


@cache
def list_used_families(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Families of the folders that the style sheet asks for, as it calls them and in its order."""
    there = {name.casefold() for folder in folders for file in typefaces.list_font_files(folder) for name in _list_family_names(file)}
    return tuple(name for name in _list_wanted_families() if name.casefold() in there)


def list_useless_files(folders: tuple[Path, ...]) -> list[Path]:
    """Font files that hold no TrueType outlines, or cannot be read: nothing is printed in them."""
    return [file for folder in folders for file in typefaces.list_font_files(folder) if not any(typefaces.read_faces(file))]


def _list_wanted_families() -> tuple[str, ...]:
    text = (STYLES / "print.css").read_text(encoding="utf-8")
    named = (name for names in re.findall(r"^\s*--\w+: (\".+);$", text, re.MULTILINE) for name in re.findall(r'"([^"]+)"', names))
    return tuple(dict.fromkeys(name for name in named if not name.startswith(OURS)))


def _list_family_names(file: Path) -> Iterator[str]:
    """In every language that the font gives them."""
    for face in typefaces.read_faces(file):
        yield from (record.toUnicode() for record in face["name"].names if record.nameID in FAMILY_NAMES)

"""Which characters the printed report has letters for: those of our own fonts in static/fonts, and of the folders in PERFEVAL_FONTS.

No other font of the machine is ever asked: the same report gives the same bytes on any server. What no font has prints as 〓, which
printers have always set for a letter that is still to come; `find_missing` names it, so that a person hears of it before the paper.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

VENDORED = Path(__file__).resolve().parents[2] / "static" / "fonts"
STAND_IN = "〓"
ENDINGS = (".ttf", ".ttc", ".otf", ".otc")
TRUETYPE = ("\0\1\0\0", "true")
SHOWN = 5  # so many characters make a sentence that can still be read

# Marks that have no form of their own (Default_Ignorable_Code_Point), and the controls that line ends are not.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The bullets of Word lie in the private area of its fonts Symbol (F0B7) and Wingdings; these are the same forms.
WORD_BULLETS = str.maketrans(
    "\uf0b7\uf09f\uf0a7\uf06c\uf06e\uf06f\uf0a8\uf071\uf072\uf075\uf076\uf0d8\uf0e0\uf0f0\uf0a1\uf0fb\uf0fc\uf0fd\uf0fe\uf052\uf0a3",
    "••▪●■□□❑❒◆❖➢→⇨○✗✓☒☑☑☐",
)

_log = logging.getLogger(__name__)
_owned: tuple[Path, ...] = ()


def install_folders(folders: Iterable[Path]) -> None:
    """Fonts of the bureau's own (PERFEVAL_FONTS), beside ours."""
    global _owned  # noqa: PLW0603 - set once, when Django starts
    _owned = tuple(folders)
    load_characters.cache_clear()


def get_owned_folders() -> tuple[Path, ...]:
    return _owned


def list_font_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS)


@cache
def load_characters() -> frozenset[str]:
    """Every character that the printer can print."""
    codes = {*_list_vendored_codes(), *(code for folder in _owned for file in list_font_files(folder) for code in _list_codes(file))}
    return frozenset("\t\n") | {chr(code) for code in codes if not is_private(code) and not INVISIBLE.match(chr(code))}


def is_private(code: int) -> bool:
    """Every font draws these differently; Pango takes them for spaces."""
    return unicodedata.category(chr(code)) == "Co"


def find_missing(text: str) -> list[str]:
    """The characters of `text` that no font has, once each, in their order."""
    known = load_characters()
    if known.issuperset(text):
        return []
    strange = dict.fromkeys(INVISIBLE.sub("", text.translate(WORD_BULLETS)))
    return [letter for letter in strange if letter not in known and not letter.isspace()]


def replace_missing(text: str) -> str:
    """The text as it can be printed: Word's bullets as ours, invisible marks left out, 〓 for what no font has."""
    known = load_characters()
    if known.issuperset(text):
        return text
    visible = INVISIBLE.sub("", text.translate(WORD_BULLETS))
    return "".join(letter if letter in known else _stand_in(letter) for letter in visible)


def describe_missing(letters: list[str]) -> str:
    """“𠮷”（U+20BB7）、U+E000, in words."""
    named = "、".join(_describe_letter(letter) for letter in letters[:SHOWN])
    return f"{named} 等 {len(letters)} 个字符" if len(letters) > SHOWN else named


def read_faces(file: Path) -> Iterator[Any]:
    """The fonts of a file whose outlines the printer can use (TrueType); nothing of others, nor of a file that cannot be read."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        content = BytesIO(file.read_bytes())
        faces = TTCollection(content).fonts if file.suffix.lower() in (".ttc", ".otc") else [TTFont(content)]
        yield from (face for face in faces if face.sfntVersion in TRUETYPE)
    except (OSError, TTLibError) as error:
        _log.warning("字体文件 %s 读不出来：%s", file, error)


def _list_vendored_codes() -> Iterator[int]:
    """As build_fonts.py wrote them down: opening our fonts would take half a second."""
    for line in (VENDORED / "characters.txt").read_text(encoding="ascii").split():
        first, last = line.split("-")
        yield from range(int(first, 16), int(last, 16) + 1)


def _list_codes(file: Path) -> Iterator[int]:
    for face in read_faces(file):
        yield from face.getBestCmap() or ()


def _stand_in(letter: str) -> str:
    return " " if letter.isspace() else STAND_IN


def _describe_letter(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    return code if is_private(ord(letter)) else f"“{letter}”（{code}）"

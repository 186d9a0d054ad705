"""How one number comes spelt: in the width of the input method, with marks nobody sees, in the accounting formats of Excel.

The only place that knows; every door (form, pasted block, Excel, interchange, text) reads numbers through `figures.parse_figure`.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200  # letters; no number is longer, whatever stands around it
# Full-width letters, small forms and the minus sign; not NFKC, which makes 52 of 5².
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
FOLD = WIDE | str.maketrans({"−": "-", "。": ".", "﹐": ",", "﹒": ".", "﹙": "(", "﹚": ")", "￥": "¥", "﹣": "-", "\x1e": "-"})
ODD = re.compile(r"[^\x20-\x7e\u4e00-\u9fff\u3001-\u3011\uff01-\uff65“”‘’…]")  # what may be a blank or invisible
DASH_AS_MINUS = re.compile(r"^( *)[‐‑‒–—―](?=[¥(]? ?[.\d])")
GROUPED = re.compile(r"(?<=\d) (?=\d)")  # 1 234.56, but not 12 34
TEXT_MARK = re.compile(r"^ *['‘’](?=[-+(¥.\d‐‑‒–—―])")  # Excel's sign that a cell is a text
CURRENCY = re.compile(r"^([+-]?)(?:¥|CNY|RMB|人民币)(?=[-+(.\d])", re.IGNORECASE)
IN_BRACKETS = re.compile(r"^\((?:¥)?(\d[\d,]*(?:\.\d*)?|\.\d+)\)$")
# Excel's accounting formats show 0 as a dash in its column, with blanks or the currency beside it. A dash alone may mean anything.
ZERO = re.compile(r"^(?: +¥? *- *| *¥ *- *|- +)$")


def fold_number(typed: str) -> str:
    """The number as 1234.56, -1,234.56 or 1.2E+05; what is none, without its blanks and invisible marks. Never raises."""
    text = fold_letters(typed)
    if ZERO.fullmatch(text):
        return "0"
    text = DASH_AS_MINUS.sub(r"\1-", TEXT_MARK.sub("", text)).strip()
    return _read_accounting(GROUPED.sub(",", text).replace(" ", ""))


def fold_letters(typed: str) -> str:
    """Narrow letters, plain blanks, nothing invisible; blanks at the ends stay."""
    return ODD.sub(_fold_letter, typed.translate(FOLD))


def _fold_letter(match: re.Match[str]) -> str:
    letter = match[0]
    kind = unicodedata.category(letter)
    if kind == "Zs" or letter.isspace():
        return " "
    return "" if kind == "Cf" else letter


def _read_accounting(text: str) -> str:
    """(1,234.56) is below zero, ¥ says what is meant anyway."""
    bare = CURRENCY.sub(r"\1", text)
    if inside := IN_BRACKETS.fullmatch(bare):
        return f"-{inside[1]}"
    return bare

"""One cleaner for every text that comes in: form, import, Excel, admin.

NUL and lone surrogates make PostgreSQL refuse the row; bidi marks reorder figures on paper ("123" prints as "321").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Control characters, marks of direction, marks without width, lone surrogates, what is no character.
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1d\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001\U000e0020-\U000e007f]"
)
SOFT_BREAKS = re.compile("[\x0b\x0c\u2028\u2029\x85]")  # Word ends a line so within a paragraph, and a page
LINE_ENDS = re.compile("\r\n?|" + SOFT_BREAKS.pattern)
# What Word's bullets are in plain text: places of the fonts Symbol and Wingdings, which no other font draws.
SYMBOL_BULLETS = re.compile("[\uf06c\uf06e\uf071\uf075\uf076\uf077\uf09f\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0e8\uf0fc\uf0fe]")
BULLET = "•"
WORD_HYPHEN = "\x1e"  # Word's hyphen that never ends a line


def clean_text(text: str) -> str:
    """One spelling of a text: one kind of line end, bullets that every font has, nothing invisible, no white space around."""
    return clean_letters(text).strip()


def clean_letters(text: str) -> str:
    """The same for a piece of a text: white space around it stays."""
    lines = LINE_ENDS.sub("\n", text).replace(WORD_HYPHEN, "-")
    return UNWANTED.sub("", SYMBOL_BULLETS.sub(BULLET, lines))


def describe_cleaning(texts: Iterable[str]) -> str:
    """What `clean_text` changes in these texts, for the person: 去掉 3 个看不见的字符，2 处软回车改为换行; "" for nothing."""
    invisible = breaks = bullets = 0
    for text in texts:
        invisible += len(UNWANTED.findall(text))
        breaks += len(SOFT_BREAKS.findall(text))
        bullets += len(SYMBOL_BULLETS.findall(text))
    said = (
        f"去掉 {invisible} 个看不见的字符" if invisible else "",
        f"{breaks} 处软回车改为换行" if breaks else "",
        f"{bullets} 个符号字体的项目符号改为“{BULLET}”" if bullets else "",
    )
    return "，".join(part for part in said if part)

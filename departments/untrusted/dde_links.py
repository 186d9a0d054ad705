"""DDE: text fields and links of workbooks that start another program when the file is opened.

ECMA-376-1: 17.16 fields, 18.14.4 ddeLink. A field may be cut into pieces in any way, so the pieces are put together.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from departments.untrusted.budgets import ELEMENT, Budget

LOOKED_THROUGH = re.compile(
    r"wordprocessingml\..+\+xml|externallink\+xml|^(?:(?:application|text)/xml)?$"
)  # content types, also those that say nothing
NOTHING = re.compile(rb"<!--.{0,2000}?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
MOST_OF_TEXT = 4_096  # bytes that are kept for the next block
BYTES_A_STEP = 32  # of a block with a field in it
LONGEST_WORD = 20  # of a field, whose first word says what it does
# The beginning of a field, the whole of one, a piece of one; a link of a workbook.
PIECES = re.compile(
    rb"fldCharType\s*=\s*[\"']begin|\binstr\s*=\s*(?:\"(?P<whole>[^\"<]{0,4000}+)|'(?P<quoted>[^'<]{0,4000}+))|"
    rb"instrText\b[^<>]{0,400}+>(?P<piece>[^<]{0,4000}+)|<(?:\w{1,20}:)?(?P<link>ddeLink)\b"
)
NEEDLES = (b"fldChar", b"instr", b"ddeLink")  # without one of them no piece begins: most blocks are passed over at the speed of a search
DDE = re.compile(r"DDE(?:AUTO)?\b", re.IGNORECASE)


def has_dde_links(blocks: Iterable[bytes], budget: Budget) -> bool:
    """Of one part, in its blocks. Reads all of them up to the first such link. Raises TooComplex."""
    field = ""
    for known, end in _cut_between_tags(blocks, budget):
        for found in PIECES.finditer(known, 0, end):
            budget.count(ELEMENT)
            piece = found["piece"]
            field = _text(found["whole"] or found["quoted"]) if piece is None else field + _text(piece)
            field = field.lstrip()[:LONGEST_WORD]
            if found["link"] or DDE.match(field):
                return True
    return False


def _cut_between_tags(blocks: Iterable[bytes], budget: Budget) -> Iterator[tuple[bytes, int]]:
    """Blocks that may hold a piece, without what stands inside it unseen, and up to where they are whole; the rest comes with the next."""
    rest = b""
    for block in chain(blocks, [b"<"]):
        known = (rest + block).translate(None, b"\0")  # which takes the same time however many zeros there are
        is_likely = any(needle in known for needle in NEEDLES)
        if is_likely:
            budget.count(len(known) // BYTES_A_STEP)
            known = NOTHING.sub(b"", known)
        end = max(known.rfind(b"<"), len(known) - MOST_OF_TEXT)
        rest = known[end:]
        if is_likely:
            yield known, end


def _text(raw: bytes | None) -> str:
    return html.unescape((raw or b"").decode("utf-8", "replace"))

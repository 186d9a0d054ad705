"""DDE: text fields and links of workbooks that start another program when the file is opened.

ECMA-376-1: 17.16 fields, 18.14.4 ddeLink. A field may be cut into pieces in any way, so the pieces are put together.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from itertools import chain

LOOKED_THROUGH = re.compile(
    r"wordprocessingml\..+\+xml|externallink\+xml|^(?:(?:application|text)/xml)?$"
)  # content types, also those that say nothing
NOTHING = re.compile(rb"\x00|<!--.{0,2000}?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
MOST_OF_TEXT = 4_096  # bytes that are kept for the next block
# The beginning of a field, the whole of one, a piece of one; a link of a workbook.
PIECES = re.compile(
    rb"fldCharType\s*=\s*[\"']begin|\binstr\s*=\s*(?:\"(?P<whole>[^\"<]{0,4000}+)|'(?P<quoted>[^'<]{0,4000}+))|"
    rb"instrText\b[^<>]{0,400}+>(?P<piece>[^<]{0,4000}+)|<(?:\w{1,20}:)?(?P<link>ddeLink)\b"
)
DDE = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)


def has_dde_links(blocks: Iterable[bytes]) -> bool:
    """Of one part, in its blocks. Reads all of them up to the first such link."""
    rest, field = b"", ""
    for block in chain(blocks, [b"<"]):
        known = NOTHING.sub(b"", rest + block)
        cut = max(known.rfind(b"<"), len(known) - MOST_OF_TEXT)  # what follows may not be whole yet
        rest = known[cut:]
        for found in PIECES.finditer(known, 0, cut):
            piece = found["piece"]
            field = _text(found["whole"] or found["quoted"]) if piece is None else field + _text(piece)
            if found["link"] or DDE.match(field):
                return True
    return False


def _text(raw: bytes | None) -> str:
    return html.unescape((raw or b"").decode("utf-8", "replace"))

"""One cleaner for every text that comes in: form, import, Excel, admin.

NUL and lone surrogates make PostgreSQL refuse the row; bidi marks reorder figures on paper ("123" prints as "321").
"""

from __future__ import annotations

import re

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")


def clean_text(text: str) -> str:
    """Without control characters, bidi marks, lone surrogates; one kind of line end; no white space around."""
    return UNWANTED.sub("", LINE_ENDS.sub("\n", text)).strip()

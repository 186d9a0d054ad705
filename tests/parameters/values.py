"""What no person types: every kind of text that a parser, a column or a file system has refused somewhere, 5,000 characters of it."""

from __future__ import annotations

LONG = 5_000
BEYOND_COLUMN = str(2**63)  # one more than the largest id
VALUES: dict[str, bytes] = {
    "digits": b"9" * LONG,
    "4,000 digits": b"9" * 4_000,  # which int() still reads
    "beyond a column": BEYOND_COLUMN.encode(),
    "negative": b"-" + b"9" * LONG,
    "minus one": b"-1",
    "letters": b"a" * LONG,
    "words": b"a " * (LONG // 2),
    "Chinese": "长".encode() * LONG,
    "superscripts": "²".encode() * LONG,
    "other decimals": "٣".encode() * LONG,
    "NUL": b"\0" * LONG,
    "half a character": b"\xed\xa0\x80" * (LONG // 3),  # a lone surrogate
    "brackets": b"[" * LONG,
    "braces": b"{" * LONG,
    "parentheses": b"(" * LONG,
    "quotes": b"\"'" * (LONG // 2),
    "percent": b"%" * LONG,
    "dots": b"../" * (LONG // 3),
    "commas": b"1," * (LONG // 2),
    "line ends": b"\r\n" * (LONG // 2),
    "date": b"0000-00-00" + b"0" * LONG,
    "exponent": b"1e" + b"9" * LONG,
    "bidi": "\u202e".encode() * LONG,
    "nothing": b"",
}

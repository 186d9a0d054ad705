"""What was read from the file, carried by the page from the preview to the confirmation: signed, so that nobody has changed it.

It is bound to the person, the district and the kind of list, and is good for a working day.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from django.core import signing

from departments.lists.plan import Options
from departments.lists.sheet_table import SheetLine, SheetTable

SALT = "departments.lists"
GOOD_FOR = 12 * 60 * 60  # seconds
MOST = 8 * 1024 * 1024  # characters; 5,000 ordinary lines have 100,000
TOO_MUCH = "名单里的文字太多，请分成几个文件导入。"
GONE = "这份预览已经失效（超过 12 小时，或者不是您打开的），没有导入任何内容，请重新选择文件。"


class NotCarried(Exception):
    """str() is the sentence for the person."""


def pack_table(table: SheetTable, whose: str) -> str:
    """Raises NotCarried."""
    lines = [[line.number, line.cells, sorted(line.numeric), line.shown, line.problems, line.hidden] for line in table.lines]
    packed = signing.dumps([lines, list(table.remarks)], salt=f"{SALT}.{whose}", compress=True)
    if len(packed) > MOST:
        raise NotCarried(TOO_MUCH)
    return packed


def unpack_table(packed: str, whose: str) -> SheetTable:
    """Raises NotCarried."""
    lines, remarks = _read(packed, whose)
    made = (SheetLine(number, cells, frozenset(numeric), *more) for number, cells, numeric, *more in lines)
    return SheetTable(tuple(made), tuple(remarks))


def sign_seen(digest: str, options: Options, whose: str) -> str:
    """That this preview was shown, under these choices."""
    return signing.dumps([digest, astuple(options)], salt=f"{SALT}.{whose}")


def read_seen(packed: str, options: Options, whose: str) -> str:
    """The digest of the preview; "" where it was shown under other choices. Raises NotCarried."""
    digest, chosen = _read(packed, whose)
    return str(digest) if tuple(chosen) == astuple(options) else ""


def _read(packed: str, whose: str) -> Any:
    try:
        return signing.loads(packed, salt=f"{SALT}.{whose}", max_age=GOOD_FOR)
    except signing.BadSignature as wrong:
        raise NotCarried(GONE) from wrong

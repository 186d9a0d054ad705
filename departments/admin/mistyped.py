"""What nobody would type, but an old bookmark or a mangled address holds: filters and ticks that can be no row of ours."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import DataError
from django.http import HttpRequest

NO_FILTER = (DataError, OverflowError, ValueError)  # number too large for a column, year 0: the list is shown without filters
MOST_DIGITS = 18


def ids(texts: Iterable[str]) -> list[int]:
    """Of what should be ids those that can be."""
    return [int(text) for text in texts if text.isdecimal() and len(text) <= MOST_DIGITS]


def keep_ids(request: HttpRequest) -> None:
    """Leaves of what was ticked in a list what can be a row; nothing left is answered as nothing ticked."""
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    kept = [str(number) for number in ids(ticked)]
    if len(kept) == len(ticked):
        return
    posted = request.POST.copy()
    posted.setlist(ACTION_CHECKBOX_NAME, kept)
    request.POST = posted  # type: ignore[assignment]

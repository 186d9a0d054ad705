"""What nobody would type, but an old bookmark or a mangled address holds: filters and ticks that can be no row of ours."""

from __future__ import annotations

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import DataError
from django.http import HttpRequest

from departments.request_numbers import parse_ids

NO_FILTER = (DataError, OverflowError, ValueError)  # number too large for a column, year 0: the list is shown without filters
LONGEST_SEARCH = 100
TOO_LONG = f"查找的文字最多 {LONGEST_SEARCH} 个字符，没有查找；请缩短后再查。"
UNREADABLE = "网址里的筛选条件或页码读不懂，没有采用；下面列出的是没有筛选的内容。"


def drop_error_flag(request: HttpRequest) -> None:
    """`e=1` says that a filter was dropped; whoever types it beside a wrong one would get Django's page of a broken database."""
    if ERROR_FLAG in request.GET:
        asked = request.GET.copy()
        del asked[ERROR_FLAG]
        request.GET = asked  # type: ignore[assignment]


def keep_ids(request: HttpRequest) -> None:
    """Leaves of what was ticked in a list what can be a row; nothing left is answered as nothing ticked."""
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    kept = [str(number) for number in parse_ids(ticked)]
    if len(kept) == len(ticked):
        return
    posted = request.POST.copy()
    posted.setlist(ACTION_CHECKBOX_NAME, kept)
    request.POST = posted  # type: ignore[assignment]

"""How often one address may search what is public: whoever reads needs no login, so nothing else holds a machine back."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from time import monotonic

from axes.helpers import get_client_ip_address
from django.http import HttpRequest

from departments.throttling import find_origin

SEARCHES, SECONDS = 60, 60  # at most so many in so long; an office is one address
MOST = 10_000  # addresses that are remembered; beyond, the one that searched longest ago is forgotten

_lock = Lock()
_windows: OrderedDict[str, tuple[float, int]] = OrderedDict()  # by address: when its minute began, how often since


def count_search(request: HttpRequest) -> int:
    """Seconds to wait before the address may search again; 0 where it may now. Each process of the server counts for itself."""
    origin, now = find_origin(get_client_ip_address(request)), monotonic()
    with _lock:
        began, number = _windows.pop(origin, (now, 0))
        if now - began >= SECONDS:
            began, number = now, 0
        _windows[origin] = began, number + 1
        if len(_windows) > MOST:
            _windows.popitem(last=False)
    return 0 if number < SEARCHES else max(1, round(began + SECONDS - now))

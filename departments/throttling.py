"""How often a password may be tried. The whole rule of login limits, beside the five failures of a name and address (axes).

* A name, from any number of addresses: 20 failures in an hour, then it waits 15 minutes from the last one.
  A browser from which the name came in before does not wait; it has five failures in 15 minutes of its own.
* An address, with any number of names: 100 failures in an hour, then wrong passwords are answered with the wait, while
  right ones still pass: an office is one address. At 200, names that never came in from there wait, right or wrong.

What is refused unlooked-at is not counted, so nobody waits longer because somebody goes on trying. The same holds for
names that no account has: nothing here asks whether there is one.
"""

from __future__ import annotations

import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from departments.models import LoginAttempt

HOUR, WAIT = timedelta(hours=1), timedelta(minutes=15)
PER_NAME, PER_ADDRESS, PER_ADDRESS_IN_ALL, PER_BROWSER = 20, 100, 200, 5
REMEMBERED = timedelta(days=180)  # that a name came in from an address, or by a browser
IPV6_NETWORK = 64  # one line holds a whole such network: each of its addresses would be a new one


class Reason(StrEnum):
    PAIR = "pair"
    BROWSER = "browser"
    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True)
class Attempt:
    """`browser`: its mark, "" where it does not know the name."""

    name: str
    origin: str
    browser: str = ""


@dataclass(frozen=True)
class Wait:
    """`looks`: the password is looked at all the same, and a right one passes. `is_full`: failures no longer count for the address."""

    reason: Reason
    until: datetime
    looks: bool = False
    is_full: bool = False

    @property
    def minutes(self) -> int:
        return max(1, math.ceil((self.until - timezone.now()) / timedelta(minutes=1)))


def find_origin(address: str | None) -> str:
    """The address, of IPv6 the network; "" where there is none."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return (address or "")[:50]
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, IPV6_NETWORK), strict=False))


def find_waits(attempt: Attempt) -> list[Wait]:
    """What the attempt has to wait for; first the one to be told, which is the same for every name of an address."""
    found = [_find_browser_wait(attempt)] if attempt.browser else [_find_address_wait(attempt), _find_name_wait(attempt)]
    return [wait for wait in found if wait]


def _find_browser_wait(attempt: Attempt) -> Wait | None:
    count, last = _count_failures(Q(name=attempt.name, browser=attempt.browser), WAIT)
    return Wait(Reason.BROWSER, last + WAIT) if last and count >= PER_BROWSER else None


def _find_name_wait(attempt: Attempt) -> Wait | None:
    count, last = _count_failures(Q(name=attempt.name, browser=""), HOUR)
    return Wait(Reason.NAME, last + WAIT) if last and count >= PER_NAME and _is_recent(last) else None


def _find_address_wait(attempt: Attempt) -> Wait | None:
    if not attempt.origin:
        return None
    count, last = _count_failures(Q(origin=attempt.origin), HOUR)
    if not last or count < PER_ADDRESS or not _is_recent(last):
        return None
    is_full = count >= PER_ADDRESS_IN_ALL
    return Wait(Reason.ADDRESS, last + WAIT, looks=not is_full or _came_in_before(attempt), is_full=is_full)


def _count_failures(which: Q, within: timedelta) -> tuple[int, datetime | None]:
    failures = LoginAttempt.objects.filter(which, succeeded=False, at__gt=timezone.now() - within)
    found = failures.aggregate(count=Count("pk"), last=Max("at"))
    return found["count"], found["last"]


def _is_recent(last: datetime) -> bool:
    return last > timezone.now() - WAIT


def _came_in_before(attempt: Attempt) -> bool:
    return _came_in(attempt).filter(at__gt=timezone.now() - REMEMBERED).exists()


def _came_in(attempt: Attempt) -> QuerySet[LoginAttempt]:
    return LoginAttempt.objects.filter(name=attempt.name, origin=attempt.origin, succeeded=True)


def record_failure(attempt: Attempt, waits: list[Wait]) -> None:
    """A wrong password that was looked at. Failures that are too old go with it."""
    forget_failures()
    origin = "" if any(wait.is_full for wait in waits) else attempt.origin
    LoginAttempt.objects.create(name=attempt.name, origin=origin, browser=attempt.browser, succeeded=False)


def record_success(attempt: Attempt) -> None:
    """The name is known at its origin from now on; the slips before it are forgiven."""
    own = Q(origin=attempt.origin) | Q(browser=attempt.browser) if attempt.browser else Q(origin=attempt.origin)
    LoginAttempt.objects.filter(own, name=attempt.name, succeeded=False).delete()
    if attempt.origin and not _came_in(attempt).update(at=timezone.now()):
        LoginAttempt.objects.create(name=attempt.name, origin=attempt.origin, succeeded=True)


def forgive_name(name: str) -> None:
    """The name waits no longer: its password is a new one."""
    LoginAttempt.objects.filter(name=name, succeeded=False).delete()


def forget_failures() -> None:
    LoginAttempt.objects.filter(succeeded=False, at__lte=timezone.now() - HOUR).delete()


def forget_attempts() -> None:
    """What no limit asks for any longer."""
    forget_failures()
    LoginAttempt.objects.filter(succeeded=True, at__lte=timezone.now() - REMEMBERED).delete()

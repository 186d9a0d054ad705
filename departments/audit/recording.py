"""Writes entries. Who acts and from where follows from the request that is being answered, unless it is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from axes.helpers import get_client_ip_address
from django.http import HttpRequest

from departments.cleaning import clean_text
from departments.models import Act, AuditEntry, Membership, User
from departments.storage_failures import going_on

# While many rows are written: what is told of them, to be kept in one statement.
COLLECTED: ContextVar[list[AuditEntry] | None] = ContextVar("collected", default=None)
ACTING: ContextVar[User | None] = ContextVar("acting", default=None)  # in whose name a command works
ANSWERING: ContextVar[HttpRequest | None] = ContextVar("answering", default=None)
OF_REQUEST = object()
# Written beside reading and coming in, which a full disc does not stop; every other act and its entry are both there or none.
BESIDE = frozenset({Act.LOGIN, Act.LOGIN_FAILED, Act.LOCKED_OUT, Act.LOGOUT, Act.REFUSED, Act.VIEW, Act.EXPORT})
NOWHERE: tuple[int | None, ...] = (None,)


@contextmanager
def hold_answered_request(request: HttpRequest) -> Iterator[None]:
    """Everything recorded inside is of this request."""
    token = ANSWERING.set(request)
    try:
        yield
    finally:
        ANSWERING.reset(token)


@contextmanager
def act_for(person: User | None) -> Iterator[None]:
    """Everything recorded inside is done by the person, as a command says; of None, by whoever asks, or 系统."""
    token = ACTING.set(person)
    try:
        yield
    finally:
        ACTING.reset(token)


@contextmanager
def collect_entries() -> Iterator[None]:
    """Entries of acts are written at the end, in one statement; none where what is inside fails."""
    if COLLECTED.get() is not None:
        yield
        return
    entries: list[AuditEntry] = []
    token = COLLECTED.set(entries)
    try:
        yield
    finally:
        COLLECTED.reset(token)
    AuditEntry.objects.bulk_create(entries)


def record_entry(act: Act, target: object = "", *, district: int | None, detail: str = "", actor: object = OF_REQUEST) -> AuditEntry:
    """One entry. `actor`: a User, None for 系统; left out, whoever asks."""
    return record_in((district,), act, target, detail, actor)[0]


def record_in(
    districts: Collection[int | None], act: Act, target: object = "", detail: str = "", actor: object = OF_REQUEST
) -> list[AuditEntry]:
    """The same in the log of each district; in none of them it stands under no district."""
    request = ANSWERING.get()
    person = get_present_person() if actor is OF_REQUEST else actor
    user = person if isinstance(person, User) else None
    told = {
        "act": act,
        "actor": user,
        "actor_name": f"{user}（{user.username}）"[:210] if user else "",
        "target": _trim_to_length(str(target), 200),
        "detail": _trim_to_length(detail, 500),
        "address": (get_client_ip_address(request) or "")[:50] if request else "",
    }
    entries = [AuditEntry(district_id=district, **told) for district in (districts or NOWHERE)]
    collected = COLLECTED.get()
    if act not in BESIDE and collected is not None:
        collected.extend(entries)
        return entries
    if act not in BESIDE:
        return AuditEntry.objects.bulk_create(entries)
    with going_on(f"审计日志：{act.label} {told['actor_name']} {told['target']} {told['detail']} {told['address']}"):
        AuditEntry.objects.bulk_create(entries)
    return entries


def list_districts_of(user: User) -> tuple[int | None, ...]:
    """Where the person has a role now, at a department or at the bureau; who has none belongs to a district all the same. One query."""
    held = Membership.objects.filter(user=user).values_list("district", "department__district")
    places = {district for pair in held for district in pair if district}
    return tuple(sorted(places or ({user.district_id} if user.district_id else ())))


def get_present_person() -> User | None:
    """Who asks; in a command whom it names, else nobody."""
    return ACTING.get() or _get_request_person(ANSWERING.get())


def _get_request_person(request: HttpRequest | None) -> User | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def _trim_to_length(text: str, most: int) -> str:
    words = clean_text(text)
    return words if len(words) <= most else words[: most - 1] + "…"

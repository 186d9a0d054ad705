"""封存 and 核验: each district's entries hang together by hashes, so that a change, a gap or an insertion shows.

Entries are written without waiting for each other; a job seals them afterwards, in the order in which they arrived.
What a chain cannot show by itself is a tail cut off with its seals: the head that `verify` returns is kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from departments.models import AuditEntry, AuditSeal, District

SETTLED = timedelta(seconds=30)  # an entry's transaction is over by then
LATEST = timedelta(minutes=10)  # so much later than its own time an entry may appear
BATCH = 1_000
START = "0" * 64


@dataclass(frozen=True)
class Head:
    """The last seal of a chain. `district` None: entries of no district."""

    district: District | None
    number: int
    sha256: str
    unsealed: int


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold."""

    district: District | None
    number: int
    entry: int | None
    message: str


def seal_entries(now: datetime | None = None) -> int:
    """Seals what has settled; how many entries. Two at once seal each entry once."""
    moment = now or timezone.now()
    waiting = AuditEntry.objects.filter(seal=None, at__lt=moment - SETTLED).order_by()
    return sum(_seal_chain(chain, moment) for chain in waiting.values_list("district", flat=True).distinct())


def _seal_chain(district: int | None, moment: datetime) -> int:
    done = 0
    while sealed := _seal_batch(district, moment):
        done += sealed
    return done


@transaction.atomic
def _seal_batch(district: int | None, moment: datetime) -> int:
    """Holds the district's row, so that nobody else continues the chain meanwhile."""
    list(District.objects.select_for_update().filter(pk=district) if district else District.objects.select_for_update().order_by("pk")[:1])
    entries = _select_chain_entries(district).filter(seal=None, at__lt=moment - SETTLED).order_by("pk")[:BATCH]
    last = AuditSeal.objects.filter(chain=district or 0).order_by("-number").first()
    number, before = (last.number, last.sha256) if last else (0, START)
    seals = []
    for entry in entries:
        number, before = number + 1, hash_entry(before, entry)
        seals.append(AuditSeal(chain=district or 0, number=number, entry=entry, sealed_at=moment, sha256=before))
    AuditSeal.objects.bulk_create(seals)
    return len(seals)


def hash_entry(before: str, entry: AuditEntry) -> str:
    """SHA-256 over the hash before and everything that the entry says."""
    said = {
        "id": entry.pk,
        "district": entry.district_id,
        "at": entry.at.astimezone(UTC).isoformat(),
        "act": entry.act,
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "target": entry.target,
        "detail": entry.detail,
        "address": entry.address,
    }
    return hashlib.sha256((before + json.dumps(said, ensure_ascii=False, sort_keys=True)).encode()).hexdigest()


def verify_chains() -> Iterator[Break]:
    """The first break of every chain; nothing where all of them hold."""
    for district in _list_chains():
        if found := next(_iter_chain_breaks(district), None):
            yield found


def is_chain_intact(district: str, number: int, sha256: str) -> bool:
    """Whether the chain of the district still has what was noted down of it. `district` "": entries of no district."""
    found = AuditSeal.objects.filter(number=number, sha256=sha256)
    owner = District.objects.filter(name=district).values_list("pk", flat=True).first() if district else 0
    return owner is not None and found.filter(chain=owner).exists()


def iter_chain_heads() -> Iterator[Head]:
    for district in _list_chains():
        last = AuditSeal.objects.filter(chain=district.pk if district else 0).order_by("-number").first()
        waiting = _select_chain_entries(district.pk if district else None).filter(seal=None).count()
        yield Head(district, last.number if last else 0, last.sha256 if last else START, waiting)


def _list_chains() -> list[District | None]:
    return [*District.objects.order_by("pk"), None]


def _select_chain_entries(district: int | None) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(district=district)


def _iter_chain_breaks(district: District | None) -> Iterator[Break]:
    """`since`: the sealing before the one that an entry was sealed in; what is older than that had come too late."""
    chain, number, before, since, sealed_at = (district.pk if district else 0), 0, START, None, None
    for one in AuditSeal.objects.filter(chain=chain).order_by("number").select_related("entry").iterator():
        number += 1
        if one.number != number:
            yield Break(district, number, None, f"第 {number} 条不见了，下一条是第 {one.number} 条")
        before = hash_entry(before, one.entry)
        if one.sha256 != before:
            yield Break(district, number, one.entry_id, f"第 {number} 条（{one.entry}）或它的封存被改动过，或者前面有记录被换掉")
        if one.sealed_at != sealed_at:
            since, sealed_at = sealed_at, one.sealed_at
        if since and one.entry.at < since - LATEST:
            yield Break(district, number, one.entry_id, f"第 {number} 条（{one.entry}）的时间早于上一次封存，是后来插入的")
    yield from _find_unsealed(district, sealed_at, number)


def _find_unsealed(district: District | None, sealed_at: datetime | None, number: int) -> Iterator[Break]:
    """An entry that the last sealing should have found."""
    if sealed_at is None:
        return
    missed = _select_chain_entries(district.pk if district else None).filter(seal=None, at__lt=sealed_at - LATEST).order_by("pk").first()
    if missed:
        yield Break(district, number + 1, missed.pk, f"有一条记录（{missed}）早该封存而没有封存，是后来插入的，或者它的封存被删除")

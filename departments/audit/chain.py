"""封存: each district's entries hang together by hashes, so that a change, a gap or an insertion shows (verification.py).

Entries are written without waiting for each other; a job seals them afterwards, in the order in which they arrived.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from departments.models import AuditEntry, AuditSeal, District

SETTLED = timedelta(seconds=30)  # an entry's transaction is over by then
LATEST = timedelta(minutes=10)  # so much later than its own time an entry may appear
BATCH = 1_000
START = "0" * 64
SEALED = ("id", "district_id", "at", "act", "actor_id", "actor_name", "target", "detail", "address")
# Rows and not models: a log of 100,000 entries is sealed in a third of the time.
INSERT = f"INSERT INTO {AuditSeal._meta.db_table} (chain, number, entry_id, sealed_at, sha256) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
encode_entry = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def seal_entries(now: datetime | None = None) -> int:
    """Seals what has settled; how many entries. Two at once seal each entry once. Looks at what came since the last sealing alone."""
    moment = now or timezone.now()
    waiting = AuditEntry.objects.filter(pk__gt=_find_sealed_end(), seal=None, at__lt=moment - SETTLED).order_by("pk")
    chains: dict[int | None, list[int]] = {}
    for pk, district in waiting.values_list("pk", "district"):
        chains.setdefault(district, []).append(pk)
    batches = ((district, pks[at : at + BATCH]) for district, pks in chains.items() for at in range(0, len(pks), BATCH))
    return sum(_seal_batch(district, pks, moment) for district, pks in batches)


def _find_sealed_end() -> int:
    """An entry up to which everything is sealed: the last one that was older than LATEST when something was sealed last; 0: none is.

    What is slipped in before it is never sealed, and verifying names it.
    """
    last = AuditSeal.objects.order_by("-pk").values_list("sealed_at", flat=True).first()
    if last is None:
        return 0
    # Asked so that both databases walk back along the seals' entries: the index of `at` would hand over the whole log.
    is_old = Exists(AuditEntry.objects.filter(pk=OuterRef("entry"), at__lt=last - LATEST))
    return AuditSeal.objects.filter(is_old).order_by("-entry_id").values_list("entry_id", flat=True).first() or 0


@transaction.atomic
def _seal_batch(district: int | None, pks: Collection[int], moment: datetime) -> int:
    """Holds the district's row, so that nobody else continues the chain meanwhile."""
    list(District.objects.select_for_update().filter(pk=district) if district else District.objects.select_for_update().order_by("pk")[:1])
    last = AuditSeal.objects.filter(chain=district or 0).order_by("-number").first()
    number, before = (last.number, last.sha256) if last else (0, START)
    sealed_at, seals = connection.ops.adapt_datetimefield_value(moment), []
    for entry in AuditEntry.objects.filter(pk__in=pks, seal=None).order_by("pk").values_list(*SEALED, named=True):
        number, before = number + 1, hash_entry(before, entry)
        seals.append((district or 0, number, entry.id, sealed_at, before))
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, seals)
    return len(seals)


def hash_entry(before: str, entry: Any) -> str:
    """SHA-256 over the hash before and everything that the entry says; `entry` is an AuditEntry, or a row of its columns `SEALED`."""
    said = {
        "id": entry.id,
        "district": entry.district_id,
        "at": entry.at.astimezone(UTC).isoformat(),
        "act": entry.act,
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "target": entry.target,
        "detail": entry.detail,
        "address": entry.address,
    }
    return hashlib.sha256((before + encode_entry(said)).encode()).hexdigest()

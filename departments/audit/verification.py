"""核验: the first line of each chain that was altered, removed or inserted.

What a chain cannot show by itself is a tail cut off with its seals: the heads are kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, QuerySet

from departments.audit.chain import LATEST, START, hash_entry
from departments.models import AuditEntry, AuditSeal, District


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


@dataclass(frozen=True)
class Prior:
    """The seal before those that are looked at, when it was made and when the sealing before it was; nothing is before the first."""

    number: int = 0
    sha256: str = START
    since: datetime | None = None
    sealed_at: datetime | None = None


def verify_chains(year: int | None = None) -> Iterator[Break]:
    """The first break of every chain; nothing where all of them hold. `year`: of that year's entries, and how they hang on to the rest."""
    for district in _list_chains():
        if found := next(_iter_chain_breaks(district, year), None):
            yield found


def count_sealed(year: int) -> int:
    """Entries of the year that are in a chain."""
    return AuditSeal.objects.filter(entry__at__year=year).count()


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


def _iter_chain_breaks(district: District | None, year: int | None) -> Iterator[Break]:
    """`since`: the sealing before the one that an entry was sealed in; what is older than that had come too late."""
    seals = AuditSeal.objects.filter(chain=district.pk if district else 0).order_by("number")
    chosen, prior = (seals, Prior()) if year is None else _select_year(seals, year)
    number, before, since, sealed_at = prior.number, prior.sha256, prior.since, prior.sealed_at
    for one in chosen.select_related("entry").iterator():
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
    yield from _find_unsealed(district, seals.last(), year)


def _select_year(seals: QuerySet[AuditSeal], year: int) -> tuple[QuerySet[AuditSeal], Prior]:
    """From the year's first entry to the one behind its last, which shows that the last is still there."""
    ends = seals.filter(entry__at__year=year).order_by().aggregate(first=Min("number"), last=Max("number"))
    if ends["first"] is None:
        return seals.none(), Prior()
    chosen = seals.filter(number__gte=ends["first"], number__lte=ends["last"] + 1)
    prior = seals.filter(number__lt=ends["first"]).last()
    if prior is None:
        return chosen, Prior()
    since = seals.filter(number__lt=prior.number, sealed_at__lt=prior.sealed_at).last()
    return chosen, Prior(prior.number, prior.sha256, since.sealed_at if since else None, prior.sealed_at)


def _find_unsealed(district: District | None, last: AuditSeal | None, year: int | None) -> Iterator[Break]:
    """An entry that the last sealing should have found."""
    if last is None:
        return
    missed = _select_chain_entries(district.pk if district else None).filter(seal=None, at__lt=last.sealed_at - LATEST)
    if year is not None:
        missed = missed.filter(at__year=year)
    if found := missed.order_by("pk").first():
        yield Break(district, last.number + 1, found.pk, f"有一条记录（{found}）早该封存而没有封存，是后来插入的，或者它的封存被删除")

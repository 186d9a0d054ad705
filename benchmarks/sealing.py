"""What sealing the audit log takes, beside the way that looked through the whole log each time.

    python -m benchmarks.sealing [--entries=100000]                             SQLite
    python scripts/postgres.py python -m benchmarks.sealing [--entries=…]       PostgreSQL

First all entries of a log at once: by the old way, then as many more by the new one, which has the longer log. Then one entry at the
end of both together, as each minute. Seconds of the clock: trust the ratios. Exit status 1 where a bound is missed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.arguments import build_parser

ALL, ONE = 1 / 3, 1 / 10  # of the old way's time, at most
ROUNDS = 5
NAMES = ("id", "district", "act", "actor", "actor_name", "target", "detail", "address")


def main() -> int:
    parser = build_parser("benchmarks.sealing", __doc__)
    parser.add_argument("--entries", type=int, default=100_000, help="in each half of the log: 100000")
    entries = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PERFEVAL_VAR": folder, "DJANGO_SETTINGS_MODULE": "perfeval.settings"}
        district = _prepare_site()
        print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} processors, {entries} entries")
        held = [_compare("all at once", lambda: _write(district, entries, 60), entries, 1, ALL)]
        held.append(_compare("one more", lambda: _write(district, 1, 1), 1, ROUNDS, ONE))
    return 0 if all(held) else 1


def _prepare_site() -> int:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from departments.models import District

    return District.objects.bulk_create([District(name="云水区")])[0].pk


def _write(district: int, number: int, ago: int) -> None:
    """Settled entries of so many minutes ago."""
    from django.utils import timezone

    from departments.models import Act, AuditEntry

    at, rest = timezone.now() - timedelta(minutes=ago), {"act": Act.VIEW, "actor_name": "审核员（reviewer）", "address": "10.0.0.1"}
    AuditEntry.objects.bulk_create(
        [AuditEntry(district_id=district, at=at, target=f"报告 {number}", **rest) for number in range(number)], batch_size=5_000
    )


def _compare(title: str, write: Callable[[], None], number: int, rounds: int, most: float) -> bool:
    """Medians of both, in turn."""
    from departments import audit

    pairs = [(_time(write, _seal_by_whole_log, number), _time(write, audit.seal_entries, number)) for _ in range(rounds)]
    old, new = (median(times) for times in zip(*pairs, strict=True))
    held = new / old <= most
    look = "ok  " if held else "OVER"
    print(f"{look} {title}: {1000 * new:.1f} ms, by the whole log {1000 * old:.1f}: {new / old:.3f} (at most {most:.3f})")
    return held


def _time(write: Callable[[], None], seal: Callable[[], int], number: int) -> float:
    write()
    start = perf_counter()
    sealed = seal()
    taken = perf_counter() - start
    assert sealed == number, sealed
    return taken


def _seal_by_whole_log() -> int:
    """As it was before: every batch asks which entries of all have no seal."""
    from django.db import transaction
    from django.utils import timezone

    from departments.audit import chain
    from departments.models import AuditEntry, AuditSeal, District

    moment, done = timezone.now(), 0
    waiting = AuditEntry.objects.filter(seal=None, at__lt=moment - chain.SETTLED).order_by()
    for district in waiting.values_list("district", flat=True).distinct():
        while True:
            with transaction.atomic():
                list(District.objects.select_for_update().filter(pk=district))
                entries = waiting.filter(district=district).order_by("pk")[: chain.BATCH]
                last = AuditSeal.objects.filter(chain=district).order_by("-number").first()
                number, before = (last.number, last.sha256) if last else (0, chain.START)
                seals = []
                for entry in entries:
                    number, before = number + 1, _hash_entry(before, entry)
                    seals.append(AuditSeal(chain=district, number=number, entry=entry, sealed_at=moment, sha256=before))
                AuditSeal.objects.bulk_create(seals)
            done += len(seals)
            if not seals:
                break
    return done


def _hash_entry(before: str, entry: Any) -> str:
    said = {name: getattr(entry, f"{name}_id" if name in ("district", "actor") else name) for name in NAMES}
    said["at"] = entry.at.astimezone(UTC).isoformat()
    return hashlib.sha256((before + json.dumps(said, ensure_ascii=False, sort_keys=True)).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())

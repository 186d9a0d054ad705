"""The public search over 16,000 papers: with its index, beside reading every paper.

    python -m benchmarks.search [--papers=16000]                            SQLite
    python scripts/postgres.py python -m benchmarks.search                  PostgreSQL

Counts of both are compared for every word. Times are medians of the clock, asked in turn; exit status 1 where a count differs, or
where all the words together take more than a twentieth with the index.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

import django

from benchmarks.arguments import build_parser

PAPERS, LETTERS, ROUNDS = 16_000, 6_000, 3
MOST = 1 / 20
WORDS = ("绩效", "预算执行率", "第77中心", "库房消防改造", "不在任何一份里", "三公经费 接待", "2019", "公务用车购置", "档案 数字化")
SENTENCES = (
    "本单位严格执行预算，加强项目管理",
    "三公经费支出比上年减少",
    "公务接待费",
    "部门整体支出绩效自评得分",
    "预算执行率",
    "项目支出用于",
    "库房消防改造",
    "档案数字化二期",
    "公务用车购置及运行维护费",
    "年末结转结余",
    "满意率",
    "按月督办，验收后支付",
)


def main() -> int:
    parser = build_parser("benchmarks.search", __doc__)
    parser.add_argument("--papers", type=int, default=PAPERS, help=f"{PAPERS} where none are named")
    papers = parser.parse_args().papers
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PERFEVAL_VAR": folder, "DJANGO_SETTINGS_MODULE": "perfeval.settings"}
        django.setup()
        _fill(papers)
        found = [_compare(word) for word in WORDS]
    with_index, reading = (sum(times) for times in zip(*(times for times, _ in found), strict=True))
    ratio = with_index / reading
    print(f"{'ok  ' if ratio <= MOST else 'OVER'}  all words: {ratio:.3f} of the time, at most {MOST}; load {os.getloadavg()[0]:.1f}")
    return 0 if ratio <= MOST and all(same for _, same in found) else 1


def _fill(papers: int) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from departments.models import Department
    from reports.models import Approval, Publication, Report
    from tests import builders

    call_command("migrate", verbosity=0)
    start, chance, cycle = perf_counter(), random.Random(20251130), builders.cycle()
    units = [Department(district=cycle.district, code=f"{at:06}", name=f"第{at}中心") for at in range(papers)]
    report = builders.report(in_cycle=cycle, of=builders.department(cycle.district, "x1"))
    reports = Report.objects.bulk_create(
        Report(department=unit, cycle=cycle, outline=report.outline, status="approved")
        for unit in Department.objects.bulk_create(units, 2_000)
    )
    same: dict[str, Any] = {"at": timezone.now(), "published_on": date(2025, 11, 30), "year": 2025, "title": "报告", "document": "{}"}
    approval = Approval.objects.create(submission=_make_submission(report), at=timezone.now())
    for at in range(0, papers, 500):
        Publication.objects.bulk_create(
            Publication(report=each, approval=approval, reference=f"b-{each.pk}", unit=each.department.name, text=_write(chance), **same)
            for each in reports[at : at + 500]
        )
    made = perf_counter()
    call_command("index_publications", verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does within the minute
    print(f"{connection.vendor}: {papers} papers of {LETTERS} letters in {made - start:.0f} s, indexed in {perf_counter() - made:.0f} s")


def _make_submission(report: Any) -> Any:
    from django.utils import timezone

    from reports.models import Submission

    return Submission.objects.create(report=report, number=1, reference="b", sent_at=timezone.now(), document="{}", outline=report.outline)


def _write(chance: random.Random) -> str:
    """Of sentences that every paper may have, and figures that few have."""
    parts: list[str] = []
    chosen = chance.sample(SENTENCES, 8)
    while sum(map(len, parts)) < LETTERS:
        parts.append(f"{chance.choice(chosen)}{chance.randrange(100_000) / 100}万元。")
    return "".join(parts)


def _compare(words: str) -> tuple[tuple[float, float], bool]:
    """Seconds with the index and without, and whether both count the same."""
    from django.db.models import Q

    from reports.models import Publication
    from reports.release.publishing.public_search import PublicSearch

    def read() -> int:
        found = Publication.objects.standing()
        for word in words.split():
            found = found.filter(Q(unit__icontains=word) | Q(text__icontains=word))
        return found.count()

    def search() -> int:
        return PublicSearch({"q": words}).found.count()

    taken: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        (with_index, number), (reading, wanted) = _take(search), _take(read)
        taken.append((with_index, reading))
    with_index, reading = (median(times) for times in zip(*taken, strict=True))
    look = "    " if number == wanted else "OVER"
    print(f"{look}  {words:16} {number:6} papers {1000 * with_index:8.1f} ms, reading {wanted:6} {1000 * reading:8.1f} ms")
    return (with_index, reading), number == wanted


def _take(count: Callable[[], int]) -> tuple[float, int]:
    start = perf_counter()
    number = count()
    return perf_counter() - start, number


if __name__ == "__main__":
    sys.exit(main())

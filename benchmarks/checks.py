"""How long all checks of a full report take, warm, and how that grows with its rows.

    python -m benchmarks.checks

Prints medians; exit status 1 when a bound is broken.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from statistics import median
from time import perf_counter

from benchmarks.arguments import build_parser
from reports.domain import checks, interchange
from reports.domain.checks import Context
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader
from tests.papers import PAPERS

OUTLINE = "tianxin-2018"
ROUNDS = 9
FULL = 0.030  # seconds for a full report
DOUBLING = 2.2  # times as long for twice the rows
ROWS = (25, 100, 400, 1600)
USE = "用于购置设备和支付服务费，由股室按月督办，验收后支付，全年支付进度百分之九十八。"
PARAGRAPH = "本单位严格执行预算，项目支出48.5万元，办理事项1.6万余件，按期办结率99.7%，群众满意率98.2%。"


def main() -> int:
    held = [full()]
    times = [seconds(lambda rows=rows: fresh(rows)) for rows in ROWS]
    print("rows      " + "  ".join(f"{rows}: {1000 * time:.1f} ms" for rows, time in zip(ROWS, times, strict=True)))
    for at in range(len(ROWS) - 1):
        held.append(bound(f"{ROWS[at]}-{ROWS[at + 1]} rows, a doubling", (times[at + 1] / times[at]) ** 0.5, DOUBLING))
    return 0 if all(held) else 1


def full() -> bool:
    """A report with 40 rows in each long list and six pages of prose, last year's report beside it."""
    return bound("full report, s", seconds(lambda: fresh(40)), FULL)


def fresh(rows: int) -> Callable[[], object]:
    """A run over a new Document each time, because a Document remembers its rows."""
    document = replace(report(rows))
    last = replace(report(rows))
    return lambda: checks.run(document, Context(last_year=last))


def report(rows: int) -> Document:
    """A consistent report of 天心区 with that many projects and classes, the last of which was typed wrong."""
    document = interchange.load_document(PAPERS[OUTLINE], outline_loader.load_outline(OUTLINE))
    projects = tuple(_row("projects", at, {"final": "2.5"}, {"use": USE, "organisation": USE}) for at in range(rows))
    classes = tuple(_row("functions", at, {"amount": "7.5"}, {}) for at in range(rows))
    total = {
        "expenditure.project.final": Figure.of(Decimal("2.5") * rows + 10 + rows // 50),
        "expenditure.total.final": Figure.of(Decimal("7.5") * rows),
    }
    texts = dict.fromkeys(document.texts, PARAGRAPH * 20)
    lists = {**document.lists, "projects": projects, "functions": classes}
    return replace(document, lists=lists, texts=texts, figures={**document.figures, **total})


def _row(listing: str, at: int, amounts: dict[str, str], texts: dict[str, str]) -> Row:
    figures = {key: Figure.of(amount) for key, amount in amounts.items()}
    return Row(f"{listing}{at}", {"name": f"第{at}号事项经费", **texts, **figures})


def seconds(make: Callable[[], Callable[[], object]]) -> float:
    times = []
    for _ in range(ROUNDS):
        work = make()
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times[1:])


def bound(name: str, value: float, most: float) -> bool:
    print(f"{'ok  ' if value <= most else 'OVER'}      {name}: {value:.3f} (at most {most})")
    return value <= most


if __name__ == "__main__":
    build_parser("benchmarks.checks", __doc__).parse_args()
    sys.exit(main())

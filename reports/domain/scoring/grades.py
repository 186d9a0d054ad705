"""等次 by cuts: the outline's, or a cycle's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from reports.domain.figures import normalise_amount
from reports.domain.outlines import Grade

NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?")
MOST = 100  # points
LONGEST = 20  # letters of a name


def get_grade(points: Decimal, cuts: Iterable[Grade]) -> str:
    """The best grade whose least number of points is reached; "" where there are no cuts."""
    reached = [cut for cut in cuts if points >= cut.least]
    return max(reached, key=lambda cut: cut.least).name if reached else ""


def parse_grade_cuts(raw: Mapping[str, Any]) -> tuple[Grade, ...]:
    """What passed `problems`, the best first. JSON keeps no order that both databases respect, so the points give it."""
    found = (Grade(name=name, least=Decimal(str(least))) for name, least in raw.items())
    return tuple(sorted(found, key=lambda cut: cut.least, reverse=True))


def format_grade_cuts(found: Iterable[Grade]) -> dict[str, str]:
    """As cycles and the interchange file keep them: {"优": "90", "良": "80"}."""
    return {cut.name: f"{normalise_amount(cut.least):f}" for cut in found}


def find_cut_problems(raw: Any) -> Iterator[str]:
    """Everything that is wrong with cuts, one sentence each; none where there are no cuts."""
    if not isinstance(raw, dict):
        yield '等次分界应写成 {"优": "90", "良": "80", "差": "0"} 的形式。'
        return
    wrong = [sentence for name, least in raw.items() for sentence in _check_one_cut(str(name), least)]
    yield from wrong
    if raw and not wrong:
        yield from _check_cuts_together(raw)


def _check_one_cut(name: str, least: object) -> Iterator[str]:
    if not name.strip() or name != name.strip() or len(name) > LONGEST:
        yield f"等次名称“{name[:LONGEST]}”应为 1 到 {LONGEST} 个字，前后没有空格。"
    if isinstance(least, bool) or not NUMBER.fullmatch(str(least)):
        yield f"“{name[:LONGEST]}”的分数应为 0 到 {MOST} 的数字，最多两位小数，现为“{str(least)[:LONGEST]}”。"
    elif Decimal(str(least)) > MOST:
        yield f"“{name[:LONGEST]}”的分数不能超过 {MOST} 分，现为 {least} 分。"


def _check_cuts_together(raw: Mapping[str, object]) -> Iterator[str]:
    counts = Counter(Decimal(str(least)) for least in raw.values())
    for least in (least for least, number in counts.items() if number > 1):
        yield f"有 {counts[least]} 个等次都从 {normalise_amount(least):f} 分起，每个等次的分数须不同。"
    if min(counts) != 0:
        yield "最低的等次须从 0 分起，否则低分的报告没有等次。"

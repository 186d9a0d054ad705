"""The same reason given for several findings, or by several departments: told to the bureau beside each, by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reports.domain.checks.prose import normalise_text
from reports.models import Explanation

NAMED = 3  # departments; more are counted


@dataclass(frozen=True)
class GivenReason:
    """What a department says of one finding."""

    report: int
    cycle: int
    unit: str
    finding: str  # its key
    text: str

    @property
    def words(self) -> str:
        """Letters alone: blanks and marks make no other reason."""
        return normalise_text(self.text)


def mark_copied_reasons(given: Iterable[GivenReason]) -> dict[tuple[int, str], tuple[str, ...]]:
    """By report and key of the finding what is conspicuous about its reason; nothing where it stands once. One query.

    Compared with each other by letters, with every other department of the same years word for word.
    """
    reasons = [each for each in given if each.words]
    repeated = Counter((each.report, each.words) for each in reasons)
    units = _find_units(reasons)
    marks = {(each.report, each.finding): tuple(_describe(each, repeated, units[each.cycle, each.words])) for each in reasons}
    return {key: words for key, words in marks.items() if words}


def _find_units(reasons: list[GivenReason]) -> dict[tuple[int, str], dict[int, str]]:
    """By cycle and words, who gave them: the name of the department by report."""
    found: dict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    for each in reasons:
        found[each.cycle, each.words][each.report] = each.unit
    texts, cycles = {each.text for each in reasons}, {each.cycle for each in reasons}
    elsewhere = Explanation.objects.filter(report__cycle__in=cycles, text__in=texts).order_by("report__department__code")
    for report, cycle, unit, text in elsewhere.values_list("report", "report__cycle", "report__department__name", "text"):
        found[cycle, normalise_text(text)].setdefault(report, unit)
    return found


def _describe(reason: GivenReason, repeated: Counter[tuple[int, str]], units: dict[int, str]) -> Iterable[str]:
    if (number := repeated[reason.report, reason.words]) > 1:
        yield f"同一理由用于本报告 {number} 条"
    if others := [unit for report, unit in units.items() if report != reason.report]:
        more = f"等 {len(others)} 个单位" if len(others) > NAMED else ""
        yield f"与{'、'.join(others[:NAMED])}{more}的理由相同"

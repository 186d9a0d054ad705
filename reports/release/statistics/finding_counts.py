"""核对结果: which checks found something in the papers that were sent, in how many departments, and how much of it was explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery

from reports.domain import Outcome
from reports.models import Submission
from reports.release.statistics.scope import Scope, select_at_bureau

COUNTED = {outcome.value: outcome for outcome in (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN, Outcome.HINT)}


@dataclass(frozen=True)
class CountedFinding:
    """One finding of the last submission of a report."""

    report: int
    year: int
    code: str
    name: str
    check: str
    label: str
    outcome: Outcome
    message: str
    explained: str
    places: tuple[str, ...] = ()  # the cells that it names


@dataclass(frozen=True)
class Frequent:
    """A check, as it was worded in most of its findings and as it weighed at worst."""

    check: str
    label: str
    outcome: Outcome
    units: int
    last_units: int
    findings: int
    explained: int  # of the findings


@dataclass(frozen=True)
class Checked:
    """What both years' papers were found to say, and how many papers there are."""

    papers: dict[int, int]
    found: list[CountedFinding]

    def of(self, year: int) -> list[CountedFinding]:
        return [each for each in self.found if each.year == year]

    @cached_property
    def impossible(self) -> dict[tuple[int, str], CountedFinding]:
        """By report and cell: figures that a must-fix finding names. A reason lets the paper go as it is; the figure stays wrong."""
        named = [each for each in self.found if each.outcome is Outcome.MUST_FIX]
        return {(each.report, place): each for each in reversed(named) for place in each.places}


def load_checked_papers(scope: Scope) -> Checked:
    """Of every report that the bureau has, by code; one query, whose long column is the only one of the submission that is read."""
    last = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    rows = select_at_bureau(scope.reports()).annotate(kept=Subquery(last.values("findings")[:1])).order_by("department__code")
    papers, found = dict.fromkeys(scope.years, 0), []
    for pk, year, code, name, kept in rows.values_list("pk", "cycle__year", "department__code", "department__name", "kept"):
        papers[year] += kept is not None
        found += [CountedFinding(pk, year, code, name, *said) for said in _iter_counted_findings(kept or {})]
    return Checked(papers, found)


def _iter_counted_findings(kept: dict[str, object]) -> Iterator[tuple[str, str, Outcome, str, str, tuple[str, ...]]]:
    """As checks.verdict.freeze_findings wrote it; thawing all of it would take three times as long."""
    for one in kept.get("findings", ()):  # type: ignore[attr-defined]
        if one["outcome"] in COUNTED:
            named = tuple(one.get("pointed") or one["places"])
            yield one["id"], one["label"], COUNTED[one["outcome"]], one["message"], one["explained"], named


def list_frequent_findings(found: Iterable[CountedFinding], year: int, most: int) -> list[Frequent]:
    """The checks that most departments of the year have, the most frequent first."""
    named: dict[str, list[CountedFinding]] = {}
    before: dict[str, set[int]] = {}
    for each in found:
        if each.year == year:
            named.setdefault(each.check, []).append(each)
        else:
            before.setdefault(each.check, set()).add(each.report)
    summed = [_describe_frequent_finding(check, all_of_it, len(before.get(check, ()))) for check, all_of_it in named.items()]
    return sorted(summed, key=lambda each: (-each.units, -each.findings, each.check))[:most]


def _describe_frequent_finding(check: str, found: list[CountedFinding], last_units: int) -> Frequent:
    labels = [each.label for each in found]
    return Frequent(
        check,
        max(sorted(set(labels)), key=labels.count),
        min((each.outcome for each in found), key=lambda outcome: outcome.rank),
        len({each.report for each in found}),
        last_units,
        len(found),
        sum(bool(each.explained.strip()) for each in found),
    )

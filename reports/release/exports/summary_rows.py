"""Rows of the 汇总表, each sheet in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from reports.domain import State
from reports.models import Answer, Approval, ItemKind, Problem, Report, ReturnItem, Status, Submission, Suggestion
from reports.release.exports.sheets import Value
from reports.release.statistics import add_first_filing, cell_columns, select_at_bureau

Row = list[Value]
WHO = ("department__code", "department__name", "department__desk__name", "cycle__year")
SCORES = ("passed_self_points", "passed_points", "passed_grade")
ORDER = ("department__code", "cycle__year", "pk")
STATES = {state.value: state.label for state in (State.NOT_APPLICABLE, State.CLASSIFIED)}


def iter_department_rows(reports: QuerySet[Report, Any], now: datetime) -> Iterator[Row]:
    """One row a report; one query."""
    last = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    found = _select_frozen_scores(add_first_filing(reports).annotate(last=Subquery(last.values("pk")[:1]))).annotate(
        last_due=Coalesce("extended_to", "cycle__due"),
        last_sent=Subquery(last.values("sent_at")[:1]),
        rounds=Subquery(last.values("number")[:1]),
    )
    states = {f"{name}_state": place for name, place in cell_columns.TOTALS.items()}
    rows = cell_columns.add_states(cell_columns.add_amounts(found, **cell_columns.TOTALS), **states)
    columns = (*WHO, "status", "since", "last_due", "filed_at", "filed_late", "last_sent", "rounds", *SCORES, *cell_columns.TOTALS, *states)
    for row in rows.order_by(*ORDER).values(*columns):
        yield _make_department_row(row, now)


def _select_frozen_scores(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """With what the approval of the submission `last` froze."""
    passed = Approval.objects.filter(submission=OuterRef("last"))
    return reports.annotate(**{f"passed_{name}": Subquery(passed.values(name)[:1]) for name in ("self_points", "points", "grade")})


def _make_department_row(row: dict[str, Any], now: datetime) -> Row:
    status = Status(row["status"])
    passed = status.state.is_passed
    amounts = (
        dict.fromkeys(cell_columns.TOTALS)
        if status.state.is_at_department
        else {name: _get_stated_amount(row, name) for name in cell_columns.TOTALS}
    )
    return [
        *(row[key] for key in WHO),
        str(status.label),
        row["last_due"],
        row["filed_at"],
        row["last_sent"],
        _describe_row_lateness(row, now),
        row["rounds"] or 0,
        *(amounts[name] for name in ("budget", "adjusted", "final")),
        _compute_row_share(amounts["final"], amounts["adjusted"]),
        *(amounts[name] for name in ("three_budget", "three_final")),
        *(row[name] if passed else None for name in SCORES),
        row["since"] if passed else None,
    ]


def _get_stated_amount(row: dict[str, Any], name: str) -> Value:
    """The amount, or the reason why there is none."""
    amount: Decimal | None = row[name]
    return amount if amount is not None else STATES.get(row[f"{name}_state"] or "")


def _compute_row_share(part: Value, whole: Value) -> Decimal | None:
    return part / whole if isinstance(part, Decimal) and isinstance(whole, Decimal) and whole else None


def _describe_row_lateness(row: dict[str, Any], now: datetime) -> str | None:
    moment = row["filed_at"] or now
    if not (row["filed_late"] or (row["filed_at"] is None and row["last_due"] < now)):
        return None
    days = (timezone.localdate(moment) - timezone.localdate(row["last_due"])).days
    return f"{'逾期' if row['filed_at'] else '未报送，逾期'} {days} 天"


def iter_problem_rows(reports: QuerySet[Report, Any]) -> Iterator[Row]:
    """A problem with the suggestions that answer it, then suggestions that answer none; three queries."""
    shown = select_at_bureau(reports).order_by(*ORDER)
    ids = shown.order_by().values("pk")
    stated = _group_by_report(Problem.objects.filter(report__in=ids).order_by("position").values_list("report", "key", "text"))
    advice = _group_by_report(Suggestion.objects.filter(report__in=ids).order_by("position").values_list("report", "answers", "text"))
    for pk, *who in shown.values_list("pk", *WHO):
        for problem, suggestions in _pair_with_suggestions(stated[pk], advice[pk]):
            yield [*who, problem, suggestions]


def _group_by_report(rows: Iterable[tuple[int, str, str]]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for report, key, text in rows:
        found[report].append((key, text))
    return found


def _pair_with_suggestions(stated: list[tuple[str, str]], advice: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    keys = {key for key, _ in stated}
    for key, text in stated:
        yield text, "\n".join(suggestion for answers, suggestion in advice if answers == key)
    yield from (("", suggestion) for answers, suggestion in advice if answers not in keys)


def return_items(reports: QuerySet[Report, Any]) -> Iterator[Row]:
    """Every item in the order in which it was asked, department by department; one query."""
    found = ReturnItem.objects.filter(report__in=reports.order_by().values("pk")).select_related("author")
    columns = ("submission__number", "place_label", "kind", "text", "author__name", "author__username", "created")
    who = [f"report__{key}" for key in WHO]
    rows = found.order_by(*(f"report__{key}" for key in ORDER), "created", "pk")
    for *whose, number, place, kind, text, name, username, created, answer, said, is_open in rows.values_list(
        *who, *columns, "answer_kind", "answer", "is_open"
    ):
        asked = [number, place, str(ItemKind(kind).label), text, name or username or "系统", created]
        answered = [str(Answer(answer).label) if answer else None, said, "未了结" if is_open else "已了结"]
        yield [*whose, *asked, *answered]

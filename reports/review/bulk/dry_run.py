"""What would happen to each report: the act is tried for real, and what it did is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from departments.models import User
from reports.models import Report, Submission
from reports.review.approved_content import ApprovedContent, load_approved_contents
from reports.review.bulk.bulk_acts import MOST, BulkAct, Words
from reports.workflow import Refused, review_scores

SHORT = 12  # letters of the SHA-256, as the paper shows them
ANY_WORDS = Words("（尚未填写）")  # the rules ask that there is a text, not which


class TooMany(Exception):
    """str() is the sentence for the person."""


class _TakenBack(Exception):
    """The act was possible."""


@dataclass(frozen=True)
class BulkLine:
    """One report before the act; `refusal` is the sentence why not, "" when it goes through."""

    report: Report
    refusal: str
    content: ApprovedContent | None = None  # of an act that passes the report
    effect: str = ""  # what the act would do with it, where it says so

    @property
    def hash(self) -> str:
        """Of the last submission, as its paper shows it; "" when nothing was sent."""
        return get_short_hash(self.report)

    @property
    def seen(self) -> str:
        return make_stamp(self.report, with_scores=self.content is not None)


def select_chosen(reports: QuerySet[Report, Any]) -> list[Report]:
    """With all that verbs and pages need, in the order of codes; one query. Raises TooMany."""
    found = list(_select_whole(reports)[: MOST + 1])
    if not found:
        raise TooMany("没有选中报告，请回到审核队列勾选后再办理。")
    if len(found) > MOST:
        raise TooMany(f"一次最多办理 {MOST} 份报告，请按年度、股室或状态筛选后分批办理。")
    return found


def _select_whole(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    last = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    whole = Report.objects.with_context().filter(pk__in=reports.order_by().values("pk"))
    return whole.annotate(last_hash=Subquery(last.values("sha256")[:1])).order_by("department__code", "cycle__year", "pk")


def get_short_hash(report: Report) -> str:
    return (getattr(report, "last_hash", None) or "")[:SHORT]


def make_stamp(report: Report, *, with_scores: bool = False) -> str:
    """What the person saw: the state of the report, since when it waits, what was sent last, and the points that would be frozen."""
    seen = f"{report.status} {report.since.isoformat()} {get_short_hash(report)}"
    latest = report.submissions.order_by("-number").first() if with_scores else None
    return f"{seen} {review_scores.load_score_rounds(latest).now.digest}" if latest else seen


def read_again(pk: int) -> Report | None:
    """The report as it stands now, with its stamp."""
    return _select_whole(Report.objects.filter(pk=pk)).first()


def preview_acts(act: BulkAct, reports: Iterable[Report], by: User) -> list[BulkLine]:
    """Of an act that passes reports with what would be approved."""
    lines = [_preview_report(act, report, by) for report in reports]
    if not act.passes:
        return lines
    contents = load_approved_contents(line.report for line in lines if not line.refusal)
    return [replace(line, content=contents.get(line.report.pk)) for line in lines]


def _preview_report(act: BulkAct, report: Report, by: User) -> BulkLine:
    refusal = find_refusal(act, report, by)
    return BulkLine(report, refusal, effect=act.describe(report) if act.describe and not refusal else "")


def find_refusal(act: BulkAct, report: Report, by: User) -> str:
    """Why the act would be refused; "" when it would not. The report stays as it was, in memory too."""
    before = dict(vars(report))
    try:
        with transaction.atomic():
            act.take(report, by, ANY_WORDS)
            raise _TakenBack
    except _TakenBack:
        return ""
    except Refused as refused:
        return str(refused)
    finally:
        vars(report).update(before)

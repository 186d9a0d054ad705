"""财政评分: a table typed beside the department's own points, on the review page and on a page of its own.

Both save at the one address of the page of its own, which keeps what was typed on the screen when a save is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from departments import clean_text
from departments.models import User
from reports import workflow
from reports.domain import Document, Given, Judged, Sheet, TypedScore, read_typed_scores, scoring
from reports.domain.scoring.records import SheetRecord
from reports.domain.scoring.wording import PointsInWords
from reports.models import Approval, Report, ReviewScore, Submission
from reports.web.request_helpers import get_person, record_look
from reports.workflow import Refused, review_scores
from reports.workflow.review_scores import Rounds

NOTHING = QueryDict()


@dataclass(frozen=True)
class ScoreRow:
    """One line of the table: what was typed, what is wrong with it, and what a colleague stored meanwhile."""

    judged: Judged
    typed: TypedScore
    problem: str = ""
    repeated: bool = False  # 上轮评分
    is_stale: bool = False
    theirs: ReviewScore | None = None


@dataclass(frozen=True)
class ScoreTable:
    sheet: Sheet
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True)
class Sum:
    label: str
    said: PointsInWords
    grade: str  # of the bureau's points


@dataclass(frozen=True)
class Scores:
    """What the template shows: tables to type in or to read, or `frozen` ones. `digest` is what a save repeats."""

    tables: tuple[ScoreTable, ...] = ()
    frozen: tuple[SheetRecord, ...] = ()
    is_open: bool = False
    is_unsaved: bool = False
    digest: str = ""
    number: int = 0  # of the submission

    @property
    def sums(self) -> list[Sum]:
        """Both totals of every assessment, the main one first."""
        live = [Sum(table.sheet.assessment.label, table.sheet.said, table.sheet.bureau.grade) for table in self.tables]
        return live or [Sum(sheet.label, sheet.said, sheet.grade) for sheet in self.frozen]


@dataclass(frozen=True)
class PostedScores:
    """The form as it was sent, kept on the screen when it was refused."""

    typed: Mapping[str, TypedScore] = field(default_factory=dict)
    seen: str = ""


def load_score_table(report: Report, user: User, submission: Submission, document: Document, post: QueryDict = NOTHING) -> Scores | None:
    """One query while the report is under review, two otherwise; None where the outline gives no points."""
    if not document.outline.assessment:
        return None
    is_open = workflow.may_score(report, workflow.get_known_roles(report, user))
    if not is_open and (approval := Approval.objects.filter(submission=submission).first()):
        return Scores(frozen=review_scores.thawed(approval.scores))
    found = review_scores.load_score_rounds(submission)
    sent = _read_posted_scores(post, found) if is_open and post else None
    given, problems = read_typed_scores(document, sent.typed) if sent else (found.now.given, {})
    tables = tuple(_build_score_table(sheet, found, sent, problems) for sheet in scoring.build_review_sheets(document, given))
    return Scores(tables, (), is_open, sent is not None, found.now.digest, submission.number)


def show_score_page(request: HttpRequest, report: Report, site: dict[str, Any]) -> HttpResponse:
    """The table alone. A save that is accepted leads back to the review page."""
    record_look(request, report)
    submission = report.submissions.select_related("outline").order_by("-number").first()
    if submission is None:
        messages.error(request, "单位还没有报送，不能评分。")
        return redirect("admin:reports_report_change", report.pk)
    if request.method == "POST":
        try:
            messages.success(request, _save_posted_scores(report, get_person(request), submission, request.POST))
        except Refused as refused:
            messages.error(request, str(refused))
            report.refresh_from_db(fields=["status", "since"])
        else:
            return redirect(f"{reverse('admin:reports_report_change', args=[report.pk])}#scores")
    found = load_score_table(report, get_person(request), submission, review_scores.load_sent_document(submission), request.POST)
    context = {"title": f"{report}：评分", "report": report, "scores": found}
    return TemplateResponse(request, "admin/reports/report/scores_page.html", site | context)


def _save_posted_scores(report: Report, by: User, submission: Submission, post: QueryDict) -> str:
    """Stores what was typed; the sentence for the person. Raises Refused."""
    if post.get("number") not in (None, str(submission.number)):
        raise Refused("您打开页面以后，单位又报送过一次，请按现在的内容评分。")
    sent = _read_posted_scores(post, review_scores.load_score_rounds(submission))
    return f"财政评分已保存。{workflow.score(report, sent.typed, by=by, seen=sent.seen or None)}。"


def _read_posted_scores(post: QueryDict, found: Rounds) -> PostedScores:
    """The rows of the form; what it does not have stays as it is stored."""
    places = [name.removeprefix("points:") for name in post if name.startswith("points:")]
    typed = {
        place: TypedScore(*(clean_text(post.get(f"{name}:{place}", "")) for name in ("value", "points", "reason"))) for place in places
    }
    return PostedScores({place: _format_given_score(one) for place, one in found.now.given.items()} | typed, post.get("seen", ""))


def _format_given_score(given: Given) -> TypedScore:
    return TypedScore(given.value, "" if given.points is None else f"{given.points:f}", given.reason)


def _build_score_table(sheet: Sheet, found: Rounds, sent: PostedScores | None, problems: Mapping[str, str]) -> ScoreTable:
    return ScoreTable(sheet, tuple(_build_score_row(judged, found, sent, problems.get(judged.line.place, "")) for judged in sheet.lines))


def _build_score_row(judged: Judged, found: Rounds, sent: PostedScores | None, problem: str) -> ScoreRow:
    place = judged.line.place
    stored = _format_given_score(found.now.given.get(place, Given()))
    typed = sent.typed.get(place, TypedScore()) if sent else stored
    is_stale = sent is not None and sent.seen not in ("", found.now.digest) and typed != stored
    return ScoreRow(judged, typed, problem, found.is_repeated(place), is_stale, found.now.rows.get(place))

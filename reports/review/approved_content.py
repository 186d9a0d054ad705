"""What a 通过 would approve, of many reports at once: findings passed by a reason, new ones, points, and what has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.domain import Document, Finding, Findings, Outcome, Sheet
from reports.domain.scoring import build_review_sheets
from reports.domain.scoring.totals import compute_rule_total
from reports.domain.scoring.wording import describe_points
from reports.models import Report
from reports.review.copied_reasons import GivenReason, mark_copied_reasons
from reports.workflow import approvals, review_scores
from reports.workflow.review_scores import Round

NAMED = 5  # rows without points; more are counted
Marks = Mapping[tuple[int, str], tuple[str, ...]]


@dataclass(frozen=True)
class PassedFinding:
    """A finding that stands, with the reason by which it goes as it is; "" where nobody gave one."""

    finding: Finding
    is_settled: bool
    is_new: bool  # the department did not see it
    marks: tuple[str, ...] = ()  # what is conspicuous about the reason

    @property
    def state(self) -> str:
        if not self.is_settled:
            return "没有说明"
        return "仍未改正，负责人说明后报送" if self.finding.outcome is Outcome.MUST_FIX else "已说明"


@dataclass(frozen=True)
class ApprovedScore:
    """The points of one assessment; "—" for what is not known."""

    label: str
    own: str
    rule: str
    points: str
    grade: str
    warning: str  # what is missing; "" where nothing is


@dataclass(frozen=True)
class ApprovedContent:
    findings: tuple[PassedFinding, ...]
    hints: int
    scores: tuple[ApprovedScore, ...]

    @property
    def words(self) -> str:
        """通过时仍在的问题 3 条，其中新 1 条；提示 5 条"""
        new = sum(each.is_new for each in self.findings)
        standing = f"通过时仍在的问题 {len(self.findings)} 条" if self.findings else "没有必须修改或须说明的问题"
        return f"{standing}{f'，其中 {new} 条是单位没有看到的' if new else ''}{f'；提示 {self.hints} 条' if self.hints else ''}"


def load_approved_contents(reports: Iterable[Report]) -> dict[int, ApprovedContent]:
    """By report; six queries each and one for all of them. Nothing of a report that was never sent."""
    seen = {report.pk: (report, preview) for report in reports if (preview := approvals.preview_approval(report))}
    given = [each for report, preview in seen.values() for each in list_given_reasons(report, preview.document, preview.findings)]
    marks = mark_copied_reasons(given)
    return {pk: _build_content(report, preview, marks) for pk, (report, preview) in seen.items()}


def list_given_reasons(report: Report, document: Document, findings: Findings) -> list[GivenReason]:
    """Typed for one finding each; a paragraph of the paper, as 差异成因, answers several by its nature."""
    paragraphs = {document.text(key) for key in document.outline.texts}
    answered = [each for each in findings.of(Outcome.MUST_FIX, Outcome.MUST_EXPLAIN) if each.explained not in paragraphs]
    unit = report.department.name
    return [GivenReason(report.pk, report.cycle_id, unit, each.key, each.explained) for each in answered if each.explained]


def _build_content(report: Report, preview: approvals.Preview, marks: Marks) -> ApprovedContent:
    found, sent = preview.findings, preview.submission.findings
    new = found.unlike(sent) if sent else frozenset()
    standing = tuple(
        PassedFinding(each, found.is_settled(each), each.key in new, marks.get((report.pk, each.key), ()))
        for each in found.of(Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)
    )
    now = review_scores.load_score_rounds(preview.submission).now
    sheets = build_review_sheets(preview.document, now.given)
    return ApprovedContent(standing, len(found.of(Outcome.HINT)), tuple(_build_score(preview.document, sheet, now) for sheet in sheets))


def _build_score(document: Document, sheet: Sheet, now: Round) -> ApprovedScore:
    said = describe_points(sheet.own.of, sheet.own.points.amount, sheet.bureau.points.amount)
    rule = compute_rule_total(document, sheet.assessment)
    in_words = describe_points(rule.of, rule.points.amount, None)
    return ApprovedScore(sheet.assessment.label, said.own, in_words.own, said.points, sheet.bureau.grade, _describe_missing(sheet, now))


def _describe_missing(sheet: Sheet, now: Round) -> str:
    places = {place.rpartition(".")[0] for place in sheet.bureau.missing}
    names = [row.line.name for row in sheet.lines if row.line.place in places]
    if names:
        more = f"等 {len(names)} 项" if len(names) > NAMED else ""
        return f"没有得分：{'、'.join(names[:NAMED])}{more}，通过后没有总分和等次"
    if not any(row.line.place in now.given for row in sheet.lines):
        return "财政局没有评分，各项同自评"
    return ""

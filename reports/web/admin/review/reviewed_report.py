"""One report before one reviewer: everything the review page shows, read once and only when it is asked for.

What the department has not sent yet is not shown: of a draft the bureau sees the state alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Q
from django.http import QueryDict

from departments.models import User
from reports import workflow
from reports.domain import Change, Document, ReportPage, diff, interchange, restore_findings
from reports.domain.rendering import pages
from reports.domain.rendering.finding_texts import CopiedText, FindingLine
from reports.filing import live_findings
from reports.models import DraftItem, Phrase, Report, ReturnItem, Submission
from reports.review.approved_content import Marks, list_given_reasons
from reports.review.copied_reasons import mark_copied_reasons
from reports.review.copied_texts import find_copied_texts
from reports.web import report_history
from reports.web.admin.review import item_writing, score_page
from reports.web.admin.review.item_writing import TypedItem
from reports.web.admin.review.score_page import Scores
from reports.web.findings_panel import FindingsPanel, build_findings_panel, to_paper
from reports.workflow import Draft, Transition, transition_lookups


@dataclass
class Review:
    """`posted` is the form that was sent, `written` the return items in it: shown again where the server does not keep them."""

    report: Report
    person: User
    posted: QueryDict = field(default_factory=QueryDict)
    written: list[Draft] = field(default_factory=list)

    @cached_property
    def sent(self) -> list[report_history.SubmissionLine]:
        """Every submission without its content, the latest first."""
        return report_history.list_submissions(self.report)

    @cached_property
    def rows(self) -> list[ReturnItem]:
        """Every return item, the oldest first."""
        return list(self.report.return_items.select_related("author", "answered_by", "closed_by", "follows"))

    @cached_property
    def whole(self) -> dict[int, Submission]:
        """By id, with content: the last two submissions, and those on which the items of the present round were written."""
        wanted = {each.submission.pk for each in self.sent[:2]}
        wanted |= {row.submission_id for row in self.rows if row.submission_id and self.is_current(row)}
        found = self.report.submissions.filter(pk__in=wanted).select_related("outline", "sender") if wanted else []
        for submission in found:
            submission.report = self.report
            if submission.outline_id == self.report.outline_id:
                self.report.outline = submission.outline
        return {submission.pk: submission for submission in found}

    @cached_property
    def documents(self) -> dict[int, Document]:
        """By id of the submission."""
        return {pk: interchange.load_document(sent.document, sent.outline.definition) for pk, sent in self.whole.items()}

    def since(self, submission: int) -> list[Change]:
        """What changed from that submission, one of `whole`, to the latest."""
        if submission not in self._compared and self.document:
            self._compared[submission] = diff.compare_documents(self.documents[submission], self.document)
        return self._compared[submission]

    @cached_property
    def _compared(self) -> dict[int, list[Change]]:
        return {}

    def is_current(self, item: ReturnItem) -> bool:
        """Open, or settled since the report was last sent."""
        if item.is_open:
            return True
        return bool(item.closed_at and self.sent and item.closed_at > self.sent[0].submission.sent_at)

    @property
    def submission(self) -> Submission | None:
        """The latest 报送件; None before the first time."""
        return self.whole[self.sent[0].submission.pk] if self.sent else None

    @property
    def document(self) -> Document | None:
        """What was sent last; None before the first time."""
        return self.documents[self.sent[0].submission.pk] if self.sent else None

    @property
    def is_here(self) -> bool:
        """The bureau has the report before it, to be decided."""
        return self.report.state.is_at_bureau

    @cached_property
    def page(self) -> ReportPage | None:
        return pages.build_report_page(self.document) if self.document else None

    @cached_property
    def findings(self) -> FindingsPanel | None:
        """核对结果: while the bureau has the report, what the present rules say; afterwards what was frozen."""
        if not self.document or not self.page or not self.submission:
            return None
        sent = self.submission
        found = live_findings.find_sent_findings(sent, self.document) if self.is_here else restore_findings(sent.findings)
        new = found.unlike(sent.findings) if self.is_here and sent.findings else frozenset()
        marks = mark_copied_reasons(list_given_reasons(self.report, self.document, found))
        panel = build_findings_panel(self.report, self.document, found, to_paper(self.document, self.page), new)
        copied = find_copied_texts(self.report, self.document, found)
        return replace(panel, lines=[self._tell_bureau(line, marks, copied) for line in panel.lines])

    def _tell_bureau(self, line: FindingLine, marks: Marks, copied: dict[str, CopiedText]) -> FindingLine:
        """With what no department reads: whose reason and whose text it also is."""
        key = line.finding.key
        return replace(line, marks=marks.get((self.report.pk, key), ()), copied=copied.get(key))

    @cached_property
    def events(self) -> list[report_history.EventLine]:
        return report_history.list_events(self.report)

    @cached_property
    def scores(self) -> Scores | None:
        """评分: the bureau's beside the department's."""
        sent, document = self.submission, self.document
        return score_page.load_score_table(self.report, self.person, sent, document) if sent and document else None

    @cached_property
    def offers(self) -> dict[str, Transition]:
        """The bureau's acts by name; what goes back stands before what goes on."""
        found = transition_lookups.sort_rows(workflow.list_actions(self.report, self.person))
        return {row.name: row for row in found if not row.is_of_department}

    @property
    def writes(self) -> bool:
        """The person may send return items now."""
        return any(row.needs_items for row in self.offers.values())

    @cached_property
    def drafts(self) -> list[DraftItem]:
        return item_writing.load_kept_drafts(self.report)

    @property
    def mine(self) -> list[DraftItem]:
        return [row for row in self.drafts if row.author_id == self.person.pk]

    @property
    def typed(self) -> list[TypedItem]:
        """The person's items: those the server keeps, and what was posted and could not be kept."""
        if not self.document:
            return []
        known = {row.key for row in self.mine}
        lost = [draft for draft in self.written if draft.key not in known]
        return [*item_writing.describe_kept_drafts(self.document, self.mine), *item_writing.describe_posted_drafts(self.document, lost)]

    @property
    def colleagues(self) -> list[tuple[str, list[TypedItem]]]:
        """Whose items are also waiting to be sent."""
        others = [row for row in self.drafts if row.author_id != self.person.pk]
        return item_writing.group_by_author(self.document, others) if self.document else []

    @property
    def phrases(self) -> list[Phrase]:
        """常用意见: the person's own first, then the district's."""
        district = self.report.department.district_id
        found = Phrase.objects.filter(Q(owner=None) | Q(owner=self.person), district=district)
        return sorted(found, key=lambda phrase: (phrase.owner_id is None, phrase.text))

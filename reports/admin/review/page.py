"""One report before one reviewer: everything the review page shows, read once and only when it is asked for.

What the department has not sent yet is not shown: of a draft the bureau sees the state alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from departments.models import User
from reports import diff, findings, workflow
from reports.admin import queue
from reports.checks.verdict import thawed
from reports.document import Document
from reports.models import Report, Submission
from reports.rendering import changes, interchange, pages
from reports.rendering.blocks import ReportPage
from reports.views import history
from reports.views.found import Panel, panel, to_paper
from reports.workflow import Transition

OF_BUREAU = frozenset({"start_review", "return", "pass_on", "send_back", "approve", "reopen"})


@dataclass
class Review:
    report: Report
    person: User

    @cached_property
    def rounds(self) -> list[Submission]:
        """The last two submissions, whole; the latest first."""
        found = list(self.report.submissions.select_related("outline", "sender").order_by("-number")[:2])
        for submission in found:
            submission.report = self.report
            if submission.outline_id == self.report.outline_id:
                self.report.outline = submission.outline
        return found

    @cached_property
    def documents(self) -> list[Document]:
        return [interchange.load(sent.document, sent.outline.definition) for sent in self.rounds]

    @property
    def submission(self) -> Submission | None:
        """The latest 报送件; None before the first time."""
        return self.rounds[0] if self.rounds else None

    @property
    def document(self) -> Document | None:
        """What was sent last; None before the first time."""
        return self.documents[0] if self.documents else None

    @property
    def is_here(self) -> bool:
        """The bureau has the report before it, to be decided."""
        return self.report.status in queue.SENT

    @property
    def changes(self) -> list[changes.ChangeLine]:
        """What the last submission changed in the one before."""
        if len(self.documents) < 2:
            return []
        new, old = self.documents
        return changes.lines(new, diff.compare(old, new))

    @cached_property
    def page(self) -> ReportPage | None:
        return pages.page(self.document) if self.document else None

    @cached_property
    def findings(self) -> Panel | None:
        """核对结果: while the bureau has the report, what the present rules say; afterwards what was frozen."""
        if not self.document or not self.page:
            return None
        sent = self.rounds[0]
        found = findings.of_submission(sent, self.document) if self.is_here else thawed(sent.findings)
        new = found.unlike(sent.findings) if self.is_here and sent.findings else frozenset()
        return panel(self.report, self.document, found, to_paper(self.document, self.page), new)

    @cached_property
    def items(self) -> list[history.Item]:
        """Every return item of the report, the oldest first."""
        return history.items(self.report, self.document.outline) if self.document else []

    @cached_property
    def sent(self) -> list[history.Sent]:
        return history.submissions(self.report)

    @cached_property
    def events(self) -> list[history.Line]:
        return history.events(self.report)

    @cached_property
    def offers(self) -> dict[str, Transition]:
        return {act.name: act for act in workflow.acts(self.report, self.person) if act.name in OF_BUREAU}

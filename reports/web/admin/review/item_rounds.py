"""退回意见 beside what became of them: asked, answered, changed; and what was changed without being asked for."""

from __future__ import annotations

from dataclasses import dataclass

from reports.domain.rendering import change_texts, round_changes
from reports.domain.rendering.change_texts import ChangeLine
from reports.models import ReturnItem, Submission
from reports.web.admin.review.reviewed_report import Review


@dataclass(frozen=True)
class Asked:
    """An item of the present round. `compared`: a later submission exists, so that `changes` says something."""

    item: ReturnItem
    changes: list[ChangeLine]
    compared: bool
    is_drafted: bool  # the person has it among the drafts already


@dataclass
class Round:
    """The present round: what was asked, against the latest submission."""

    review: Review

    @classmethod
    def of(cls, review: Review) -> Round | None:
        """None before the first submission."""
        return cls(review) if review.sent else None

    @property
    def items(self) -> list[ReturnItem]:
        return [row for row in self.review.rows if self.review.is_current(row)]

    @property
    def asked(self) -> list[Asked]:
        return [self._asked(item) for item in self.items]

    @property
    def waiting(self) -> int:
        """Items that a reviewer has not settled."""
        return sum(item.is_open for item in self.items)

    @property
    def base(self) -> Submission | None:
        """The submission that was returned last; where nothing was returned, the last but one."""
        if len(self.review.sent) < 2:
            return None
        latest, before = (each.submission.pk for each in self.review.sent[:2])
        returned = [row.submission_id for row in self.items if row.submission_id and row.submission_id != latest]
        return self.review.whole[max(returned, default=before)]

    @property
    def unasked(self) -> list[ChangeLine]:
        new = self.review.document
        if self.base is None or new is None:
            return []
        named = [item.place for item in self.items]
        return change_texts.describe_changes(new, round_changes.select_changes_beyond(new, named, self.review.since(self.base.pk)))

    def _asked(self, item: ReturnItem) -> Asked:
        drafted = any(row.follows_id == item.pk for row in self.review.mine)
        new, before = self.review.document, item.submission_id
        if new is None or before is None or before == self.review.sent[0].submission.pk:
            return Asked(item, [], compared=False, is_drafted=drafted)
        found = round_changes.select_changes_at(new, item.place, self.review.since(before)) or round_changes.find_reworded_section(
            self.review.documents[before], new, item.place
        )
        return Asked(item, change_texts.describe_changes(new, found), compared=True, is_drafted=drafted)

"""One attempt to take a step: who tries what on which report, and what the guards want to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from departments import clean_text
from departments.models import User
from reports.domain import Document, Findings, act_time
from reports.filing import drafts, live_findings
from reports.models import ItemKind, Report, ReturnItem, Submission

MOST_WORDS = 2_000  # characters of a note, an item or an answer


class Refused(Exception):
    """A step is not taken; `str` is the sentence for the person."""


@dataclass(frozen=True)
class NewItem:
    """What a reviewer writes on a report that goes back: where, how binding, what."""

    place: str
    kind: ItemKind | str
    text: str
    follows: int | None = None  # id of the item that is raised again


@dataclass
class Attempt:
    report: Report
    by: User | None = None  # None: 系统
    note: str = ""
    items: tuple[NewItem, ...] = ()
    moment: datetime = field(default_factory=act_time.get_act_time)

    @cached_property
    def documents(self) -> tuple[Document, Document | None]:
        """The report as it stands, and last year's facts."""
        return drafts.load_with_last_year(self.report)

    @property
    def document(self) -> Document:
        return self.documents[0]

    @cached_property
    def findings(self) -> Findings:
        """What the present rules say of the report."""
        return live_findings.find_live_findings(self.report, *self.documents)

    @cached_property
    def open_items(self) -> list[ReturnItem]:
        return list(self.report.return_items.filter(is_open=True))

    @cached_property
    def submission(self) -> Submission | None:
        """The latest 报送件; None before the first."""
        return self.report.submissions.order_by("-number").first()


def check_words(text: str) -> str:
    """What a person wrote, cleaned. Raises Refused when it is longer than anybody reads."""
    words = clean_text(text)
    if len(words) > MOST_WORDS:
        raise Refused(f"所写内容有 {len(words):,} 字，最多 {MOST_WORDS:,} 字，请精简后再提交。")
    return words


Guard = Callable[[Attempt], None]

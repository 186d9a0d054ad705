"""What has happened to a report: its submissions, its return items, its events. One query each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from departments.compiled_queries import CompiledQuery, Parameter, compiled
from departments.models import Department
from reports import workflow
from reports.domain import Outline, places
from reports.filing.forms import typed_words
from reports.models import Approval, Event, ItemKind, Report, ReturnItem, Submission

UNREAD = ("document", "cycle_settings", "findings", "approval__scores", "approval__findings")
SENT_ALONE = ("document", "cycle_settings", "findings", "report__statements")
REPORT = Parameter("report")
Row = TypeVar("Row", Submission, ReturnItem, Event)
SHORT = 12  # letters of the SHA-256, as the paper shows them


@dataclass(frozen=True)
class SubmissionLine:
    submission: Submission
    is_current: bool = False  # what is approved now

    @property
    def approval(self) -> Approval | None:
        """It is or was approved."""
        return getattr(self.submission, "approval", None)

    @property
    def was_approved(self) -> bool:
        """Reopened since."""
        return self.approval is not None and not self.is_current

    @property
    def short_hash(self) -> str:
        return self.submission.sha256[:SHORT]


@dataclass(frozen=True)
class ItemLine:
    """A return item with the section where it is put right."""

    item: ReturnItem
    section: str | None
    typed_kind: str | None = None  # what stands in the boxes for its answer and is not saved; None: what is kept
    typed_text: str | None = None

    @property
    def box_kind(self) -> str:
        return self.item.answer_kind if self.typed_kind is None else self.typed_kind

    @property
    def box_text(self) -> str:
        return self.item.answer if self.typed_text is None else self.typed_text

    @property
    def look(self) -> str:
        return {"must": "red", "explain": "amber"}.get(self.item.kind, "blue")

    @property
    def kind_name(self) -> str:
        """Under which the kind of its answer is posted."""
        return f"{typed_words.KIND}{self.item.pk}"

    @property
    def is_unanswered_must(self) -> bool:
        """Nothing is sent before it has an answer."""
        return self.item.is_open and self.item.kind == ItemKind.MUST and not self.item.answer_kind


@dataclass(frozen=True)
class EventLine:
    """An event in words."""

    event: Event

    @property
    def label(self) -> str:
        return workflow.describe_event(self.event)

    @property
    def who(self) -> str:
        return str(self.event.actor) if self.event.actor else "系统"


def list_submissions(report: Report) -> list[SubmissionLine]:
    """The latest first."""
    passed = report.state.is_passed
    found = _list_of(report, _select_submissions())
    return [SubmissionLine(submission, passed and not at) for at, submission in enumerate(found)]


@compiled
def _select_submissions() -> QuerySet[Submission]:
    found = Submission.objects.filter(report=REPORT).select_related("sender", "approval").defer(*UNREAD)
    return found.order_by("-number")


def list_taken_over(department: Department) -> list[Submission]:
    """The last submission of each report of units that were merged into this one, the latest year first."""
    return _select_taken_over().fetch(department=department.pk)


@compiled
def _select_taken_over() -> QuerySet[Submission]:
    last = Submission.objects.filter(report=OuterRef("report")).order_by("-number").values("pk")[:1]
    found = Submission.objects.filter(report__department__merged_into=Parameter("department"), pk=Subquery(last)).defer(*SENT_ALONE)
    return found.select_related("report__department", "report__cycle").order_by("-report__cycle__year", "report__department__code")


def list_return_items(report: Report, outline: Outline) -> list[ItemLine]:
    found = _list_of(report, _select_return_items())
    return [ItemLine(item, places.find_section(outline, item.place)) for item in found]


@compiled
def _select_return_items() -> QuerySet[ReturnItem]:
    return ReturnItem.objects.filter(report=REPORT).select_related("author", "answered_by", "closed_by", "follows")


def list_events(report: Report) -> list[EventLine]:
    """The latest first."""
    return [EventLine(event) for event in _list_of(report, _select_events())]


@compiled
def _select_events() -> QuerySet[Event]:
    return Event.objects.filter(report=REPORT).select_related("actor").order_by("-at", "-pk")


def list_unanswered_places(found: Iterable[ItemLine]) -> list[str]:
    """The places of items that wait for an answer."""
    return [each.item.place for each in found if each.item.is_open and not each.item.answer_kind]


def _list_of(report: Report, query: CompiledQuery[Row]) -> list[Row]:
    """The report's rows, which know it."""
    found = query.fetch(report=report.pk)
    for row in found:
        row.report = report
    return found

"""What can be done with many reports at once, each by what does it with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from departments.models import User
from reports import workflow
from reports.models import ItemKind, Report
from reports.workflow import Attempt, Transition, assignment, events, extensions, transition_lookups, transitions
from reports.workflow.events import Act
from reports.workflow.reminders import remind_department

MOST = 100  # reports that an act is done with at once


@dataclass(frozen=True)
class Words:
    """What the person writes for all of them: the common item and how binding it is, or a note; and to whom they go."""

    text: str = ""
    kind: str = ItemKind.MUST
    to: User | None = None
    until: datetime | None = None  # of 延期
    on: date | None = None  # of 公开


Take = Callable[[Report, User, Words], object]


@dataclass(frozen=True)
class BulkAct:
    """An act as it is done with many reports: the words are those of its row."""

    row: Act
    take: Take
    prompt: str  # above the words for all of them
    needs_text: bool = False  # nothing happens without words
    needs_person: bool = False  # nothing happens without a colleague to give them to
    takes_kind: bool = False  # the words are an item, which says how binding it is
    asks: str = ""  # the day that it needs: the field of Words
    most: int = MOST  # reports at once
    describe: Callable[[Report], str] | None = None  # what it would do with one, beyond its name
    initial_day: Callable[[], date] | None = None  # proposed

    @property
    def label(self) -> str:
        return self.row.words.bulk_label or self.row.label

    @property
    def passes(self) -> bool:
        """What stands is frozen by it, so the preview shows it."""
        return isinstance(self.row, Transition) and self.row.passes

    @property
    def done(self) -> str:
        """Said of each report."""
        return self.row.words.in_bulk

    @property
    def consequence(self) -> str:
        return self.row.words.hint


def _build_step(row: Transition) -> BulkAct:
    """The words are the one item of all of them, or the note."""

    def take(report: Report, by: User, words: Words) -> object:
        given = {"items": [_build_item(report, words)]} if row.needs_items else {"note": words.text}
        return workflow.take_action(row.name, report, by=by, **given)

    return BulkAct(row, take, row.note_label, needs_text=row.needs_items or row.needs_note, takes_kind=row.needs_items)


def _build_item(report: Report, words: Words) -> workflow.NewItem:
    """One 必改 or other item on the whole report, which is anchored at its first section."""
    place = f"section.{report.outline.definition.section[0].key}"
    return workflow.NewItem(place, words.kind, words.text)


def _assign_report(report: Report, by: User, words: Words) -> object:
    """In the preview nobody is chosen yet: only whether the report can be assigned at all is asked."""
    if words.to is None:
        assignment.check_assignable(Attempt(report, by))
        return None
    return workflow.assign(report, by=by, to=words.to, note=words.text)


def _extend_report(report: Report, by: User, words: Words) -> object:
    """In the preview there is no day yet: only whether the report can have more time at all is asked."""
    if words.until is None:
        extensions.check_extendable(Attempt(report, by))
        return None
    return workflow.extend(report, by=by, until=words.until, reason=words.text)


WITHOUT_STEP = (
    BulkAct(events.REMIND, lambda report, by, words: remind_department(report, by=by, note=words.text), events.REMIND.words.note),
    BulkAct(events.EXTEND, _extend_report, events.EXTEND.words.note, needs_text=True, asks="until"),
    BulkAct(events.ASSIGN, _assign_report, events.ASSIGN.words.note, needs_person=True),
)


def list_acts() -> dict[str, BulkAct]:
    """Every act whose row says what is said of it in bulk, by name."""
    steps = {row.name: _build_step(row) for row in transition_lookups.sort_rows(transitions.TRANSITIONS) if row.words.in_bulk}
    return steps | {act.row.name: act for act in WITHOUT_STEP}

"""What a row of the table holds: one step from state to state, with its rules and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from departments.models import Role
from reports.models import Status, Submission
from reports.workflow import guards
from reports.workflow.act_context import Attempt, Guard
from reports.workflow.events import Act

Effect = Callable[[Attempt], Submission | None]


@dataclass(frozen=True)
class Target:
    """A state that depends on the report."""

    possible: tuple[Status, ...]
    choose: Callable[[Attempt], Status]
    rule: str


def get_latest_submission(attempt: Attempt) -> Submission | None:
    return attempt.submission


@dataclass(frozen=True)
class Transition(Act):
    """`effect`: what is written with the step; the 报送件 that it returns stands beside the event."""

    sources: tuple[Status, ...]
    target: Status | Target
    who: tuple[Role, ...]
    guards: tuple[Guard, ...] = ()
    effect: Effect = field(default=get_latest_submission, kw_only=True)
    repeatable: bool = False  # a second click by the same person finds it done and is no error
    keeps_waiting: bool = False  # the report goes on waiting for the same people: `Report.since` stays, and so does its place in the queue

    @property
    def needs_note(self) -> bool:
        return guards.reason_is_given in self.guards

    @property
    def needs_items(self) -> bool:
        return guards.items_say_something in self.guards

    @property
    def needs_everything(self) -> bool:
        """Not before every required fact is there."""
        return guards.required_is_filled in self.guards

    @property
    def needs_reasons(self) -> bool:
        """Not while a finding waits to be mended or explained."""
        return guards.findings_are_explained in self.guards

    @property
    def is_of_department(self) -> bool:
        """Which side sees it."""
        return set(self.who) <= set(Role.of_departments())

    @property
    def is_asked(self) -> bool:
        """A page of its own asks the bureau once more, or for the words that are needed."""
        return self.words.is_asked or (self.needs_note and not self.needs_items)

    @property
    def targets(self) -> tuple[Status, ...]:
        return self.target.possible if isinstance(self.target, Target) else (self.target,)

    @property
    def gives_back(self) -> bool:
        """To the department, which has something to do again."""
        return all(target.state.is_at_department for target in self.targets)

    @property
    def passes(self) -> bool:
        """What stands is frozen by it."""
        return any(target.state.is_passed for target in self.targets)

    @property
    def hint(self) -> str:
        return self.words.hint

    @property
    def note_label(self) -> str:
        return self.words.note or ("理由（必填）" if self.needs_note else "说明（可不填）")

    def lands(self, attempt: Attempt) -> Status:
        return self.target.choose(attempt) if isinstance(self.target, Target) else self.target

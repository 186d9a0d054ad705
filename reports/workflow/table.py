"""The states and acts of a report as data. Pages, docs/workflow.md and the tests derive from this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from departments.models import Role
from reports import events
from reports.models import Event, Status
from reports.workflow import guards, permissions
from reports.workflow.attempt import Attempt, Guard

D, A, S, R = Status.DRAFT, Status.AWAITING_SIGNATURE, Status.SUBMITTED, Status.IN_REVIEW
C, B, P = Status.SECOND_REVIEW, Status.RETURNED, Status.APPROVED
CLERK, LEADER, REVIEWER, SECOND, MANAGER = Role.CLERK, Role.LEADER, Role.REVIEWER, Role.SECOND_REVIEWER, Role.MANAGER


@dataclass(frozen=True)
class Target:
    """A state that depends on the report."""

    possible: tuple[Status, ...]
    choose: Callable[[Attempt], Status]
    rule: str


WHERE_IT_CAME_FROM = Target((D, B), lambda attempt: Status(attempt.report.before_signature), "where it came from")
BY_OPEN_ITEMS = Target((B, D), lambda attempt: B if attempt.open_items else D, "returned if items are open, else draft")


@dataclass(frozen=True)
class Transition:
    name: str
    label: str
    sources: tuple[Status, ...]
    target: Status | Target
    who: tuple[Role, ...]
    guards: tuple[Guard, ...] = ()
    repeatable: bool = False  # a second click by the same person finds it done and is no error
    keeps_waiting: bool = False  # the report goes on waiting for the same people: `Report.since` stays, and so does its place in the queue

    @property
    def needs_note(self) -> bool:
        return guards.reason_is_given in self.guards

    @property
    def needs_items(self) -> bool:
        return guards.items_say_something in self.guards

    @property
    def targets(self) -> tuple[Status, ...]:
        return self.target.possible if isinstance(self.target, Target) else (self.target,)

    def lands(self, attempt: Attempt) -> Status:
        return self.target.choose(attempt) if isinstance(self.target, Target) else self.target


TO_SIGN = (
    guards.signature_is_needed,
    guards.deadline_is_not_locked,
    guards.required_is_filled,
    guards.musts_are_answered,
    guards.paper_can_be_printed,
)
READY = (
    guards.deadline_is_not_locked,
    guards.required_is_filled,
    guards.musts_are_answered,
    guards.nothing_blocks,
    guards.findings_are_explained,
    guards.paper_can_be_printed,
)
RETURNED = (guards.items_say_something, guards.items_have_places)
PASSED_ON = (guards.second_review_is_needed, guards.scan_is_attached, permissions.is_not_own_work)
APPROVED = (guards.second_review_is_not_needed, guards.scan_is_attached, permissions.is_not_own_work)
CONFIRMED = (guards.scan_is_attached, permissions.is_another_person, permissions.is_not_own_work)

TRANSITIONS: tuple[Transition, ...] = (
    Transition("hand_over", "交签发", (D, B), A, (CLERK,), TO_SIGN, repeatable=True),
    Transition("give_back", "退给填报人", (A,), WHERE_IT_CAME_FROM, (LEADER,), (guards.reason_is_given,)),
    Transition("submit", "签发并报送", (A,), S, (LEADER,), READY, repeatable=True),
    Transition("submit", "报送", (D, B), S, (CLERK, LEADER), (guards.signature_is_not_needed, *READY), repeatable=True),
    Transition("withdraw", "撤回", (S,), BY_OPEN_ITEMS, (LEADER, CLERK), repeatable=True),
    Transition("start_review", "开始审核", (S,), R, (REVIEWER, SECOND), repeatable=True, keeps_waiting=True),
    Transition("pass_on", "提请复审", (R,), C, (REVIEWER,), PASSED_ON, repeatable=True),
    Transition("send_back", "退回审核员", (C,), R, (SECOND,), (guards.reason_is_given,)),
    Transition("return", "退回", (R,), B, (REVIEWER, SECOND), RETURNED),
    Transition("return", "退回", (C,), B, (SECOND,), RETURNED),
    Transition("approve", "通过", (R,), P, (REVIEWER, SECOND), APPROVED, repeatable=True),
    Transition("approve", "通过", (C,), P, (SECOND,), CONFIRMED, repeatable=True),
    Transition("reopen", "重新打开", (P,), B, (MANAGER,), (guards.reason_is_given,)),
)

ANSWER, ACCEPT, EXPLAIN, EXTEND, SCORE = "answer", "accept", "explain", "extend", "score"
PUBLISH, WITHDRAW_PUBLICATION = "publish", "withdraw_publication"
REMIND, ASSIGN = "remind", "assign"
ANSWERS, EXTENDERS, OF_BUREAU = (CLERK, LEADER), (MANAGER,), (REVIEWER, SECOND, MANAGER)
WITHOUT_STEP = events.LABELS


def rows(name: str) -> tuple[Transition, ...]:
    return tuple(row for row in TRANSITIONS if row.name == name)


def find(name: str, status: str) -> Transition | None:
    """The row of the act in that state; None when the act is not taken from there."""
    return next((row for row in rows(name) if status in row.sources), None)


def is_repeatable(event: Event) -> bool:
    """Whether a second click of the same person finds this step done."""
    return any(row.repeatable for row in rows(event.act) if event.source in row.sources)


def event_label(event: Event) -> str:
    """What the 办理记录 calls an event."""
    row = find(event.act, event.source) or next(iter(rows(event.act)), None)
    return row.label if row else WITHOUT_STEP.get(event.act, event.act)

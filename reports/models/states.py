"""The states of a report. Each is one row here: pages, queries, constraints, notices and figures derive from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from departments.models import Role


class Turn(models.TextChoices):
    """Whose turn it is."""

    DEPARTMENT = "department", "单位"
    BUREAU = "bureau", "财政局"
    NOBODY = "nobody", "已办结"


@dataclass(frozen=True, kw_only=True)
class State:
    """What a state means, and what is said of a report in it. The turn follows from the desk."""

    desk: Role | None  # on whose desk the report stands; None: nothing is to be done
    look: str = ""  # of its badge: amber, blue, red, green; "" is plain
    is_editable: bool = False  # the department may change the report
    is_returned: bool = False  # it was sent, and came back to be changed
    is_unopened: bool = False  # the bureau has it and has not looked at it yet
    is_passed: bool = False  # the bureau's decision stands, with its 定稿
    scorers: tuple[Role, ...] = ()  # who types the bureau's scores now
    step: str = "查看报告"  # the next step, as the button of whoever has it on the desk says it
    page: str = "report"  # name of the page where the department takes it
    reminder: str = "请在截止前报送"  # what is left to do, in the notice before the deadline
    waiting: str = ""  # 进展 for the department, while it is not its turn
    idle: str = ""  # to whoever of the department cannot take the step
    sent: str = "已报送财政局"  # over the latest 报送件, for the department
    at_bureau: str = "等待单位报送。"  # to whoever of the bureau can do nothing now

    def __post_init__(self) -> None:
        if (self.turn is Turn.DEPARTMENT) == bool(self.waiting):
            raise ValueError("A state says what the department waits for exactly while it is not the department's turn.")

    @property
    def turn(self) -> Turn:
        if self.desk is None:
            return Turn.NOBODY
        return Turn.DEPARTMENT if self.desk in Role.of_departments() else Turn.BUREAU

    @property
    def awaits_signature(self) -> bool:
        """The department's leader has it; whoever handed it over can only take it back."""
        return self.desk is Role.LEADER

    @property
    def is_at_department(self) -> bool:
        """What the department sees may be newer than what it sent."""
        return self.turn is Turn.DEPARTMENT

    @property
    def is_at_bureau(self) -> bool:
        return self.turn is Turn.BUREAU


ONLY_LOOKS = "您没有办理这份报告的角色，只能查看。"


class Status(models.TextChoices):
    """Code, row, 中文. The order is that of every list; the first state is that of a new report."""

    state: State

    DRAFT = "draft", State(desk=Role.CLERK, is_editable=True, step="填写报告"), "填报中"
    AWAITING_SIGNATURE = (
        "awaiting_signature",
        State(
            desk=Role.LEADER,
            look="amber",
            step="审阅签发",
            page="sign",
            idle="已交单位负责人，等待签发。需要修改时，由填报人收回，或者请负责人退给填报人。",
        ),
        "待签发",
    )
    SUBMITTED = (
        "submitted",
        State(desk=Role.REVIEWER, look="blue", is_unopened=True, waiting="等待财政局审核", at_bureau=ONLY_LOOKS),
        "已报送",
    )
    IN_REVIEW = (
        "in_review",
        State(
            desk=Role.REVIEWER,
            look="blue",
            scorers=(Role.REVIEWER, Role.SECOND_REVIEWER),
            waiting="财政局正在审核",
            at_bureau=ONLY_LOOKS,
        ),
        "审核中",
    )
    SECOND_REVIEW = (
        "second_review",
        State(
            desk=Role.SECOND_REVIEWER,
            look="blue",
            scorers=(Role.SECOND_REVIEWER,),
            waiting="财政局正在复审",
            at_bureau=ONLY_LOOKS,
        ),
        "待复审",
    )
    RETURNED = (
        "returned",
        State(
            desk=Role.CLERK,
            look="red",
            is_editable=True,
            is_returned=True,
            step="查看意见并修改",
            reminder="请按退回意见修改，在截止前重新报送",
        ),
        "已退回",
    )
    APPROVED = (
        "approved",
        State(
            desk=None,
            look="green",
            is_passed=True,
            waiting="已办结",
            sent="财政局已审核通过",
            at_bureau="报告已审核通过。",
        ),
        "已通过",
    )

    def __new__(cls, code: str, *row: State) -> Status:
        """By its code alone a state is found, not made: then there is no row."""
        status = str.__new__(cls, code)
        status._value_, (status.state,) = code, row
        return status

    @classmethod
    def where(cls, holds: Callable[[State], bool]) -> frozenset[Status]:
        """States of which it holds."""
        return frozenset(status for status in cls if holds(status.state))

    @classmethod
    def editable(cls) -> frozenset[Status]:
        """States in which the department may change the report."""
        return cls.where(lambda state: state.is_editable)

    @classmethod
    def returned(cls) -> frozenset[Status]:
        return cls.where(lambda state: state.is_returned)

    @classmethod
    def passed(cls) -> frozenset[Status]:
        return cls.where(lambda state: state.is_passed)

    @classmethod
    def awaiting_signature(cls) -> frozenset[Status]:
        return cls.where(lambda state: state.awaits_signature)

    @classmethod
    def with_the_bureau(cls) -> frozenset[Status]:
        """States in which what the department sees and what it sent are the same."""
        return cls.where(lambda state: not state.is_at_department)

    @classmethod
    def awaiting_review(cls) -> frozenset[Status]:
        """States in which the bureau has something to do."""
        return cls.where(lambda state: state.is_at_bureau)

    @classmethod
    def on_desk_of(cls, role: Role) -> frozenset[Status]:
        """States in which the report stands on the desk of those with the role."""
        return cls.where(lambda state: state.desk is role)


def turn_follows() -> Q:
    """What `Report.turn` must be: that of its state. For the constraint of the database."""
    found = {turn: [status.value for status in Status if status.state.turn is turn] for turn in Turn}
    return reduce(or_, (Q(turn=turn.value, status__in=statuses) for turn, statuses in found.items() if statuses))

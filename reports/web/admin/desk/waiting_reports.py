"""工作台: what waits for this person this morning. Sixteen queries at most, whatever the district holds.

A reviewer sees what is theirs (reports/review/assignment_queries.py); who only manages sees the whole district.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils import timezone

from departments import access, roles
from departments.models import User
from reports.models import Report, ReturnItem, Status
from reports.release.statistics import due
from reports.review import assignment_queries
from reports.web.admin.desk.desk_blocks import Block, DeskRow
from reports.web.admin.queue import change_list
from reports.workflow import signed_scans

SHOWN = 8  # rows of a list; the rest stands behind its link


class ReviewerDesk:
    """Read once and only where it is asked for."""

    def __init__(self, user: User | AnonymousUser, now: datetime) -> None:
        self.user, self.now = user, now
        self.held = access.get_access(user)
        self.reviews = isinstance(user, User) and roles.get_roles(user).reviews
        self.all = Report.objects.expected().filter(self.held.within("department__district"))

    @property
    def whose(self) -> Q:
        """Mine; of who reviews nothing, everybody's."""
        return assignment_queries.select_mine(self.user) if self.reviews and isinstance(self.user, User) else Q()

    @property
    def _filter(self) -> str:
        return "&who=me" if self.reviews else ""

    @cached_property
    def waiting(self) -> Block:
        found = self.all.filter(self.whose, status__in=assignment_queries.list_first_states() if self.reviews else Status.awaiting_review())
        title = "待我审核" if self.reviews else "待审核"
        empty = "没有等您审核的报告，单位报送后会出现在这里。" if self.reviews else "没有待审核的报告。"
        return self._block("waiting", title, found, F("since"), self._waiting, _link_to_queue(self._filter), empty)

    @cached_property
    def second(self) -> Block | None:
        """Only for who confirms somewhere."""
        if not isinstance(self.user, User) or not roles.get_roles(self.user).confirms:
            return None
        found = self.all.filter(assignment_queries.select_second_review(self.user), status__in=assignment_queries.list_second_states())
        url = _link_to_queue(_states(assignment_queries.list_second_states()))
        return self._block("second", "待我复审", found, F("since"), self._waiting, url, "没有等您复审的报告。")

    @cached_property
    def returned(self) -> Block:
        url = _link_to_queue(f"{_states(Status.returned())}{self._filter}")
        return self._block(
            "returned",
            "已退回，单位还没有再次报送",
            self.all.returned().filter(self.whose),
            F("since"),
            self._returned,
            url,
            "没有退回后等单位答复的报告。",
        )

    @cached_property
    def today(self) -> Block:
        found = due.select_due_today(self.all.filter(self.whose), self.held, self.now)
        url = _link_to_queue(f"&state=all&due=today{self._filter}")
        return self._block("today", "今天截止", found, F("due_then"), self._due, url, "今天没有到期的单位。")

    @cached_property
    def overdue(self) -> Block:
        found = due.select_overdue(self.all.filter(self.whose), self.held, self.now)
        url = _link_to_queue(f"&state=all&due=overdue{self._filter}")
        return self._block("overdue", "逾期未报", found, F("due_then"), self._overdue, url, "没有逾期未报的单位。")

    @property
    def columns(self) -> list[list[Block]]:
        """What the bureau has to do, and what the departments have to."""
        ours = [self.waiting, self.second] if self.second else [self.waiting]
        return [ours, [self.returned, self.today, self.overdue]]

    @property
    def blocks(self) -> list[Block]:
        return [block for column in self.columns for block in column]

    def _block(
        self,
        key: str,
        title: str,
        found: QuerySet[Report],
        order: Combinable,
        row: Callable[[Report], DeskRow],
        url: str,
        empty: str,
    ) -> Block:
        """The rows and their number, of each year and in all, in one query."""
        counts = {"total": Window(Count("pk")), "of_year": Window(Count("pk"), partition_by=[F("cycle__year")])}
        counted = _select_desk_rows(found).annotate(**counts).order_by("-cycle__year", order, "pk")[:SHOWN]
        rows = list(counted)
        return Block(key, title, [row(report) for report in rows], getattr(rows[0], "total", 0) if rows else 0, url, empty)

    def _waiting(self, report: Report) -> DeskRow:
        days = self._days(report.since)
        scan = ("缺签章扫描件",) if getattr(report, "lacks_scan", False) else ()
        nobody = ("未分配",) if not change_list.name_responsible(report) else ()
        rounds = getattr(report, "rounds", None) or 1
        again = (f"第 {rounds} 次报送",) if rounds > 1 else ()
        started = (report.get_status_display(),) if not report.state.is_unopened else ()
        return DeskRow(
            report, change_list.name_queue_unit(report), f"已等 {days} 天" if days else "今天", tags=(*started, *again, *scan, *nobody)
        )

    def _returned(self, report: Report) -> DeskRow:
        days, left = self._days(report.since), getattr(report, "unanswered", None)
        tags = (f"{left} 条未答复",) if left else ("已全部答复",)
        return DeskRow(report, change_list.name_queue_unit(report), f"已退回 {days} 天" if days else "今天退回", tags=tags)

    def _due(self, report: Report) -> DeskRow:
        at = timezone.localtime(report.due)
        tags = ("已延期",) if report.extended_to else ()
        return DeskRow(report, change_list.name_queue_unit(report), f"{at:%H:%M} 截止", "amber", (report.get_status_display(), *tags))

    def _overdue(self, report: Report) -> DeskRow:
        days = self._days(report.due)
        tags = ("已延期",) if report.extended_to else ()
        return DeskRow(
            report,
            change_list.name_queue_unit(report),
            f"逾期 {days} 天" if days else "今天逾期",
            "red",
            (report.get_status_display(), *tags),
        )

    def _days(self, since: datetime) -> int:
        """Whole calendar days in Beijing time."""
        return (timezone.localdate(self.now) - timezone.localdate(since)).days


def _select_desk_rows(reports: QuerySet[Report]) -> QuerySet[Report]:
    open_ = ReturnItem.objects.filter(report=OuterRef("pk"), is_open=True, answer_kind="").order_by()
    unanswered = open_.values("report").annotate(number=Count("pk")).values("number")
    return change_list.select_queue_rows(reports).annotate(lacks_scan=signed_scans.select_missing_scan(), unanswered=Subquery(unanswered))


def _states(statuses: Collection[Status]) -> str:
    """The queue shows one state at a time: the one that is meant, else all of them."""
    return f"&state={next(iter(statuses)) if len(statuses) == 1 else 'all'}"


def _link_to_queue(asked: str) -> str:
    return f"{reverse('admin:reports_report_changelist')}?{asked.lstrip('&')}"

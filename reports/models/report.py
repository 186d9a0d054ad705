"""Report: one department's self-assessment of one year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from departments.compiled_queries import Parameter
from departments.models import Department, Desk, District, Membership, Role, User
from reports.models.cycle import Cycle
from reports.models.index_columns import OfDepartment, TurnOfState
from reports.models.moment import Moment
from reports.models.outline_version import OutlineVersion
from reports.models.queue_facts import QueueFacts
from reports.models.states import State, Status, Turn, turn_follows

Person = User | Parameter
DUE = Coalesce("extended_to", "cycle__due")  # Report.due, for a query


class ReportQuerySet(models.QuerySet["Report"]):
    def of_departments(self, user: Person, *roles: Role) -> ReportQuerySet:
        """Reports of departments in which the person has one of the roles."""
        held = Membership.objects.filter(user=user, role__in=roles, department__isnull=False)
        return self.filter(department__in=held.values("department"))

    def of_districts(self, user: Person, *roles: Role) -> ReportQuerySet:
        """Reports of districts in whose 财政局 the person has one of the roles."""
        held = Membership.objects.filter(user=user, role__in=roles, district__isnull=False)
        return self.filter(department__district__in=held.values("district"))

    def open_to(self, user: User) -> ReportQuerySet:
        """Reports that the person may see as they stand: those of own departments, and what was sent to the own 财政局.

        Of a report that the department is still writing, the bureau sees the last submission, in the admin.
        """
        return self.open_to_active(user) if user.is_active else self.none()

    def open_to_active(self, user: Person) -> ReportQuerySet:
        """The same of somebody who may log in."""
        sent = self.of_districts(user, *Role.of_districts()).filter(status__in=Status.with_the_bureau())
        return self.of_departments(user, *Role.of_departments()) | sent

    def with_context(self) -> ReportQuerySet:
        """With everything that a Document and a page need of department, district, desk, cycle and outline, and its obligation."""
        from reports.models import report_reading

        related = ("department__district", "department__desk", "cycle", "outline")
        return report_reading.add_open_reading(self.with_obligation()).select_related(*related)

    def with_obligation(self) -> ReportQuerySet:
        """With what `Report.excuse` asks for."""
        from reports.models import obligation

        return cast("ReportQuerySet", obligation.add_obligation(self))

    def expected(self) -> ReportQuerySet:
        """应报: without those that are 免报, of which the department sees why, and which nobody counts, queues or reminds."""
        from reports.models import obligation

        return self.exclude(obligation.match_excused())

    def excused(self) -> ReportQuerySet:
        """免报: exempt from the cycle, or closed before anything was sent."""
        from reports.models import obligation

        return self.filter(obligation.match_excused())

    def for_section(self, section: str | Parameter, user: Person) -> ReportQuerySet:
        """With context, the section's revision and editors (`section_revision`, `section_editors`; 0 and None for one that was
        never saved), and what the person is here: 填报人 (`is_clerk`), 单位负责人 (`is_leader`)."""
        state = SectionState.objects.filter(report=OuterRef("pk"), section=section)
        revision = Coalesce(Subquery(state.values("revision")[:1]), 0)
        held = Membership.objects.filter(user=user, department=OuterRef("department"))
        is_clerk, is_leader = (Exists(held.filter(role=role)) for role in (Role.CLERK, Role.LEADER))
        of_section = {"section_revision": revision, "section_editors": Subquery(state.values("editors")[:1])}
        return self.with_context().annotate(**of_section, is_clerk=is_clerk, is_leader=is_leader)

    def begun(self) -> ReportQuerySet:
        """Into which somebody wrote something, or of which something was sent: no outline is changed under them unseen."""
        beside = ("section_states", "submissions", "attachments", "reading", "narratives", "figures")
        return self.filter(reduce(or_, (Exists(_select_related_rows(name)) for name in beside)))

    def awaiting_signature(self) -> ReportQuerySet:
        return self.filter(status__in=Status.awaiting_signature())

    def awaiting_review(self) -> ReportQuerySet:
        return self.filter(status__in=Status.awaiting_review())

    def returned(self) -> ReportQuerySet:
        """Came back to the department, which has not sent them again; those that wait for its signature again are among them."""
        back = Status.returned()
        signing = Q(status__in=Status.awaiting_signature(), before_signature__in=back)
        return self.filter(Q(status__in=back) | signing)

    def passed(self) -> ReportQuerySet:
        return self.filter(status__in=Status.passed())

    def update(self, **changes: Any) -> int:
        """A new state brings its turn along."""
        status = changes.get("status")
        turn = {"turn": Status(status).state.turn} if isinstance(status, str) else {}
        return super().update(**{**turn, **changes})

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        """A new state brings its turn along."""
        reports, names = list(objs), set(fields)
        if "status" in names:
            names.add("turn")
            for report in reports:
                report.turn = report.state.turn
        return super().bulk_update(reports, sorted(names), batch_size)


def _select_related_rows(name: str) -> models.QuerySet[Any]:
    """The rows of the outer report that hang on it by that name."""
    model = cast("type[models.Model]", Report._meta.get_field(name).related_model)
    return model._default_manager.filter(report=OuterRef("pk"))


class Report(QueueFacts):
    department = models.ForeignKey(Department, models.PROTECT, verbose_name="单位", related_name="reports")
    district = OfDepartment(District, models.PROTECT, verbose_name="区县", related_name="+", editable=False, db_index=False)
    desk = OfDepartment(Desk, models.SET_NULL, null=True, verbose_name="业务股室", related_name="+", editable=False, db_index=False)
    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name="年度任务", related_name="reports")
    outline = models.ForeignKey(OutlineVersion, models.PROTECT, verbose_name="报告提纲", related_name="reports")
    status = models.CharField("状态", max_length=20, choices=Status.choices, default=Status.DRAFT, db_index=True)
    turn = TurnOfState("轮到", max_length=12, choices=Turn.choices, default=Turn.DEPARTMENT, editable=False)
    since = Moment("等待起始时间", auto_now_add=True, db_index=True)
    before_signature = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False)
    extended_to = models.DateTimeField("延期至", null=True, blank=True, help_text="只对本单位；为空时按年度任务的截止时间")
    extension_reason = models.CharField("延期理由", max_length=200, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="经办人",
        related_name="+",
        help_text="为空时由单位所属的业务股室办理",
    )
    statements = models.JSONField("原文陈述", default=list, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自评报告"
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["department", "cycle"], name="one_report_per_department_and_cycle"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="report_status_is_known"),
            models.CheckConstraint(condition=turn_follows(), name="report_turn_is_that_of_its_status"),
        ]
        indexes = [
            models.Index(fields=list(columns), name=name)
            for name, columns in {
                "report_queue": ("status", "since"),
                "report_queue_of_turn": ("turn", "since"),
                "report_queue_of_district": ("district", "status", "since"),
                "report_turn_of_district": ("district", "turn", "since"),
                "report_all_of_district": ("district", "since", "reviewer"),
                "report_turn_of_desk": ("district", "desk", "turn", "since"),
                "report_all_of_desk": ("district", "desk", "since"),
                "report_queue_of_cycle": ("cycle", "status", "since"),
                "report_turn_of_cycle": ("cycle", "turn", "since"),
                "report_desk_of_cycle": ("cycle", "desk", "since"),
                "report_all_of_cycle": ("cycle", "since"),
                "report_queue_of_department": ("department", "status", "since"),
                "report_queue_of_reviewer": ("reviewer", "status", "since"),
                "report_worst_of_turn": ("district", "turn", "worst", "since"),
                "report_worst_of_state": ("district", "status", "worst", "since"),
                "report_worst_of_all": ("district", "worst", "since"),
            }.items()
        ]

    def __str__(self) -> str:
        return f"{self.department.name}{self.cycle.year}年度绩效自评报告"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """A new state brings its turn along."""
        if update_fields is not None and "status" in update_fields:
            update_fields = {*update_fields, "turn"}
        super().save(*args, update_fields=update_fields, **options)

    @property
    def due(self) -> datetime:
        """报送截止 for this department: the cycle's, unless it was given more time."""
        return self.extended_to or self.cycle.due

    @property
    def is_overdue(self) -> bool:
        return timezone.now() > self.due

    @property
    def is_not_begun(self) -> bool:
        """开始填报 lies ahead: the department reads what it will fill in."""
        return self.cycle.opens > timezone.now()

    @property
    def is_locked(self) -> bool:
        """逾期锁定: the deadline of this department has passed in a cycle that then takes nothing more."""
        return self.cycle.locked_after_due and self.is_overdue

    @property
    def state(self) -> State:
        """What its status means, and what is said of it."""
        return Status(self.status).state

    @property
    def excuse(self) -> str:
        """免报: why nobody waits for it; "" for a report that has to be filed."""
        from reports.models import obligation

        return obligation.find_excuse(self)

    @property
    def is_editable(self) -> bool:
        return self.state.is_editable


class SectionState(models.Model):
    """Revision of one section: a save that comes with an older one is refused. Who ever saved the section changes with it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="section_states")
    section = models.CharField("章节", max_length=100)
    revision = models.PositiveIntegerField("版本", default=0)
    saved_at = Moment("保存时间", auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    editors = models.JSONField("填写过的人", default=list, blank=True, editable=False)  # ids; they may not approve the report

    class Meta:
        verbose_name = verbose_name_plural = "章节版本"
        constraints = [models.UniqueConstraint(fields=["report", "section"], name="one_state_per_report_and_section")]

    def __str__(self) -> str:
        return f"{self.section} r{self.revision}"

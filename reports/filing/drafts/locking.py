"""The gate before every write: state, deadline, person and revision, each decided under the report's row lock.

A save from a page fetches the report with the lock (`held`); any other takes it by a conditional UPDATE. On SQLite the
write transaction holds the whole file. So nobody can submit between the check and the write, on either database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from departments.models import Membership, Role, User
from reports.domain import act_time
from reports.filing.drafts.save_errors import NotEditable, Stale
from reports.models import Report, SectionState, Status

HELD = "_is_held"


@contextmanager
def hold_report(fetch: Callable[[], Report]) -> Iterator[Report]:
    """The report as it stands, locked until the block and its transaction end; `fetch` asks for it, `for_section` of the person who
    saves and `select_for_update` of the report itself.

    What PostgreSQL had to wait for is in the report itself, but not in the section's revision that came along: `advance` asks again.
    """
    with transaction.atomic():
        report = fetch()
        setattr(report, HELD, True)
        try:
            yield report
        finally:
            delattr(report, HELD)


def lock_for_writing(report: Report, by: User | None) -> None:
    """Lock the report for writing. Raises NotEditable. `by` None: no role in the department is needed, as for an import."""
    if report.is_locked:
        raise NotEditable(f"报送截止时间 {timezone.localtime(report.due):%Y-%m-%d %H:%M} 已过，本年度任务已锁定，不能再修改。")
    if excuse := report.excuse:
        raise NotEditable(f"本单位 {report.cycle.year} 年度免报（{excuse}），不用填写；已经填的内容都保留着。")
    if by is not None and report.is_not_begun:
        raise NotEditable(f"本年度任务 {timezone.localtime(report.cycle.opens):%Y-%m-%d %H:%M} 开始填报，现在还不能填写。")
    allowed = _is_write_allowed(report, by) if hasattr(report, HELD) else _take_write_lock(report, by)
    if allowed:
        return
    current = Report.objects.values_list("status", flat=True).get(pk=report.pk)
    if current not in Status.editable():
        raise NotEditable(f"报告现在是“{Status(current).label}”状态，不能修改。")
    raise NotEditable("只有本单位的填报人和负责人可以填写这份报告。")


def _is_write_allowed(held_report: Report, by: User | None) -> bool:
    return held_report.is_editable and (by is None or bool(get_held_roles(held_report)))


def get_held_roles(report: Report) -> frozenset[str]:
    """The roles in the department of the person for whom the report was fetched."""
    found = {Role.CLERK.value: getattr(report, "is_clerk", False), Role.LEADER.value: getattr(report, "is_leader", False)}
    return frozenset(role for role, has in found.items() if has)


def _take_write_lock(report: Report, by: User | None) -> bool:
    kept = Report.objects.expected().filter(pk=report.pk, **_select_departments_of(by), status__in=Status.editable())
    return bool(kept.update(status=F("status")))


def _select_departments_of(by: User | None) -> dict[str, object]:
    if by is None:
        return {}
    return {"department__in": Membership.objects.filter(user=by, role__in=Role.of_departments()).values("department")}


def get_section_revision(report: Report, section: str) -> int:
    """0 for a section that was never saved."""
    return SectionState.objects.filter(report=report, section=section).values_list("revision", flat=True).first() or 0


def list_section_revisions(report: Report) -> dict[str, int]:
    """Of every section that was saved; one query."""
    return dict(SectionState.objects.filter(report=report).values_list("section", "revision"))


def advance_revision(report: Report, section: str, seen: int, by: User | None) -> int:
    """The next revision, if the section still has the one that was seen. Raises Stale."""
    if not seen:
        return _create_first_revision(report, section, by)
    saved = {"saved_at": act_time.get_act_time(), "saved_by": by, "editors": join_editors(_get_section_editors(report, section, seen), by)}
    if SectionState.objects.filter(report=report, section=section, revision=seen).update(revision=seen + 1, **saved):
        return seen + 1
    raise make_stale_error(report, section)


def _create_first_revision(report: Report, section: str, by: User | None) -> int:
    try:
        with transaction.atomic():
            SectionState.objects.create(report=report, section=section, revision=1, saved_by=by, editors=join_editors([], by))
    except IntegrityError as taken:
        raise make_stale_error(report, section) from taken
    return 1


def _get_section_editors(report: Report, section: str, seen: int) -> list[int]:
    """Who saved the section up to the revision that was seen. They change with the revision alone, so the UPDATE that asks for
    this revision adds to the right ones, though they came along with an older look."""
    if getattr(report, "section_revision", None) == seen:
        return getattr(report, "section_editors", None) or []
    found = SectionState.objects.filter(report=report, section=section, revision=seen).values_list("editors", flat=True)
    return found.first() or []


def join_editors(editors: list[int], by: User | None) -> list[int]:
    """With the person. Nobody approves a report that they edited; so who edited is kept."""
    return editors if by is None or by.pk in editors else [*editors, by.pk]


def make_stale_error(report: Report, section: str) -> Stale:
    state = SectionState.objects.filter(report=report, section=section).select_related("saved_by").first()
    return Stale(state.revision, state.saved_by, state.saved_at) if state else Stale(0, None, None)

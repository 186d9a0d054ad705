"""年度任务: who takes part, opening it with one report for each of them, and next year's made from this year's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from departments import audit
from departments.models import Department, User
from reports.models import Cycle, Exemption, OutlineVersion, Report

SETTINGS = (
    "outline",
    "needs_signature",
    "locked_after_due",
    "second_review",
    "requires_scan",
    "grade_cuts",
    "allow_override",
    "check_settings",
)

HISTORY = "历史（由以前的报告读入，不用填报）"  # why nobody waits for a report that was read from a text of a past year


class NotCopied(Exception):
    """There is a cycle of that year already; str() is the sentence for the person."""


def open_cycle(cycle: Cycle, by: User | None) -> int:
    """Creates the reports that are missing; how many. Safe to repeat and to run twice at once. Raises outlines.Mistakes."""
    version = OutlineVersion.of(cycle.outline)
    with transaction.atomic():
        before = Report.objects.filter(cycle=cycle).count()
        missing = select_missing(cycle)
        reports = [Report(department=department, cycle=cycle, outline=version) for department in missing]
        Report.objects.bulk_create(reports, ignore_conflicts=True)
        now = Report.objects.filter(cycle=cycle).count()
        with audit.act_for(by):
            _record_step(cycle, f"开始任务：{audit.describe_change('报告份数', str(before), str(now))}")
        return now - before


def _record_step(cycle: Cycle, what: str) -> None:
    audit.record_entry(audit.Act.SETTING, f"年度任务 {cycle}", district=cycle.district_id, detail=what)


def select_missing(cycle: Cycle) -> QuerySet[Department]:
    """Participants that have no report yet."""
    return select_participants(cycle).exclude(reports__cycle=cycle)


def select_participants(cycle: Cycle) -> QuerySet[Department]:
    """Departments of the district that fill in and are not exempt."""
    return Department.objects.filter(district=cycle.district_id, active=True).exclude(exemptions__cycle=cycle)


@dataclass(frozen=True)
class Changes:
    """How many departments are newly exempt, exempt for another reason, and take part again."""

    exempted: int = 0
    reworded: int = 0
    readmitted: int = 0

    def __bool__(self) -> bool:
        return bool(self.exempted or self.reworded or self.readmitted)


def select_listed_departments(cycle: Cycle) -> QuerySet[Department]:
    """Whom the list of participants names: who fills in, and who is exempt although switched off since."""
    wanted = Q(active=True) | Q(exemptions__cycle=cycle) | Q(reports__cycle=cycle)
    return Department.objects.filter(pk__in=Department.objects.filter(wanted, district=cycle.district_id).values("pk")).order_by("code")


@transaction.atomic
def update_exemptions(cycle: Cycle, reasons: Mapping[int, str]) -> Changes:
    """`reasons`: by department of the district why it is exempt, "" for one that takes part; others stay as they are.

    As many statements for any number: who is exempt and why is written down for all of them at once.
    """
    departments = Department.objects.in_bulk(list(reasons))
    known = {row.department_id: row for row in Exemption.objects.select_for_update().filter(cycle=cycle, department__in=reasons)}
    for pk, row in known.items():
        row.cycle, row.department = cycle, departments[pk]
    new = [Exemption(cycle=cycle, department=departments[pk], reason=why) for pk, why in reasons.items() if why and pk not in known]
    gone = [row for pk, row in known.items() if not reasons[pk]]
    changed = [row for pk, row in known.items() if reasons[pk] and reasons[pk] != row.reason]
    with audit.collect_entries():
        _write_exemptions(new, changed, gone, reasons)
    return Changes(len(new), len(changed), len(gone))


def _write_exemptions(new: list[Exemption], changed: list[Exemption], gone: list[Exemption], reasons: Mapping[int, str]) -> None:
    before = {row.pk: audit.read_values(row) for row in changed}
    for row in changed:
        row.reason = reasons[row.department_id]
    Exemption.objects.bulk_create(new, ignore_conflicts=True)
    Exemption.objects.bulk_update(changed, ["reason"])
    rows = Exemption.objects.filter(pk__in=[row.pk for row in gone])
    rows._raw_delete(rows.db)  # nothing hangs on an exemption; a signal for each would be a statement for each
    audit.record_changes([(row, None) for row in new], "列为免报")
    audit.record_changes([(row, before[row.pk]) for row in changed], "改免报理由")
    audit.record_deletions(gone, "恢复参加")


def copy_to_next_year(cycle: Cycle) -> Cycle:
    """The same outline, settings and exemptions, every date a year later. Nothing is opened. Raises NotCopied."""
    year = cycle.year + 1
    dates = {"opens": _add_one_year(cycle.opens), "due": _add_one_year(cycle.due)}
    try:
        with transaction.atomic(), audit.collect_entries():
            made = Cycle.objects.create(district=cycle.district, year=year, **dates, **{name: getattr(cycle, name) for name in SETTINGS})
            _record_step(made, f"按{cycle}复制")
            still = cycle.exemptions.filter(department__active=True).exclude(reason=HISTORY).select_related("department")
            copied = [Exemption(cycle=made, department=row.department, reason=row.reason) for row in still]
            Exemption.objects.bulk_create(copied)
            audit.record_changes([(row, None) for row in copied], "列为免报")
    except IntegrityError as error:
        raise NotCopied(f"{year}年度的任务已经建立，没有再复制。") from error
    return made


def _add_one_year(moment: datetime) -> datetime:
    """The same day and hour in Beijing; of 29 February the 28th."""
    local = timezone.localtime(moment)
    day = 28 if (local.month, local.day) == (2, 29) else local.day
    return local.replace(year=local.year + 1, day=day)


def get_or_create_report(department: Department, cycle: Cycle, outline: str = "") -> Report:
    """The department's report of the cycle; of two at once the loser gets the winner's. Raises outlines.Mistakes, UnknownOutline."""
    found = Report.objects.filter(department=department, cycle=cycle).first()
    if found is not None:
        return found
    report, is_new = Report.objects.get_or_create(
        department=department, cycle=cycle, defaults={"outline": OutlineVersion.of(outline or cycle.outline)}
    )
    if is_new:
        _record_step(cycle, f"建立 1 份报告：{department}")
    return report

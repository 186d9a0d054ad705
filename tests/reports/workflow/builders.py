"""A small district around one short report, and the acts taken by name."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from departments.models import Department, District, Membership, Role, User
from reports import workflow
from reports.models import Cycle, Figure, ItemKind, Narrative, OutlineVersion, Report
from reports.workflow import NewItem

OUTLINES = Path(__file__).parent / "outlines"
PLACE = "narrative.management"
ITEM = NewItem(PLACE, ItemKind.MUST, "请写明资金审批程序")

AGREEING = {"total_budget": "150", "basic_budget": "100", "project_budget": "50"} | {
    "total_final": "150",
    "basic_final": "100",
    "project_final": "50",
}


def make_district(name: str = "云水区") -> District:
    return District.objects.create(name=name, city="长沙市")


def make_department(district: District, code: str = "088001") -> Department:
    return Department.objects.create(district=district, code=code, name=f"{district.name}档案馆{code}")


def make_cycle(district: District, **settings: object) -> Cycle:
    now = timezone.now()
    given = {"year": 2020, "outline": "short-2020", "opens": now - timedelta(days=30), "due": now + timedelta(days=10), **settings}
    return Cycle.objects.create(district=district, **given)


def make_report(department: Department, cycle: Cycle) -> Report:
    report = Report.objects.create(department=department, cycle=cycle, outline=OutlineVersion.of("short-2020"))
    Narrative.objects.create(report=report, key="management", text="专款专用，按进度拨付。")
    return report


def make_checked(department: Department, cycle: Cycle, **figures: str) -> Report:
    """A report whose figures agree, but for those given: total_final="148.35"."""
    report = Report.objects.create(department=department, cycle=cycle, outline=OutlineVersion.of("checked-2020"))
    Narrative.objects.create(report=report, key="management", text="专款专用，按进度拨付。")
    for place, amount in (AGREEING | figures).items():
        row, column = place.split("_")
        Figure.objects.create(report=report, table="expenditure", row=row, column=column, amount=amount, state="amount")
    return report


def type_figure(report: Report, place: str, amount: str) -> None:
    """total_final: the row and column of the one table."""
    row, column = place.split("_")
    Figure.objects.filter(report=report, row=row, column=column).update(amount=amount)


def make_person(username: str, *roles: Role, department: Department | None = None, district: District | None = None) -> User:
    user = User.objects.create(username=username, name=username)
    for role in roles:
        of_department = role in Role.of_departments()
        at = {"department": department} if of_department else {"district": district}
        Membership.objects.create(user=user, role=role, **at)
    return user


def put(report: Report, status: str) -> Report:
    """The report in that state, however it got there."""
    Report.objects.filter(pk=report.pk).update(status=status)
    report.refresh_from_db()
    return report


def suit(report: Report, needs_signature: bool, second_review: bool = False) -> None:
    """Sets the cycle with or without signature, with or without second review."""
    Cycle.objects.filter(pk=report.cycle_id).update(needs_signature=needs_signature, second_review=second_review)
    report.cycle.refresh_from_db()


def take(name: str, report: Report, by: User | None) -> None:
    """Takes the act with all that it needs."""
    if name == "return":
        workflow.return_(report, by=by, items=[ITEM])
        return
    workflow.take_action(name, report, by=by, note="情况说明")

"""What commands ask for in common: who acts, which report."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from departments import clean_text
from departments.models import User
from reports.domain import Mistakes, Outline, outline_loader
from reports.filing.report_import import find_departments
from reports.models import Report, Submission


def find_actor(username: str) -> User | None:
    """The person named by --as; None is 系统. Raises CommandError."""
    if not username:
        return None
    found = User.objects.filter(username=clean_text(username), is_active=True).first()
    if found is None:
        raise CommandError(f"没有用户名为“{username}”的在用人员。")
    return found


def add_report(parser: CommandParser) -> None:
    """The arguments that name one report."""
    parser.add_argument("--department", metavar="CODE", required=True, help="预算编码，如 088001")
    parser.add_argument("--year", metavar="Y", type=int, required=True, help="年度")
    parser.add_argument("--district", metavar="NAME", default="", help="区县；预算编码在多个区县都有时须指定")


def find_report(code: str, year: int, district: str = "") -> Report:
    """The report that the arguments name. Raises CommandError."""
    departments = find_departments(code, district)
    if not departments:
        raise CommandError(f"{district}没有预算编码为“{code}”的单位。")
    if len(departments) > 1:
        names = "、".join(department.district.name for department in departments)
        raise CommandError(f"预算编码“{code}”在多个区县都有（{names}），请用 --district 指定区县。")
    found = Report.objects.with_context().filter(department=departments[0], cycle__year=year).first()
    if found is None:
        raise CommandError(f"{departments[0]}没有 {year} 年度的报告。")
    return found


def find_submission(of: Report, number: int) -> Submission:
    """The report's submission of that number. Raises CommandError."""
    found = Submission.objects.filter(report=of, number=number).select_related("outline").first()
    if found is None:
        raise CommandError(f"{of}没有第 {number} 次报送。")
    return found


def load_outline_or_file(name: str) -> Outline:
    """By its id, or of a file anywhere. Raises Mistakes, CommandError."""
    if name.endswith(".toml"):
        return outline_loader.load_outline_file(Path(name))
    try:
        return outline_loader.load_outline(name)
    except outline_loader.UnknownOutline as unknown:
        raise CommandError(f"{unknown.args[0]}要检查文件夹以外的文件，请写出完整的文件名，以 .toml 结尾。") from unknown


def load_named_outline(outline_id: str) -> Outline:
    """The outline as published now. Raises CommandError."""
    try:
        return outline_loader.load_outline(outline_id)
    except (outline_loader.UnknownOutline, Mistakes) as error:
        raise CommandError(str(error.args[0])) from error

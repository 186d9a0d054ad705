"""Builders of what tests need, each with defaults that make sense together: one district 云水区, one cycle, one report."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

from django.utils import timezone

from departments.models import Department, Desk, District, Membership, Role, User
from reports.domain import interchange
from reports.domain.document import Document
from reports.domain.outlines import Outline, outline_loader
from reports.filing import cycles, report_import
from reports.models import Cycle, Report, SectionState
from tests.papers import PAPERS


def district(name: str = "云水区", city: str = "长沙市") -> District:
    return District.objects.get_or_create(name=name, defaults={"city": city, "bureau": f"{name}财政局"})[0]


def desk(of: District, name: str = "行政政法股") -> Desk:
    return Desk.objects.get_or_create(district=of, name=name, defaults={"contact": "专管员", "phone": "0731-80000000"})[0]


def department(of: District | None = None, code: str = "088001", name: str = "云水区档案馆", **settings: Any) -> Department:
    return Department.objects.create(district=of or district(), code=code, name=name, **settings)


def cycle(of: District | None = None, year: int = 2018, outline: str = "tianxin-2018", **settings: Any) -> Cycle:
    now = timezone.now()
    given = {"opens": now - timedelta(days=30), "due": now + timedelta(days=10), **settings}
    return Cycle.objects.create(district=of or district(), year=year, outline=outline, **given)


def report(of: Department | None = None, in_cycle: Cycle | None = None) -> Report:
    """An empty draft, with all that a Document needs already fetched."""
    home = of or department()
    made = cycles.get_or_create_report(home, in_cycle or cycle(home.district))
    return Report.objects.with_context().get(pk=made.pk)


def edited(report: Report, by: User, section: str = "management") -> None:
    """As if the person had saved the section."""
    said = {"revision": 1, "saved_by": by, "editors": [by.pk]}
    SectionState.objects.update_or_create(report=report, section=section, defaults=said)


def person(username: str, **settings: Any) -> User:
    return User.objects.create_user(username, password="mima-2024", **{"name": username, **settings})


def clerk(of: Department, username: str = "clerk") -> User:
    return _in(of, Role.CLERK, person(username, name="填报员"))


def leader(of: Department, username: str = "leader") -> User:
    return _in(of, Role.LEADER, person(username, name="负责人"))


def reviewer(of: District, username: str = "reviewer") -> User:
    return _at(of, Role.REVIEWER, person(username, name="审核员"))


def manager(of: District, username: str = "manager") -> User:
    return _at(of, Role.MANAGER, person(username, name="管理员"))


def _in(of: Department, role: Role, user: User) -> User:
    Membership.objects.create(user=user, role=role, department=of)
    return user


def _at(of: District, role: Role, user: User) -> User:
    Membership.objects.create(user=user, role=role, district=of)
    return user


def outline(outline_id: str = "tianxin-2018") -> Outline:
    return outline_loader.load_outline(outline_id)


def paper(outline_id: str = "tianxin-2018", **parts: Any) -> dict[str, Any]:
    """A complete report in the interchange format; `parts` replace whole parts of it."""
    return {**deepcopy(PAPERS[outline_id]), **parts}


def document(outline_id: str = "tianxin-2018", **parts: Any) -> Document:
    """A complete Document, without a database."""
    return interchange.load_document(paper(outline_id, **parts), outline_loader.load_outline(outline_id))


def complete_report(outline_id: str = "tianxin-2018") -> Report:
    """A draft in the database with every section filled in."""
    return report_import.import_file(paper(outline_id), create=True).report

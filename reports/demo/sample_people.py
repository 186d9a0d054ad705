"""People of the invented district: the demonstration accounts and one person per other department."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from departments.models import Department, Desk, District, Membership, Role, User

PASSWORD = "qinghe-2026"  # noqa: S105  demonstration accounts only; `demo` refuses to run in production
DAYS_SINCE_RENAMING = 180
Entry = dict[str, Any]


def create_sample_people(data: Entry) -> None:
    """Creates the district, its desks, departments and people where they are missing."""
    named = {key: data[key] for key in ("city", "bureau", "letter_head", "letter_number")}
    district, _ = District.objects.get_or_create(name=data["name"], defaults=named)
    for entry in data["desk"]:
        Desk.objects.get_or_create(district=district, name=entry["name"], defaults={"contact": entry["contact"], "phone": entry["phone"]})
    for entry in data["department"]:
        _create_sample_department(district, entry)
    for entry in data["department"]:
        if parent := entry.get("parent"):
            Department.objects.filter(district=district, code=entry["code"]).update(parent=district.departments.get(code=parent))
    for entry in data["person"]:
        _create_sample_person(district, entry)


def _create_sample_department(district: District, entry: Entry) -> None:
    desk = district.desks.get(name=entry["desk"]) if "desk" in entry else None
    defaults = {"name": entry.get("former", entry["name"]), "desk": desk}
    department, _ = Department.objects.get_or_create(district=district, code=entry["code"], defaults=defaults)
    if name := entry.get("person"):
        user = get_demo_account(f"u{entry['code']}", name)
        for role in Role.of_departments():
            Membership.objects.get_or_create(user=user, role=role, department=department)


def rename_sample_department(district: District, entry: Entry) -> None:
    """To the present name, half a year ago: earlier reports were sent under the former one."""
    for department in district.departments.filter(code=entry["code"], name=entry.get("former", "")):
        department.name = entry["name"]
        department.save()
        department.former_names.update(until=timezone.now() - timedelta(days=DAYS_SINCE_RENAMING))


def _create_sample_person(district: District, entry: Entry) -> None:
    role = Role(entry["role"])
    user = get_demo_account(entry["username"], entry["name"])
    if role in Role.of_departments():
        Membership.objects.get_or_create(user=user, role=role, department=district.departments.get(code=entry["department"]))
        return
    desk = district.desks.get(name=entry["desk"]) if "desk" in entry else None
    Membership.objects.get_or_create(user=user, role=role, district=district, defaults={"desk": desk})


def get_demo_account(username: str, name: str) -> User:
    return User.objects.get_or_create(username=username, defaults={"name": name, "password": _hash_password(*settings.PASSWORD_HASHERS)})[0]


@cache
def _hash_password(*hashers: str) -> str:
    """Once for all accounts, which share the password anyway: a safe hash takes a tenth of a second.

    `hashers`: the settings that it was made under.
    """
    return make_password(PASSWORD)

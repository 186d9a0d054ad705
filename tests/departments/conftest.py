"""Two districts next to each other, each with a desk, two departments, a manager, a reviewer and a clerk."""

from dataclasses import dataclass

import pytest

from departments.models import Department, Desk, District, Membership, Role, User


@dataclass
class Place:
    district: District
    desk: Desk
    departments: list[Department]
    manager: User
    reviewer: User
    clerk: User


def person(username: str, role: Role, **where: object) -> User:
    user = User.objects.create(username=username, name=username)
    Membership.objects.create(user=user, role=role, **where)
    return user


def make_place(name: str) -> Place:
    district = District.objects.create(name=name)
    desk = Desk.objects.create(district=district, name=f"{name}股")
    departments = [Department.objects.create(district=district, code=code, name=f"{name}{code}局", desk=desk) for code in ("001", "002")]
    return Place(
        district,
        desk,
        departments,
        person(f"{name}管理员", Role.MANAGER, district=district),
        person(f"{name}审核员", Role.REVIEWER, district=district, desk=desk),
        person(f"{name}填报人", Role.CLERK, department=departments[0]),
    )


@pytest.fixture
def here(db: None) -> Place:
    return make_place("云水")


@pytest.fixture
def there(db: None) -> Place:
    return make_place("临川")

"""密码条: what a person is given on paper with a first password."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from departments.models import Membership, User


@dataclass(frozen=True)
class Slip:
    """`desk`: the 股室 that looks after the person's department, or in which the person works; with its contact and telephone."""

    user: User
    password: str = field(repr=False)
    roles: str = ""
    desk: str = ""

    @property
    def address(self) -> str:
        """Where to log in."""
        return f"{settings.PERFEVAL_URL}/"


def make_slip(user: User, password: str, memberships: Any) -> Slip:
    """`memberships`: a queryset of the roles; one query."""
    held: list[Membership] = list(memberships.select_related("department__desk", "department__district", "district", "desk"))
    desks = dict.fromkeys(desk for each in held if (desk := each.desk or (each.department.desk if each.department else None)))
    contacts = (" ".join(part for part in (desk.name, desk.contact, desk.phone) if part) for desk in desks)
    return Slip(user, password, "、".join(map(str, held)), "；".join(contacts))

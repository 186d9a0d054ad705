"""What a person may be: read once per request and kept on the user."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from departments.compiled_queries import Parameter, compiled
from departments.models import Department, Membership, Role, User

KEPT = "_kept_memberships"
ALONG: dict[str, Combinable] = {}  # what other apps want to know of the person, in the same query: expressions over Membership


class Standing(IntEnum):
    """Who stands higher than whom: nobody edits, or gives a new password to, a person who stands higher."""

    NOBODY = 0
    DEPARTMENT = 1
    BUREAU = 2
    MANAGER = 3
    TECHNICAL = 4


STANDING = {
    Role.CLERK: Standing.DEPARTMENT,
    Role.LEADER: Standing.DEPARTMENT,
    Role.REVIEWER: Standing.BUREAU,
    Role.SECOND_REVIEWER: Standing.BUREAU,
    Role.MANAGER: Standing.MANAGER,
}


def standing_of(user: User, held: Iterable[Membership]) -> Standing:
    """The highest of the roles; above them all whom Django lets into everything."""
    if user.is_superuser or user.is_staff:
        return Standing.TECHNICAL
    return max((STANDING[Role(membership.role)] for membership in held), default=Standing.NOBODY)


@dataclass(frozen=True)
class Roles:
    """A person's memberships, in one query."""

    memberships: tuple[Membership, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(membership.role for membership in self.memberships)

    @property
    def of_departments(self) -> bool:
        """填报人 or 单位负责人 of some department."""
        return not self.names.isdisjoint(Role.of_departments())

    @property
    def of_districts(self) -> bool:
        """审核员, 复审员 or 管理员 of some 财政局."""
        return not self.names.isdisjoint(Role.of_districts())

    @property
    def reviews(self) -> bool:
        """审核员 or 复审员 of some 财政局."""
        return not self.names.isdisjoint({Role.REVIEWER, Role.SECOND_REVIEWER})

    @property
    def confirms(self) -> bool:
        return Role.SECOND_REVIEWER in self.names

    @property
    def fills_in(self) -> bool:
        return Role.CLERK in self.names

    @property
    def leads(self) -> bool:
        return Role.LEADER in self.names

    @property
    def along(self) -> dict[str, Any]:
        """What was asked along, by its name; nothing for a person without any role."""
        return {name: getattr(self.memberships[0], name) for name in ALONG} if self.memberships else {}

    def here(self, department: Department) -> frozenset[str]:
        """The roles that count for the department: its own, and those in its district's 财政局."""
        own = (at for at in self.memberships if department.pk == at.department_id or department.district_id == at.district_id)
        return frozenset(membership.role for membership in own)

    def works_in(self, department: Department) -> bool:
        """填报人 or 单位负责人 of this very department."""
        return not self.here(department).isdisjoint(Role.of_departments())


def get_roles(user: User) -> Roles:
    """The person's roles; asked of the database once per user object."""
    if not hasattr(user, KEPT):
        setattr(user, KEPT, Roles(tuple(_select_memberships().fetch(person=user.pk))))
    roles: Roles = getattr(user, KEPT)
    return roles


@compiled
def _select_memberships() -> QuerySet[Membership]:
    return Membership.objects.filter(user=Parameter("person")).annotate(**ALONG)

"""What a person may see and keep at the 财政局: the districts of the own memberships, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from departments import roles
from departments.models import Role, User

NOBODY = frozenset[int]()


@dataclass(frozen=True)
class Access:
    """Ids of districts and desks. `everything` is the technical administrator (superuser)."""

    sees: frozenset[int] = NOBODY
    manages: frozenset[int] = NOBODY
    desks: frozenset[int] = NOBODY
    everything: bool = False
    staff: bool = False

    @property
    def enters(self) -> bool:
        return self.everything or self.staff or bool(self.sees)

    def within(self, path: str) -> Q:
        """Rows whose district, found along `path`, the person sees."""
        return Q() if self.everything else Q(**{f"{path}__in": self.sees})

    def managed(self, path: str) -> Q:
        """Rows whose district the person keeps as 管理员."""
        return Q() if self.everything else Q(**{f"{path}__in": self.manages})

    def may_manage(self, district: int | None) -> bool:
        return self.everything or district in self.manages

    @property
    def manages_any(self) -> bool:
        return self.everything or bool(self.manages)


def of(user: User | AnonymousUser) -> Access:
    """One query per user object, shared with everything that asks for roles."""
    if not isinstance(user, User) or not user.is_active:
        return Access()
    held = [membership for membership in roles.of(user).memberships if membership.district_id]
    return Access(
        sees=frozenset(membership.district_id for membership in held if membership.district_id),
        manages=frozenset(membership.district_id for membership in held if membership.district_id and membership.role == Role.MANAGER),
        desks=frozenset(membership.desk_id for membership in held if membership.desk_id),
        everything=user.is_superuser,
        staff=user.is_staff,
    )

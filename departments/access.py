"""What a person may see and keep at the 财政局: the districts of the own memberships, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest

from departments import roles
from departments.models import Role, User

NOBODY = frozenset[int]()
NO_MANAGER = "只有管理员能修改人员、重置密码。"
HIGHER = "{person}是技术管理员，权限高于管理员，只有技术管理员能修改或重置密码。"
ELSEWHERE = "{person}在别的区县也有角色，或者是别的区县建立的，请由技术管理员修改或重置密码。"
TO_ONESELF = "自己的角色不能由自己增加、修改或取消，请由本区县的另一名管理员或技术管理员办理。"


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


def get_access(user: User | AnonymousUser) -> Access:
    """One query per user object, shared with everything that asks for roles."""
    if not isinstance(user, User) or not user.is_active:
        return Access()
    held = [membership for membership in roles.get_roles(user).memberships if membership.district_id]
    return Access(
        sees=frozenset(membership.district_id for membership in held if membership.district_id),
        manages=frozenset(membership.district_id for membership in held if membership.district_id and membership.role == Role.MANAGER),
        desks=frozenset(membership.desk_id for membership in held if membership.desk_id),
        everything=user.is_superuser,
        staff=user.is_staff,
    )


def person_of(request: HttpRequest) -> User:
    """Who asks for a page behind the login."""
    assert isinstance(request.user, User)  # noqa: S101 - behind the login there is always somebody
    return request.user


def why_not_keep(by: User, person: User) -> str:
    """The sentence that says why `by` may not edit the person or give a new password; "" where nothing stands against it.

    A person is of the districts of the roles; one without any is of the district that made the account.
    """
    held, others = get_access(by), list(person.memberships.all())
    if not held.manages_any:
        return NO_MANAGER
    if held.everything:
        return ""
    if roles.standing_of(person, others) > roles.standing_of(by, roles.get_roles(by).memberships):
        return HIGHER.format(person=person)
    places = {membership.place for membership in others} or {person.district_id}
    return "" if places <= held.manages else ELSEWHERE.format(person=person)


def why_not_grant(by: User | None, person: User) -> str:
    """The sentence that says why `by` may not change the roles of the person; commands (None) may."""
    return TO_ONESELF if by is not None and by.pk == person.pk else ""

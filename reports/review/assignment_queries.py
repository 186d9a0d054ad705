"""Whose a report is: the reviewer's to whom it was given, else those who review for the 股室 of its department.

A 审核员 without a 股室 reviews for the whole district; a 复审员 has first reviews only where one was given to them. A person
who left, or lost the role, holds nothing: what was theirs goes back to the 股室, and what then is nobody's is told as 未分配.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from departments import roles
from departments.access import Access
from departments.models import Desk, District, Membership, Role, User
from reports.models import Event, Report, Status
from reports.workflow.assignment import REVIEWERS

HOLDING = Membership.objects.filter(role__in=REVIEWERS, user__is_active=True)
HELD = Exists(HOLDING.filter(user=OuterRef("reviewer"), district=OuterRef("district")))
ASSIGNED = Q(reviewer__isnull=False) & Q(HELD)  # most have no reviewer of their own, and need no look at who holds what
FIRST = HOLDING.filter(role=Role.REVIEWER)
SECOND = HOLDING.filter(role=Role.SECOND_REVIEWER)
WHOLE = FIRST.filter(desk=None)
OWN_DESK = FIRST.filter(desk__isnull=False)
OF_DISTRICT = Q(district__in=WHOLE.values("district"))
OF_DESK = Q(desk__in=OWN_DESK.values("desk"))


def list_first_states() -> frozenset[Status]:
    """On the desk of who reviews first."""
    return Status.on_desk_of(Role.REVIEWER)


def list_second_states() -> frozenset[Status]:
    """On the desk of who confirms."""
    return Status.on_desk_of(Role.SECOND_REVIEWER)


def select_mine(user: User) -> Q:
    """Given to the person, or nobody's in particular and of a 股室 (or a whole district) that the person reviews for."""
    if not roles.get_roles(user).reviews:
        return Q(pk__in=[])
    return Q(reviewer=user.pk) | (~ASSIGNED & _select_own(user))


def _select_own(user: User) -> Q:
    held = [membership for membership in roles.get_roles(user).memberships if membership.role == Role.REVIEWER]
    whole = {membership.district_id for membership in held if membership.desk_id is None}
    desks = {membership.desk_id for membership in held if membership.desk_id}
    return Q(district__in=whole) | Q(desk__in=desks)


def select_others(user: User) -> Q:
    """Given to somebody else, or of a 股室 that somebody else reviews for: neither mine nor nobody's."""
    return ~Q(reviewer=user.pk) & (ASSIGNED | (~_select_own(user) & ~select_unassigned()))


def select_unassigned() -> Q:
    """Given to nobody, and there is nobody who reviews for its 股室 or for the whole district; in 待复审: no 复审员 either."""
    without = Q(desk=None) | ~OF_DESK  # said in words: as a column, NOT IN of no 股室 is unknown
    confirmed = Q(status__in=list_second_states(), district__in=SECOND.values("district"))
    return ~OF_DISTRICT & without & ~ASSIGNED & ~confirmed


def select_uncovered(held: Access) -> Q:
    """Where nobody's reports can be, of all that the person sees: at the 股室 without a reviewer, or at none, of a district that no
    reviewer has whole.

    It changes nothing of `nobodys`; it is an index to begin with. Two queries.
    """
    open_districts = list(District.objects.filter(held.within("pk")).exclude(pk__in=WHOLE.values("district")).values_list("pk", flat=True))
    free = Desk.objects.filter(district__in=open_districts).exclude(pk__in=OWN_DESK.values("desk"))
    return Q(desk__in=list(free.values_list("pk", flat=True))) | Q(desk=None, district__in=open_districts)


def filter_waiting(user: User, reports: QuerySet[Report]) -> QuerySet[Report]:
    """What this person can go on with now: mine to review, and what others passed on for my second review."""
    return reports.filter(
        (Q(status__in=list_first_states()) & select_mine(user)) | (Q(status__in=list_second_states()) & select_second_review(user))
    )


def select_second_review(user: User) -> Q:
    """Districts whose 复审员 the person is, but for reports that the person passed on."""
    held = roles.get_roles(user).memberships
    districts = [membership.district_id for membership in held if membership.role == Role.SECOND_REVIEWER]
    passed = Event.objects.filter(act="pass_on", report=OuterRef("report")).order_by("-pk").values("pk")[:1]
    own = Event.objects.filter(report=OuterRef("pk"), actor=user.pk, pk=Subquery(passed))
    return Q(district__in=districts) & ~Q(Exists(own))

"""Whose a report is: the reviewer's to whom it was given, else those who review for the 股室 of its department.

A 审核员 without a 股室 reviews for the whole district; a 复审员 has first reviews only where one was given to them. A person
who left, or lost the role, holds nothing: what was theirs goes back to the 股室, and what then is nobody's is told as 未分配.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from departments import roles
from departments.models import Membership, Role, User
from reports.models import Event, Report, Status
from reports.workflow.assigning import REVIEWERS

BEFORE_REVIEWER = (Status.SUBMITTED, Status.IN_REVIEW)
HOLDING = Membership.objects.filter(role__in=REVIEWERS, user__is_active=True)
ASSIGNED = Exists(HOLDING.filter(user=OuterRef("reviewer"), district=OuterRef("district")))
FIRST = HOLDING.filter(role=Role.REVIEWER)
SECOND = HOLDING.filter(role=Role.SECOND_REVIEWER)
OF_DISTRICT = Q(district__in=FIRST.filter(district__isnull=False, desk=None).values("district"))
OF_DESK = Q(department__desk__in=FIRST.filter(desk__isnull=False).values("desk"))


def mine(user: User) -> Q:
    """Given to the person, or nobody's in particular and of a 股室 (or a whole district) that the person reviews for."""
    if not roles.of(user).reviews:
        return Q(pk__in=[])
    held = [membership for membership in roles.of(user).memberships if membership.role == Role.REVIEWER]
    whole = {membership.district_id for membership in held if membership.desk_id is None}
    desks = {membership.desk_id for membership in held if membership.desk_id}
    own = Q(district__in=whole) | Q(department__desk__in=desks)
    return Q(reviewer=user.pk) | (~Q(ASSIGNED) & own)


def nobodys() -> Q:
    """Given to nobody, and there is nobody who reviews for its 股室 or for the whole district; in 待复审: no 复审员 either."""
    without = Q(department__desk=None) | ~OF_DESK  # said in words: as a column, NOT IN of no 股室 is unknown
    confirmed = Q(status=Status.SECOND_REVIEW, district__in=SECOND.values("district"))
    return ~OF_DISTRICT & without & ~Q(ASSIGNED) & ~confirmed


def waiting_for(user: User, reports: QuerySet[Report]) -> QuerySet[Report]:
    """What this person can go on with now: mine to review, and what others passed on for my second review."""
    return reports.filter((Q(status__in=BEFORE_REVIEWER) & mine(user)) | (Q(status=Status.SECOND_REVIEW) & second(user)))


def second(user: User) -> Q:
    """Districts whose 复审员 the person is, but for reports that the person passed on."""
    held = roles.of(user).memberships
    districts = [membership.district_id for membership in held if membership.role == Role.SECOND_REVIEWER]
    passed = Event.objects.filter(act="pass_on", report=OuterRef("report")).order_by("-pk").values("pk")[:1]
    own = Event.objects.filter(report=OuterRef("pk"), actor=user.pk, pk=Subquery(passed))
    return Q(district__in=districts) & ~Q(Exists(own))

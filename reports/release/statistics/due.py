"""到期: who is due today and who is late, by the own deadline of each department."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from departments.access import Access
from reports.models import DUE, Cycle, Report, Status, Turn
from reports.release.statistics.scope import select_never_sent


def select_due_today(reports: QuerySet[Report, Any], held: Access, now: datetime) -> QuerySet[Report, Any]:
    """Of `reports`, which are expected, those whose deadline is still ahead today. One query more, for the cycles."""
    rest = {"due__gte": now, "due__lt": _get_next_midnight(now)}
    cycles = list(Cycle.objects.filter(held.within("district"), **rest).values_list("pk", flat=True))
    own = Q(extended_to__gte=now, extended_to__lt=_get_next_midnight(now))
    return _select_unsent(reports).filter(own | Q(extended_to=None, cycle__in=cycles))


def select_overdue(reports: QuerySet[Report, Any], held: Access, now: datetime) -> QuerySet[Report, Any]:
    """Never sent although the deadline has passed; of the cycle that runs in each district. One query more, for these."""
    opened = Cycle.objects.filter(held.within("district"), opens__lte=now)
    later = opened.filter(district=OuterRef("district"), year__gt=OuterRef("year"))
    past = list(opened.filter(~Exists(later), due__lt=now).values_list("pk", flat=True))
    unsent = _select_unsent(reports).exclude(status__in=Status.returned())  # what was returned was sent
    return select_never_sent(unsent.filter(~Q(extended_to__gte=now), cycle__in=past))


def _select_unsent(reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """Reports that the department still has to send, with `due_then`."""
    return reports.filter(turn=Turn.DEPARTMENT).annotate(due_then=DUE)


def _get_next_midnight(now: datetime) -> datetime:
    """When today ends in Beijing."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), time()))

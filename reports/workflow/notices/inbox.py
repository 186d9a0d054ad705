"""A person's own notices: listed, counted, read."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from departments.models import User
from reports.models import Notice
from reports.models.notice import NoticeQuerySet


def list_notices(user: User) -> NoticeQuerySet:
    return Notice.objects.filter(recipient=user)


def count_unread(person: str) -> Coalesce:
    """For a query: how many the person, found along `person`, has not read."""
    unread = Notice.objects.unread().filter(recipient=OuterRef(person)).order_by().values("recipient")
    return Coalesce(Subquery(unread.annotate(number=Count("pk")).values("number")), 0, output_field=IntegerField())


def mark_read(notices: NoticeQuerySet) -> int:
    return notices.unread().order_by().update(read_at=timezone.now())

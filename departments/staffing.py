"""Departments without anybody who could fill in or sign."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from departments.models import Membership, Role


def match_lacking(role: Role) -> Q:
    """Departments of which nobody who can log in has the role."""
    return ~Q(Exists(Membership.objects.filter(department=OuterRef("pk"), role=role, user__is_active=True)))

"""What the invented district has published already, so many days ago."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from departments.models import District, Role, User
from reports.demo import days
from reports.domain import act_time
from reports.models import Report, Status
from reports.release.publishing import publication_acts


def publish_sample_report(district: District, entry: dict[str, Any]) -> None:
    """One approved report with a section withheld; leaves alone what somebody has published or reopened."""
    asked = {"department__code": entry["code"], "cycle__year": entry["year"], "status__in": Status.passed(), "publications": None}
    report = Report.objects.with_context().filter(department__district=district, **asked).first()
    manager = User.objects.filter(memberships__district=district, memberships__role=Role.MANAGER).earliest("pk")
    if report:
        [moment] = days.list_act_moments([entry["days"]])
        with act_time.set_act_time(moment):
            publication_acts.publish_report(report, by=manager, on=timezone.localdate(moment), withheld=entry["withheld"])

"""The acts that a page offers to a member of the department."""

from __future__ import annotations

from departments.models import User
from departments.roles import Roles
from reports import workflow
from reports.models import Report
from reports.workflow import Transition


def list_action_buttons(report: Report, user: User, roles: Roles) -> list[Transition]:
    """What leads onward comes first. No query: the roles are known. Review has its own desk, so its acts are not among these."""
    found = workflow.list_actions(report, user, roles.here(report.department))
    return sorted((row for row in found if row.is_of_department), key=lambda row: not row.needs_everything)

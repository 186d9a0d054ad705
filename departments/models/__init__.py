"""Who takes part: districts, desks, departments, people, and what a department says of itself in a year."""

from departments.models.audit import Act, AuditEntry, AuditSeal
from departments.models.former_name import FormerName
from departments.models.login_attempt import LoginAttempt
from departments.models.organisation import Department, Desk, District, desks_moved
from departments.models.people import Membership, Role, User
from departments.models.profile import BudgetUnit, Duty, Kind, Leader, Office, Particular, ProfileRow

__all__ = [
    "Act",
    "AuditEntry",
    "AuditSeal",
    "BudgetUnit",
    "Department",
    "Desk",
    "District",
    "Duty",
    "FormerName",
    "Kind",
    "Leader",
    "LoginAttempt",
    "Membership",
    "Office",
    "Particular",
    "ProfileRow",
    "Role",
    "User",
    "desks_moved",
]

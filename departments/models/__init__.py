"""Who takes part: districts, desks, departments, people, and what a department says of itself in a year."""

from departments.models.audit import AuditEntry, AuditSeal
from departments.models.organisation import Department, Desk, District
from departments.models.people import Membership, Role, User
from departments.models.profile import BudgetUnit, DepartmentProfile, Duty, Leader, Office

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "BudgetUnit",
    "Department",
    "DepartmentProfile",
    "Desk",
    "District",
    "Duty",
    "Leader",
    "Membership",
    "Office",
    "Role",
    "User",
]

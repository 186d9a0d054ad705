"""Desks, departments and people in the admin: kept by the district's 管理员, read by its reviewers."""

from departments.admin.audit_admin import AuditAdmin
from departments.admin.organisation_admin import DepartmentAdmin, DeskAdmin, DistrictAdmin
from departments.admin.person_admin import PersonAdmin

__all__ = ["AuditAdmin", "DepartmentAdmin", "DeskAdmin", "DistrictAdmin", "PersonAdmin"]

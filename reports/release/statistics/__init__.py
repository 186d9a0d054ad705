"""Figures of a year across the departments of a district. Every figure is a named query; none asks more for more departments."""

from reports.release.statistics.scope import UNASSIGNED, Scope, add_first_filing, select_at_bureau

__all__ = ["UNASSIGNED", "Scope", "add_first_filing", "select_at_bureau"]

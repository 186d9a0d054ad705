"""What a clerk types, section by section: one form for each shape, built from the outline's entries."""

from reports.forms.base import Problem
from reports.forms.section import SectionForms

__all__ = ["Problem", "SectionForms"]

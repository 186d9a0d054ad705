"""What a clerk types, section by section: one form for each shape, built from the outline's entries."""

from reports.filing.forms.base import FormProblem
from reports.filing.forms.section_forms import SectionForms

__all__ = ["FormProblem", "SectionForms"]

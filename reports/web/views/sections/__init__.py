"""The page where a section is filled in: shown and changed, saved, and compared where somebody else saved meanwhile."""

from reports.web.views.sections.page import send_fragments, show_section, show_totals
from reports.web.views.sections.paste import answer_paste

__all__ = ["answer_paste", "send_fragments", "show_section", "show_totals"]

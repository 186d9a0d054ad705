"""The only bridge between live rows and Document, with a constant number of queries."""

from reports.filing.drafts.changes import Changes, derive_changes, join_changes
from reports.filing.drafts.check_context import CheckContext, fingerprint_text, load_check_context
from reports.filing.drafts.loading import load_document, load_last_year, load_with_last_year
from reports.filing.drafts.locking import get_held_roles, get_section_revision, hold_report, list_section_revisions
from reports.filing.drafts.save_errors import NotEditable, SaveProblem, SaveRefused, Stale, Unacceptable
from reports.filing.drafts.saving import (
    Saved,
    advance_sections,
    carry_over_section,
    derive_carried_changes,
    derive_model_changes,
    replace_report,
    save_and_tell,
    save_section,
    save_sections,
)
from reports.filing.drafts.storage import get_outline_scope, get_section_scope

__all__ = [
    "Changes",
    "CheckContext",
    "NotEditable",
    "SaveProblem",
    "SaveRefused",
    "Saved",
    "Stale",
    "Unacceptable",
    "advance_sections",
    "carry_over_section",
    "derive_carried_changes",
    "derive_changes",
    "derive_model_changes",
    "fingerprint_text",
    "get_held_roles",
    "get_outline_scope",
    "get_section_revision",
    "get_section_scope",
    "hold_report",
    "join_changes",
    "list_section_revisions",
    "load_check_context",
    "load_document",
    "load_last_year",
    "load_with_last_year",
    "replace_report",
    "save_and_tell",
    "save_section",
    "save_sections",
]

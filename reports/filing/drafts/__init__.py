"""The only bridge between live rows and Document, with a constant number of queries."""

from reports.filing.drafts.changes import Changes, of_document
from reports.filing.drafts.check_context import Known, context, marks
from reports.filing.drafts.loading import last_year, load, load_with_last_year
from reports.filing.drafts.locking import held, held_roles, revision
from reports.filing.drafts.save_errors import NotEditable, Problem, SaveRefused, Stale, Unacceptable
from reports.filing.drafts.saving import Saved, carried, carry_over, replace, save, save_and_tell
from reports.filing.drafts.storage import of_outline, of_section

__all__ = [
    "Changes",
    "Known",
    "NotEditable",
    "Problem",
    "SaveRefused",
    "Saved",
    "Stale",
    "Unacceptable",
    "carried",
    "carry_over",
    "context",
    "held",
    "held_roles",
    "last_year",
    "load",
    "load_with_last_year",
    "marks",
    "of_document",
    "of_outline",
    "of_section",
    "replace",
    "revision",
    "save",
    "save_and_tell",
]

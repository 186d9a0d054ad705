"""The only bridge between live rows and Document, with a constant number of queries."""

from reports.drafts.changes import Changes, of_document
from reports.drafts.known import Known, context, marks
from reports.drafts.loading import last_year, load, load_with_last_year
from reports.drafts.locking import held, held_roles, revision
from reports.drafts.refusals import NotEditable, Problem, SaveRefused, Stale, Unacceptable
from reports.drafts.saving import Saved, carried, carry_over, replace, save, save_and_tell
from reports.drafts.storage import of_outline, of_section

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

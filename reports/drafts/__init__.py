"""The only bridge between live rows and Document, with a constant number of queries."""

from reports.drafts.changes import Changes, of_document
from reports.drafts.known import Known, context, marks
from reports.drafts.loading import last_year, load, load_with_last_year
from reports.drafts.locking import revision
from reports.drafts.refusals import NotEditable, Problem, SaveRefused, Stale, Unacceptable
from reports.drafts.saving import carried, carry_over, replace, save
from reports.drafts.storage import of_outline, of_section

__all__ = [
    "Changes",
    "Known",
    "NotEditable",
    "Problem",
    "SaveRefused",
    "Stale",
    "Unacceptable",
    "carried",
    "carry_over",
    "context",
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
]

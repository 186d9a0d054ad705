"""The bureau's side of the reports: the queue, the review page, cycles, and what is only read."""

from reports.admin.cycle import CycleAdmin
from reports.admin.history import EventAdmin, SubmissionAdmin
from reports.admin.outbox import OutboxAdmin
from reports.admin.phrase import PhraseAdmin
from reports.admin.publication import PublicationAdmin
from reports.admin.report import ReportAdmin

__all__ = ["CycleAdmin", "EventAdmin", "OutboxAdmin", "PhraseAdmin", "PublicationAdmin", "ReportAdmin", "SubmissionAdmin"]

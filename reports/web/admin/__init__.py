"""The bureau's side of the reports: the queue, the review page, cycles, and what is only read."""

from reports.web.admin.cycle.settings_page import CycleAdmin
from reports.web.admin.outbox import OutboxAdmin
from reports.web.admin.outline_admin import OutlineVersionAdmin
from reports.web.admin.phrase_admin import PhraseAdmin
from reports.web.admin.publication.published_list import PublicationAdmin
from reports.web.admin.report_admin import ReportAdmin
from reports.web.admin.submission_admin import EventAdmin, SubmissionAdmin

__all__ = [
    "CycleAdmin",
    "EventAdmin",
    "OutboxAdmin",
    "OutlineVersionAdmin",
    "PhraseAdmin",
    "PublicationAdmin",
    "ReportAdmin",
    "SubmissionAdmin",
]

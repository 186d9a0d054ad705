"""Live data of reports in ordinary rows, frozen data in submissions."""

from reports.models.approval import Approval
from reports.models.attachment import Attachment, SentAttachment
from reports.models.batch import Batch
from reports.models.comparison import Comparison
from reports.models.cycle import Cycle, Exemption
from reports.models.draft_item import DraftItem
from reports.models.explanation import Explanation
from reports.models.facts import (
    ExtraRow,
    Figure,
    FunctionClass,
    Goal,
    KeyTask,
    Narrative,
    PerformanceTarget,
    Problem,
    Project,
    ScoredIndicator,
    Suggestion,
)
from reports.models.job import Job, JobPart, JobState
from reports.models.notice import MailState, Notice, NoticeKind, OutboxMail
from reports.models.outline_move import OutlineMove
from reports.models.outline_version import OutlineVersion
from reports.models.paper_order import OrderKind, PaperOrder
from reports.models.phrase import Phrase
from reports.models.printout import Printout, PrintoutKind
from reports.models.publication import Publication
from reports.models.queue_facts import NO_FACTS, Worst
from reports.models.report import DUE, Report, SectionState
from reports.models.report_reading import ReportReading, waits_for_answers
from reports.models.review import Answer, Closing, Event, ItemKind, ReturnItem, Submission
from reports.models.review_score import ReviewScore
from reports.models.states import State, Status, Turn

__all__ = [
    "DUE",
    "NO_FACTS",
    "Answer",
    "Approval",
    "Attachment",
    "Batch",
    "Closing",
    "Comparison",
    "Cycle",
    "DraftItem",
    "Event",
    "Exemption",
    "Explanation",
    "ExtraRow",
    "Figure",
    "FunctionClass",
    "Goal",
    "ItemKind",
    "Job",
    "JobPart",
    "JobState",
    "KeyTask",
    "MailState",
    "Narrative",
    "Notice",
    "NoticeKind",
    "OrderKind",
    "OutboxMail",
    "OutlineMove",
    "OutlineVersion",
    "PaperOrder",
    "PerformanceTarget",
    "Phrase",
    "Printout",
    "PrintoutKind",
    "Problem",
    "Project",
    "Publication",
    "Report",
    "ReportReading",
    "ReturnItem",
    "ReviewScore",
    "ScoredIndicator",
    "SectionState",
    "SentAttachment",
    "State",
    "Status",
    "Submission",
    "Suggestion",
    "Turn",
    "Worst",
    "waits_for_answers",
]

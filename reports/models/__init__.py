"""Live data of reports in ordinary rows, frozen data in submissions."""

from reports.models.approval import Approval
from reports.models.cycle import Cycle, Exemption
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
from reports.models.outline_version import OutlineVersion
from reports.models.report import Report, SectionState, Status
from reports.models.review import Answer, Event, ItemKind, Printout, ReturnItem, Submission
from reports.models.review_score import ReviewScore

__all__ = [
    "Answer",
    "Approval",
    "Cycle",
    "Event",
    "Exemption",
    "Explanation",
    "ExtraRow",
    "Figure",
    "FunctionClass",
    "Goal",
    "ItemKind",
    "KeyTask",
    "Narrative",
    "OutlineVersion",
    "PerformanceTarget",
    "Printout",
    "Problem",
    "Project",
    "Report",
    "ReturnItem",
    "ReviewScore",
    "ScoredIndicator",
    "SectionState",
    "Status",
    "Submission",
    "Suggestion",
]

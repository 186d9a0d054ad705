"""States and acts of a report. No state changes outside of this package."""

from reports.workflow.attempt import NewItem, Refused
from reports.workflow.explanations import explain, may_explain
from reports.workflow.items import answer
from reports.workflow.offers import acts
from reports.workflow.permissions import roles
from reports.workflow.table import TRANSITIONS, Transition, event_label
from reports.workflow.verbs import act, approve, give_back, hand_over, reopen, return_, start_review, submit, withdraw

__all__ = [
    "TRANSITIONS",
    "NewItem",
    "Refused",
    "Transition",
    "act",
    "acts",
    "answer",
    "approve",
    "event_label",
    "explain",
    "give_back",
    "hand_over",
    "may_explain",
    "reopen",
    "return_",
    "roles",
    "start_review",
    "submit",
    "withdraw",
]

"""States and acts of a report. No state changes outside of this package."""

from reports.workflow.act_context import Attempt, NewItem, Refused
from reports.workflow.actions import (
    approve,
    give_back,
    hand_over,
    pass_on,
    reopen,
    return_,
    send_back,
    start_review,
    submit,
    take_action,
    take_back,
    withdraw,
)
from reports.workflow.assignment import assign
from reports.workflow.available_actions import list_actions
from reports.workflow.explanations import Reason, RefusedReason, explain, explain_each, explain_saved, may_explain
from reports.workflow.extensions import extend
from reports.workflow.item_drafts import Draft, keep_items
from reports.workflow.items import accept, answer
from reports.workflow.outline_moves import move_outline
from reports.workflow.permissions import get_known_roles, get_roles
from reports.workflow.review_scoring import BadScores, ScoredMeanwhile, may_score, score
from reports.workflow.transition import Transition
from reports.workflow.transition_lookups import describe_event, find_department_row
from reports.workflow.transitions import OF_BUREAU, TRANSITIONS

__all__ = [
    "OF_BUREAU",
    "TRANSITIONS",
    "Attempt",
    "BadScores",
    "Draft",
    "NewItem",
    "Reason",
    "Refused",
    "RefusedReason",
    "ScoredMeanwhile",
    "Transition",
    "accept",
    "answer",
    "approve",
    "assign",
    "describe_event",
    "explain",
    "explain_each",
    "explain_saved",
    "extend",
    "find_department_row",
    "get_known_roles",
    "get_roles",
    "give_back",
    "hand_over",
    "keep_items",
    "list_actions",
    "may_explain",
    "may_score",
    "move_outline",
    "pass_on",
    "reopen",
    "return_",
    "score",
    "send_back",
    "start_review",
    "submit",
    "take_action",
    "take_back",
    "withdraw",
]

"""States and acts of a report. No state changes outside of this package."""

from reports.workflow.actions import act, approve, give_back, hand_over, pass_on, reopen, return_, send_back, start_review, submit, withdraw
from reports.workflow.assigning import assign
from reports.workflow.available_actions import acts
from reports.workflow.context import NewItem, Refused
from reports.workflow.explanations import explain, explain_saved, may_explain
from reports.workflow.extensions import extend
from reports.workflow.item_drafts import Draft
from reports.workflow.item_drafts import keep as keep_items
from reports.workflow.items import accept, answer
from reports.workflow.permissions import known_roles, roles
from reports.workflow.scoring import BadScores, ScoredMeanwhile, may_score, score
from reports.workflow.table import TRANSITIONS, act_of_department, event_label
from reports.workflow.transition import Transition

__all__ = [
    "TRANSITIONS",
    "BadScores",
    "Draft",
    "NewItem",
    "Refused",
    "ScoredMeanwhile",
    "Transition",
    "accept",
    "act",
    "act_of_department",
    "acts",
    "answer",
    "approve",
    "assign",
    "event_label",
    "explain",
    "explain_saved",
    "extend",
    "give_back",
    "hand_over",
    "keep_items",
    "known_roles",
    "may_explain",
    "may_score",
    "pass_on",
    "reopen",
    "return_",
    "roles",
    "score",
    "send_back",
    "start_review",
    "submit",
    "withdraw",
]

"""What a report is: all of it from a Document and its outline alone, no live rows, no request."""

from reports.domain.checks import Context, Finding, Outcome, coverage, cycle_settings, verdict
from reports.domain.checks.rule_descriptions import RuleDescription, describe_rules
from reports.domain.checks.verdict import Findings, check_document, freeze_findings, restore_findings, select_missing_rules
from reports.domain.deadlines import Deadline
from reports.domain.diff import Change
from reports.domain.document import Document, Row, Statement, Value
from reports.domain.figures import BLANK, LIMIT, PLACES, Figure, State, normalise_amount, round_amount
from reports.domain.number_spelling import fold_letters
from reports.domain.outlines import Block, Entry, Grade, Mistake, Mistakes, Outline, Part, Section, list_entries, outline_loader, own_facts
from reports.domain.rendering.finding_texts import FindingLine, Link, describe_findings
from reports.domain.rendering.missing_facts import list_section_gaps
from reports.domain.rendering.page_blocks import Cell, FormTable, Note, Paragraph, ReportPage, SectionPage, Signature, Table
from reports.domain.rendering.print_limits import TooLarge
from reports.domain.rendering.task_list import build_task_list, get_section_heading
from reports.domain.scoring import Given, Judged, Sheet, grades, records
from reports.domain.scoring.reviewer_input import TypedScore, read_typed_scores
from reports.domain.shapes import Field, Grid, GridLine, ListField, Listing, NotAValue

__all__ = [
    "BLANK",
    "LIMIT",
    "PLACES",
    "Block",
    "Cell",
    "Change",
    "Context",
    "Deadline",
    "Document",
    "Entry",
    "Field",
    "Figure",
    "Finding",
    "FindingLine",
    "Findings",
    "FormTable",
    "Given",
    "Grade",
    "Grid",
    "GridLine",
    "Judged",
    "Link",
    "ListField",
    "Listing",
    "Mistake",
    "Mistakes",
    "NotAValue",
    "Note",
    "Outcome",
    "Outline",
    "Paragraph",
    "Part",
    "ReportPage",
    "Row",
    "RuleDescription",
    "Section",
    "SectionPage",
    "Sheet",
    "Signature",
    "State",
    "Statement",
    "Table",
    "TooLarge",
    "TypedScore",
    "Value",
    "build_task_list",
    "check_document",
    "coverage",
    "cycle_settings",
    "describe_findings",
    "describe_rules",
    "fold_letters",
    "freeze_findings",
    "get_section_heading",
    "grades",
    "list_entries",
    "list_section_gaps",
    "normalise_amount",
    "outline_loader",
    "own_facts",
    "read_typed_scores",
    "records",
    "restore_findings",
    "round_amount",
    "select_missing_rules",
    "verdict",
]

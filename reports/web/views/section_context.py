"""What the page of a section shows beside its inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from departments import roles
from reports.domain import Cell, Document, FormTable, Note, Outline, SectionPage, Signature, Table, completeness, list_entries
from reports.domain.rendering import pages, task_list
from reports.domain.rendering.page_blocks import Block
from reports.filing import live_findings
from reports.filing.forms import FormProblem, SectionForms
from reports.filing.forms.readonly_facts import list_readonly_facts
from reports.filing.forms.typed_words import ANSWER, KIND
from reports.models import Answer, Report
from reports.web import report_history
from reports.web.findings_panel import FindingsPanel
from reports.web.report_history import ItemLine
from reports.web.request_helpers import get_person
from reports.web.views import section_findings

Loaded = tuple[Document, Document | None]  # the report, and last year's facts


def build_section_context(
    request: HttpRequest, report: Report, loaded: Loaded, key: str, data: QueryDict | None = None, problems: list[FormProblem] | None = None
) -> dict[str, Any]:
    """Everything the template names. Two queries: the context of the checks, the return items."""
    document, returned = loaded[0], report_history.list_return_items(report, loaded[0].outline)
    found = live_findings.find_live_findings(report, *loaded)
    panel = section_findings.build_section_panel(report, document, found, key, data or {})
    context = _build_form_context(request, report, loaded, key, returned, panel, data)
    printed = pages.build_section_page(document, key)
    told = {"problems": problems or [], "printed": printed if context["locked"] else remove_place_ids(printed)}
    return context | told | section_findings.build_todo_nav(report, document, found, returned, key)


def build_first_context(request: HttpRequest, report: Report, loaded: Loaded, key: str) -> dict[str, Any]:
    """The same without what is computed from the whole report, which `saved_fragments` brings after it: the findings with their
    marks, what is still to be done, how it will be printed. One query, the return items."""
    returned = report_history.list_return_items(report, loaded[0].outline)
    nothing = FindingsPanel([], [], report.cycle.allow_override)
    return _build_form_context(request, report, loaded, key, returned, nothing) | {"is_first": True}


def _build_form_context(
    request: HttpRequest,
    report: Report,
    loaded: Loaded,
    key: str,
    returned: list[ItemLine],
    panel: FindingsPanel,
    data: QueryDict | None = None,
) -> dict[str, Any]:
    """The inputs, and what stands around them."""
    (document, last), outline = loaded, loaded[0].outline
    forms = SectionForms(document, key, data=data, last=last, marks=section_findings.mark_cells(panel))
    locked = describe_lock(request, report)
    items = [each for each in returned if each.section == key and each.item.is_open]
    items = [fill_boxes(each, data) for each in items] if data else items
    return {
        "report": report,
        "section": outline.sections[key],
        "is_wide": outline.sections[key].landscape or any(form.breadth == "widest" for form in forms),
        "title": task_list.get_section_heading(document, outline.sections[key]),
        "forms": [] if locked else forms,
        "parts": section_findings.place_findings_by_form(document, forms, panel),
        "panel": panel,
        "speaks": not locked,
        "revision": forms.revision if forms.data is not None else getattr(report, "section_revision", 0),
        "locked": locked,
        "edits": not locked,
        "missing": [] if locked else completeness.find_missing(document, key),
        "carries": bool(forms.last) and not locked and is_empty(document, key) and is_carry_offered(outline, key),
        "open_items": items,
        "answers": Answer.choices,
        "words_form": "section-form",
        "borrowed": list_readonly_facts(document, key),
        "neighbours": find_neighbours(document, key),
    }


def fill_boxes(line: ItemLine, data: QueryDict) -> ItemLine:
    """The item with the answer that was posted and not saved."""
    number = str(line.item.pk)
    if ANSWER + number not in data:
        return line
    return replace(line, typed_kind=str(data.get(KIND + number, "")), typed_text=str(data[ANSWER + number]))


def describe_lock(request: HttpRequest, report: Report) -> str:
    """Why this person cannot change the report now, as a sentence; "" when they can."""
    if not roles.get_roles(get_person(request)).works_in(report.department):
        return "您可以查看本章节；只有本单位的填报人和负责人可以填写。"
    if report.excuse:
        return f"本单位 {report.cycle.year} 年度免报（{report.excuse}），不用填写；已经填的内容都保留着。"
    if not report.is_editable:
        return f"报告现在是“{report.get_status_display()}”，内容不能修改。"
    if report.is_not_begun:
        return f"本年度任务 {timezone.localtime(report.cycle.opens):%Y-%m-%d %H:%M} 开始填报，现在可以查看，还不能填写。"
    if report.is_locked:
        due = f"{timezone.localtime(report.due):%Y-%m-%d %H:%M}"
        return f"报送截止时间 {due} 已过，本年度任务已锁定，内容不能修改；如需延期请联系财政局。"
    return ""


def is_empty(document: Document, key: str) -> bool:
    return completeness.measure_progress(document, key) is completeness.Progress.EMPTY


def is_carry_offered(outline: Outline, key: str) -> bool:
    """Whether the section has anything that 沿用上年 may take over."""
    found = list_entries(outline)[key]
    fields = any(outline.fields[name].carry for entry in found if entry.shape == "fields" for name in entry.members)
    texts = any(outline.texts[entry.key].carry for entry in found if entry.shape == "narrative")
    return fields or texts or any(outline.lists[entry.key].carry for entry in found if entry.shape == "listing")


def find_neighbours(document: Document, key: str) -> dict[str, tuple[str, str]]:
    """Key and title of the section before and after this one, of those that have something to fill in."""
    found = list_entries(document.outline)
    keys = [section for section in document.outline.sections if found[section] or section == key]
    at = keys.index(key)
    around = {"before": keys[at - 1 : at], "after": keys[at + 1 : at + 2]}
    return {
        name: (one[0], task_list.get_section_heading(document, document.outline.sections[one[0]])) for name, one in around.items() if one
    }


def remove_place_ids(section: SectionPage) -> SectionPage:
    """The section as printed, without HTML ids: on this page the inputs have them."""
    return replace(section, place="", blocks=tuple(_remove_block_ids(block) for block in section.blocks))


def _remove_block_ids(block: Block) -> Block:
    if isinstance(block, Note | Signature):
        return block
    if isinstance(block, FormTable):
        return replace(block, rows=tuple((_remove_cell_id(label), _remove_cell_id(value)) for label, value in block.rows))
    if isinstance(block, Table):
        return replace(block, place="", head=_remove_row_ids(block.head), body=_remove_row_ids(block.body))
    return replace(block, place="")


def _remove_row_ids(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_remove_cell_id(cell) for cell in row) for row in rows)


def _remove_cell_id(cell: Cell) -> Cell:
    return replace(cell, place="")

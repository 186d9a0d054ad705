"""今天还要做的事: what is to be answered, put right, explained and filled in, in the order of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.domain import Document, FindingLine, Link, completeness, get_section_heading, places
from reports.web.report_history import ItemLine

SHOWN = 80  # letters of what a reviewer wrote; the rest stands where the link leads


@dataclass(frozen=True)
class Todo:
    """One thing to do: the link leads to the place where it is done."""

    kind: str  # 退回意见, 必须修改, 须说明, 未填
    look: str
    text: str
    place: str
    href: str
    section: str = ""  # heading of the section where it is done


def list_todos(document: Document, items: Iterable[ItemLine], lines: Iterable[FindingLine], link: Link) -> list[Todo]:
    """`items`: the open return items; `lines`: the findings. Section by section; inside one, what the bureau asks comes first."""
    found = [*_list_answers(items, link), *_list_findings(lines, link), *_list_gaps(document, link)]
    order = list(document.outline.sections)
    headings = {key: get_section_heading(document, section) for key, section in document.outline.sections.items()}
    placed = [replace(todo, section=headings.get(places.find_section(document.outline, todo.place) or "", "整份报告")) for todo in found]
    return sorted(placed, key=lambda todo: _rank(document, order, todo))


def _list_answers(items: Iterable[ItemLine], link: Link) -> Iterator[Todo]:
    for each in items:
        if each.item.is_open and not each.item.answer_kind:
            text = each.item.text if len(each.item.text) <= SHOWN else f"{each.item.text[:SHOWN]}…"
            yield Todo("退回意见", each.look, f"答复“{text}”", each.item.place, link(each.item.place) or "#items")


def _list_findings(lines: Iterable[FindingLine], link: Link) -> Iterator[Todo]:
    for line in lines:
        if line.waits:
            place = next(iter(line.finding.named), "")
            yield Todo(line.label, line.look, f"{line.finding.check} {line.finding.message}", place, link(place) or "#findings")


def _list_gaps(document: Document, link: Link) -> Iterator[Todo]:
    return (Todo("未填", "", gap.message, gap.place, link(gap.place)) for gap in completeness.find_all_missing(document))


def find_next_todo(document: Document, todos: list[Todo], key: str) -> Todo | None:
    """The first in a section behind this one, else the first of all."""
    order = list(document.outline.sections)
    behind = (todo for todo in todos if _rank(document, order, todo) > order.index(key))
    return next(behind, todos[0] if todos else None)


def _rank(document: Document, order: list[str], todo: Todo) -> int:
    """Where its section stands; what belongs to none is done first."""
    section = places.find_section(document.outline, todo.place)
    return order.index(section) if section in order else -1

"""今天还要做的事: answers, findings and gaps in one list, in the order of the report."""

import pytest

from reports.demo import bureau
from reports.domain import Context, Document, check_document, describe_findings, interchange
from reports.models import ReturnItem
from reports.web import todo_list
from reports.web.report_history import ItemLine
from tests import builders

UNIT = {"code": "9002", "name": "云水区防灾减灾中心", "district": "云水区", "city": "长沙市"}


@pytest.fixture
def planted() -> Document:
    return interchange.load_document(bureau.build_bureau_report(UNIT, planted=True), builders.outline("hunan-standard"))


def todos(document: Document, *items: ItemLine) -> list[todo_list.Todo]:
    found = check_document(document, Context())
    return todo_list.list_todos(
        document, items, describe_findings(document, found, found.spoken, lambda place: f"#{place}"), lambda p: f"#{p}"
    )


def test_findings_and_gaps_stand_in_the_order_of_the_sections(planted):
    found = todos(planted)
    order = [todo_list._rank(planted, list(planted.outline.sections), todo) for todo in found]
    assert order == sorted(order)
    assert {todo.kind for todo in found} >= {"必须修改"}
    assert all(todo.href.startswith("#") and todo.section for todo in found)


def test_an_answer_that_is_asked_for_is_one_of_them_and_a_given_one_is_not(planted):
    asked = ReturnItem(place="narrative.differences", text="请写明原因" * 30, kind="must")
    found = [todo for todo in todos(planted, ItemLine(asked, "differences")) if todo.kind == "退回意见"]
    assert [(todo.look, todo.place) for todo in found] == [("red", "narrative.differences")]
    assert found[0].text.endswith("…”")
    asked.answer_kind = "changed"
    assert not [todo for todo in todos(planted, ItemLine(asked, "differences")) if todo.kind == "退回意见"]


def test_next_leads_to_a_later_section_and_from_the_last_to_the_first(planted):
    found = todos(planted)
    last = list(planted.outline.sections)[-1]
    assert todo_list.find_next_todo(planted, found, last) == found[0]
    first = next(iter(planted.outline.sections))
    behind = todo_list.find_next_todo(planted, found, first)
    assert todo_list._rank(planted, list(planted.outline.sections), behind) > 0
    assert todo_list.find_next_todo(planted, [], first) is None

"""People of one department around a report that misses nothing, for the tests that walk through the site."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Page, expect

from departments.models import Role, User
from reports import workflow
from reports.domain.document import Document
from reports.filing import drafts
from reports.models import ItemKind, Report
from reports.workflow import NewItem
from tests import builders
from tests.reports.filing.forms.builders import fresh, make_clerk

FIRST, OWN = "k7mq-w3xz-t9hd", "桂花树下的石阶2024"


def people(report: Report) -> dict[str, User]:
    return {role: make_clerk(report, role, Role(role)) for role in ("clerk", "leader", "reviewer")}


def fill(report: Report, by: User) -> None:
    document = drafts.load_document(fresh(report))
    drafts.replace_report(fresh(report), _filled(document), by=by)


def _filled(document: Document) -> Document:
    """Figures and rows of the complete paper, which agree; one short text everywhere."""
    outline, paper = document.outline, builders.document(document.outline.id)
    return replace(
        document,
        fields={**document.fields, **{field.key: field.label for field in outline.field if not field.built_in}},
        texts={text.key: "专款专用，按项目进度拨付。" for text in outline.text},
        figures=paper.figures,
        lists=paper.lists,
    )


def send_back(report: Report, folk: dict[str, User]) -> None:
    """Submitted and returned with one item to a section, one to a cell."""
    workflow.hand_over(report, by=folk["clerk"])
    workflow.submit(report, by=folk["leader"])
    workflow.start_review(report, by=folk["reviewer"])
    items = [
        NewItem("narrative.management", ItemKind.MUST, "请写明资金审批程序"),
        NewItem("expenditure.basic.final", ItemKind.EXPLAIN, "与上年差异较大"),
    ]
    workflow.return_(report, by=folk["reviewer"], items=items)


def hand_over(page: Page) -> None:
    """Also where findings still wait: those are listed first."""
    page.get_by_role("button", name="交签发").click()
    expect(page.locator(".message-success").or_(page.get_by_role("heading", name="要交签发吗"))).to_be_visible()
    if (anyway := page.get_by_role("button", name="仍然交签发")).count():
        anyway.click()
    expect(page.locator(".message-success")).to_contain_text("已交单位负责人签发")


def log_in(page: Page, username: str, password: str) -> None:
    page.goto("/login/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def fits(page: Page) -> bool:
    """Nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def type_keys(page: Page, *what: str) -> None:
    """Words are typed, Tab and Enter are pressed."""
    for each in what:
        if each in ("Tab", "Enter"):
            page.keyboard.press(each)
        else:
            page.keyboard.insert_text(each)


def keep_all_public(page: Page) -> None:
    """What stands in the public part too, though it is withheld elsewhere, is public on purpose."""
    for box in page.get_by_role("checkbox", name="保留公开").all():
        box.check()

"""The people and the report that the two whole journeys begin with, and what is compared at their end."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from departments.models import Role, User
from reports.domain.document import Document
from reports.models import Report, Submission
from tests import builders
from tests.acceptance.test_seeds import fold
from tests.e2e.shell import OWN
from tests.e2e.typist import values

REASON = "与批复的部门决算一致"
PAGE_NUMBER = re.compile(r"(?m)— \d+ —$")


def empty_report(document: Document) -> Report:
    """The draft of the unit that the paper is about, with nothing in it."""
    district = builders.district(document.fields["district"], document.fields["city"])
    department = builders.department(district, document.code, document.department)
    return builders.report(department, builders.cycle(district, document.year, document.outline.id))


def person(report: Report, role: Role) -> User:
    """One of the department or of the bureau, who has a password of their own."""
    make = {Role.CLERK: builders.clerk, Role.LEADER: builders.leader, Role.REVIEWER: builders.reviewer}[role]
    user = make(report.department.district if role is Role.REVIEWER else report.department)
    user.set_password(OWN)
    user.save()
    return user


def waiting(page: Page) -> Locator:
    """Findings of the checks (核对结果) that a reason is still asked for."""
    return page.locator(".finding details.answer[open]")


def gives_reasons(page: Page) -> None:
    """Published papers contradict themselves here and there: the leader says for each finding why the paper goes as it is."""
    for _ in range(waiting(page).count()):
        box, left = waiting(page).first, waiting(page).count()
        box.get_by_role("textbox").fill(REASON)
        box.get_by_role("button").click()
        expect(waiting(page)).to_have_count(left - 1)


def download(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as paper:
        page.get_by_role("link", name=link).first.click()
    file = folder / "paper.pdf"
    paper.value.save_as(file)
    return file


def text_of(pdf: Path) -> str:
    """The text of all pages without page numbers, folded: no white space, one kind of letters."""
    return fold("".join(PAGE_NUMBER.sub("", page.extract_text()) for page in PdfReader(pdf).pages))


def stamp(submission: Submission) -> str:
    """What the last page says of the submission, folded."""
    return fold(f"编号：{submission.reference} 校验码：{submission.sha256[:12]}")


def lost(document: Document, text: str) -> list[str]:
    """Typed texts and figures that do not stand in the text, or not in the order in which they were typed."""
    return [value for found in values(document) for value in _lost(found, text)]


def _lost(typed: list[str], text: str) -> list[str]:
    at, missing = 0, []
    for value in typed:
        found = text.find(fold(value), at)
        if found < 0:
            missing.append(value)
        else:
            at = found + len(fold(value))
    return missing

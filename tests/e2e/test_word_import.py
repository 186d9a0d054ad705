"""A clerk fills this year's report from last year's Word file, by keyboard alone."""

import tomllib
from difflib import SequenceMatcher

import pytest
from playwright.sync_api import expect

from departments.models import Role
from reports.demo import sample_reports
from reports.domain import interchange
from reports.domain.rendering import pages
from reports.domain.rendering.word.report_docx import EditMark, print_word
from tests.e2e.journey import empty_report, person
from tests.e2e.shell import fits
from tests.e2e.typist import DISTRICT, of_the_demonstration, values
from tests.reports.domain.rendering import builders
from tests.reports.filing.forms.builders import facts

pytestmark = pytest.mark.django_db(transaction=True)
OUTLINE = "daxiang-2021"


class Keyboard:
    """Counts what is pressed."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


def last_years_paper(document):
    """What the same unit printed the year before."""
    district = tomllib.loads(DISTRICT.read_text(encoding="utf-8"))
    entry = next(each for each in district["department"] if each.get("outline") == OUTLINE)
    raw = sample_reports.build_sample_report({**entry, **entry.get("earlier", {})}, district, document.year - 1)
    last = interchange.load_document(raw, document.outline)
    return print_word(pages.build_report_page(last), EditMark("0" * 12, builders.MOMENT))


def list_values(document):
    return [value for group in values(document) for value in group]


def count_letters_to_type(wanted, there):
    """A value that is there costs nothing, one that is much like another the letters that differ; each a key to get to it."""
    cost = 0
    for value in wanted:
        if value not in there:
            same = max(
                (sum(block.size for block in SequenceMatcher(None, other, value).get_matching_blocks()) for other in there), default=0
            )
            cost += len(value) - (same if 2 * same > len(value) else 0) + 1
    return cost


def test_a_report_is_filled_from_last_years_word_with_a_third_of_the_keys(browse, axe, tmp_path):
    document = of_the_demonstration(OUTLINE)
    report = empty_report(document)
    file = tmp_path / "a.docx"
    file.write_bytes(last_years_paper(document))
    page = browse(person(report, Role.CLERK))
    keys = Keyboard(page)
    page.goto(f"/reports/{report.pk}/")
    page.get_by_role("link", name="从 Word 导入").focus()
    keys.press("Enter")
    page.get_by_label("报告文件").set_input_files(file)
    keys.pressed += len(file.name)
    page.get_by_role("button", name="读入并核对").focus()
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("读入")
    for question in page.locator(".reading-question.piece-doubtful select").all():
        question.focus()
        keys.press("ArrowDown", "Tab")
    if page.get_by_role("button", name="保存答复").count():
        page.get_by_role("button", name="保存答复").focus()
        keys.press("Enter")
    expect(page.get_by_role("heading", name="采用读入的内容")).to_be_visible()
    for box in page.get_by_label("用上年的文字作底稿").all():
        box.focus()
        keys.press("Space", "Tab")
    axe(page)
    for width in (1366, 683, 390):
        page.set_viewport_size({"width": width, "height": 768})
        assert fits(page)
    page.get_by_role("button", name="写入勾选的章节").focus()
    keys.press("Enter")
    expect(page.get_by_text("已写入报告的")).to_be_visible()
    wanted = list_values(document)
    left = count_letters_to_type(wanted, list_values(facts(report)))
    assert 3 * (keys.pressed + left) <= sum(len(value) + 1 for value in wanted)

"""A department words an editable sentence itself; its placeholders stay bound to the figures."""

import pytest

from departments.models import Department
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import Paragraph
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.models import Report
from tests import builders

BOUND = "{year}年纳入目标管理的资金为{expenditure.total.goal}万元，{kinds}。"


@pytest.fixture
def report(department: Department) -> Report:
    return builders.report(department, builders.cycle(department.district, year=2021, outline="daxiang-2021"))


def save(report: Report, text: str) -> int:
    return drafts.save_section(report, "goal", Changes(wordings={"goal_wording": text}), revision=0, by=None)


def test_the_wording_is_kept_and_printed(report: Report) -> None:
    drafts.replace_report(report, builders.document("daxiang-2021"), by=None)
    drafts.save_section(report, "goal", Changes(wordings={"goal_wording": BOUND}), revision=1, by=None)
    blocks = pages.build_section_page(drafts.load_document(report), "goal").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "2021年纳入目标管理的资金为295万元，基本支出200万元，项目支出95万元。"
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("目标资金为295万元。", "缺少"),
        (BOUND + "{expenditure.basic.final}", "不是本句的数据项"),
        (BOUND + "{", "没有配对"),
        (BOUND + "[", "没有配对"),
        (BOUND + "{kinds|开方}", "格式"),
    ],
)
def test_a_wording_that_loses_its_figures_is_refused(report: Report, text: str, word: str) -> None:
    with pytest.raises(drafts.Unacceptable, match=word) as refusal:
        save(report, text)
    assert refusal.value.problems[0].place == "wording.goal_wording"


def test_a_blank_wording_brings_back_the_outlines_own(report: Report) -> None:
    save(report, BOUND)
    drafts.save_section(report, "goal", Changes(wordings={"goal_wording": ""}), revision=1, by=None)
    assert drafts.load_document(report).wordings == {}

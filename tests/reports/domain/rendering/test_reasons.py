"""核对说明: the reasons that a department gave stand in the report where its outline asks for them."""

from dataclasses import replace

from reports.domain.checks import Finding, Outcome
from reports.domain.checks.verdict import Findings, freeze_findings, restore_findings
from reports.domain.rendering import pages, reasons
from reports.domain.rendering.page_blocks import Paragraph
from tests.reports.demo.test_bureau import document

LEAD = "对数据核对中需要说明的事项，说明如下："
TOTAL = Finding("C01", "支出合计 = 基本支出 + 项目支出", Outcome.MUST_FIX, ("expenditure.total.final",), "1 + 2 = 3，表中 4，差 −1.00 万元")
UNUSED = Finding("C16", "“三公”决算不超过预算", Outcome.MUST_EXPLAIN, ("three_public.reception.final",), "公务接待：预算数 2，决算数 0")
RATE = Finding("C12", "执行率", Outcome.MUST_EXPLAIN, ("expenditure.total.final",), "执行率 = 1 ÷ 2 = 50.00 %，低于 90 %")


def printed(*found: Finding, overrides: frozenset[str] = frozenset()) -> list[str]:
    """The paragraphs of 其他需要说明的情况 below the department's own."""
    return of_page(reasons.build_reasoned_page(document(), Findings(found, overrides)))[1:]


def of_page(page: pages.ReportPage) -> list[str]:
    [section] = [section for section in page.sections if section.key == "other_matters"]
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


def explained(finding: Finding, reason: str) -> Finding:
    return replace(finding, explained=reason)


def test_a_reason_is_printed_below_the_arithmetic_that_it_answers():
    assert printed(explained(UNUSED, "全年没有接待任务")) == [
        LEAD,
        "（1）“三公”决算不超过预算：公务接待：预算数 2，决算数 0。说明：全年没有接待任务。",
    ]


def test_the_same_reason_again_is_not_written_out_twice():
    [_, one, other] = printed(explained(UNUSED, "见批复。"), explained(RATE, "见批复。"))
    assert one.endswith("。说明：见批复。")
    assert other == "（2）执行率：执行率 = 1 ÷ 2 = 50.00 %，低于 90 %。说明同上。"


def test_a_reason_of_several_lines_is_one_paragraph():
    assert printed(explained(UNUSED, "没有接待。\n公函见附件"))[1].endswith("说明：没有接待。公函见附件。")


def test_the_leaders_word_for_a_must_fix_finding_says_whose_it_is():
    [_, one] = printed(explained(TOTAL, "与批复决算一致"), overrides=frozenset({TOTAL.key}))
    assert one.endswith("单位负责人说明：与批复决算一致。")


def test_what_is_not_settled_is_not_printed():
    assert printed(UNUSED, replace(explained(RATE, "年底拨付"), is_outdated=True), explained(TOTAL, "无")) == []


def test_a_reason_that_stands_in_the_papers_own_text_is_not_printed_twice():
    finding = replace(RATE, check="C13", explained=document().text("differences"))
    assert printed(finding) == []


def test_without_findings_the_page_is_the_plain_one():
    assert reasons.build_reasoned_page(document(), Findings(())) == pages.build_report_page(document())


def test_the_frozen_reasons_print_as_the_live_ones_did():
    live = Findings((explained(UNUSED, "全年没有接待任务"), explained(TOTAL, "与批复决算一致")), frozenset({TOTAL.key}))
    assert of_page(reasons.build_reasoned_page(document(), restore_findings(freeze_findings(live)))) == of_page(
        reasons.build_reasoned_page(document(), live)
    )

"""Mistakes in scoring rules are told with their place when the outline is loaded."""

import pytest

from reports.domain import scoring
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import Mistakes, outline_loader

SOURCE = outline_loader.find_source("hunan-standard")


def mistakes(before: str, after: str) -> list[str]:
    assert SOURCE.text.count(before) >= 1
    with pytest.raises(Mistakes) as found:
        outline_loader.parse_outline_text("hunan-standard", SOURCE.text.replace(before, after, 1), SOURCE.vocabulary)
    return [mistake.message for mistake in found.value.mistakes]


def line_of(before: str, after: str) -> str:
    with pytest.raises(Mistakes) as found:
        outline_loader.parse_outline_text("hunan-standard", SOURCE.text.replace(before, after, 1), SOURCE.vocabulary)
    return found.value.mistakes[0].place


def test_weights_that_do_not_come_to_100_are_refused():
    assert mistakes('values.weight = "6"', 'values.weight = "5"') == ["“评分指标”的分值合计为 99，应为 100"]


def test_a_rule_that_is_not_there_is_told_with_the_nearest():
    assert mistakes('\nrule = "staff_rate"', '\nrule = "staf_rate"') == ["没有评分规则“staf_rate”，是不是想写“staff_rate”？"]


def test_a_mistake_names_its_line():
    line = SOURCE.text[: SOURCE.text.index('rule = "staff_rate"')].count("\n") + 1
    assert line_of('\nrule = "staff_rate"', '\nrule = "staf_rate"').startswith(f"第 {line} 行")


def test_a_cell_that_is_not_there_is_told_with_the_nearest():
    assert mistakes('value = "staff.total.actual / staff', 'value = "staff.total.actal / staff') == [
        "“staff.total.actal / staff.total.posts”中的“staff.total.actal”不存在，是不是想写“staff.total.actual”？"
    ]


def test_a_rule_may_add_up_and_count_a_list():
    old, new = 'value = "staff.total.actual / staff.total.posts"', 'value = "sum(projects.final) / (count(projects) * staff.total.posts)"'
    outline = outline_loader.parse_outline_text("hunan-standard", SOURCE.text.replace(old, new), SOURCE.vocabulary)
    projects = tuple(Row(key, {"name": key, "final": Figure.of(amount)}) for key, amount in (("a", 5), ("b", 11)))
    document = Document(outline, 2024, "某局", lists={"projects": projects}, figures={"staff.total.posts": Figure.of(8)})
    found = next(score for score in scoring.score_document(document) if score.row == "scoring.staff_rate")
    assert found.working == "在职人员控制率 = 16 ÷ (2 × 8) = 100%，不高于 100%，不扣分 → 5 / 5 分"
    assert found.inputs == (("table.projects", "16"), ("table.projects", "2"), ("staff.total.posts", "8"))


def test_a_rule_over_a_list_that_there_is_not_is_told():
    found = mistakes('value = "staff.total.actual / staff.total.posts"', 'value = "count(project) / staff.total.posts"')
    assert found == ["“count(project) / staff.total.posts”中的“project”不存在，是不是想写“projects”？"]


def test_an_unknown_kind_is_told_with_the_known_ones():
    assert "只能是" in mistakes('kind = "reverse"', 'kind = "revers"')[0]


def test_a_number_without_quotation_marks_is_refused():
    assert mistakes('full = "5"', "full = 5.5") == ["“full”的值不对"]


def test_bands_stand_in_order():
    before = '  { to = "0", points = "5" },\n  { to = "10", points = "4" },'
    after = '  { to = "10", points = "5" },\n  { to = "0", points = "4" },'
    assert mistakes(before, after) == ["评分规则“budget_control”的各档须从得分高的一端排起"]


def test_a_checklist_gives_as_much_as_its_row_is_worth():
    before = 'text = "与预算资金相匹配", points = "1"'
    assert mistakes(before, before.replace('"1"', '"2"')) == ["评分规则“goal_fit”最多得 6 分，分值是 5 分"]


def test_a_qualitative_rule_needs_levels():
    assert mistakes('kind = "manual"', 'kind = "qualitative"') == ["评分规则“thrift”是 qualitative，须有 levels"]


def test_a_preset_row_fills_locked_columns_only():
    assert mistakes('values.level1 = "投入"', 'values.actual = "投入"') == ["“评分指标”没有锁定的列“actual”"]


def test_two_preset_rows_may_not_share_a_key():
    assert mistakes('key = "public_change"', 'key = "staff_rate"').count("“staff_rate”出现了不止一次") == 2


def test_a_total_needs_a_list_that_is_there():
    assert mistakes('list = "indicators"', 'list = "indicator"') == ["没有列表“indicator”，是不是想写“indicators”？"]


def test_cells_beside_a_list_need_weight_and_score():
    assert mistakes('plus = ["expenditure.total"]', 'plus = ["expenditure.basic"]') == [
        "“expenditure.basic”须是有分值（weight）和得分（score）两列的行"
    ]


def test_a_cap_needs_a_condition():
    assert "缺少比较符号" in mistakes('when = "expenditure.total.rate < 60"', 'when = "expenditure.total.rate"')[0]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('group = ["level1", "level2"]', 'group = ["level1", "level9"]', "“indicators”没有列表的列“level9”"),
        ('rows = ["project"]\ncolumns = ["last_final"', 'rows = ["projects"]\ncolumns = ["last_final"', "“expenditure”没有行“projects”"),
    ],
)
def test_a_table_shows_only_what_there_is(before, after, message):
    assert mistakes(before, after)[0].startswith(message)

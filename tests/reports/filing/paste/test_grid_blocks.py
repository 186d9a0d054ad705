"""A block pasted into a table of figures."""

from tests.reports.filing.forms.builders import DAXIANG, document
from tests.reports.filing.paste.builders import HUNAN, details, offered, paste_grid, put


def test_accounting_forms_are_read_and_that_is_said():
    answer = paste_grid(" 1,234.56 \t -   \t(3)\t1.2E+05\n")
    assert put(answer) == {"total.budget": "1234.56", "basic.budget": "0", "project.budget": "-3", "special.budget": "120000"}
    assert answer.text == "填入 4 格，1 格会计格式的“-”读作 0，1 格括号中的数读作负数，1 格科学记数已还原，Excel 可能省去了尾数，请核对"
    assert answer.wrong == ()


def test_marks_of_one_kind_are_offered_together():
    answer = paste_grid("—\t—\t514万元\t0.5亿元\n5元\t12.5%\t约5\t#N/A\n")
    assert len(answer.wrong) == 8
    assert offered(answer) == {
        "把 2 处“—”改为 0": {"total.budget": "0", "basic.budget": "0"},
        "把 2 处“—”改为“不适用”": {"total.budget": "不适用", "basic.budget": "不适用"},
        "把 2 处“—”改为空白": {"total.budget": "", "basic.budget": ""},
        "把 1 处数后的“万元”去掉": {"project.budget": "514"},
        "把 1 处以“亿元”为单位的数换算为万元": {"special.budget": "5000"},
        "把 1 处以“元”为单位的数换算为万元": {"total.adjusted": "0.0005"},
        "把 1 处数后的“%”去掉": {"basic.adjusted": "12.5"},
        "把 1 处“#N/A”改为 0": {"special.adjusted": "0"},
        "把 1 处“#N/A”改为“不适用”": {"special.adjusted": "不适用"},
        "把 1 处“#N/A”改为空白": {"special.adjusted": ""},
    }
    assert put(answer)["project.adjusted"] == "约5"


def test_what_lies_outside_is_listed_with_its_words():
    answer = paste_grid("1\t2\t备注\n", at=(0, 3))
    assert put(answer) == {"special.budget": "1"}
    assert details(answer) == {"第 2 列没有位置": ("2",), "第 3 列没有位置": ("备注",)}
    assert details(paste_grid("1\n2\n", at=(3, 0))) == {"超出表格的行没有填入": ("2",)}


def test_heads_and_names_of_lines_say_where_a_cell_goes():
    answer = paste_grid("项目\t项目支出（万元）\t基本支出\n部门决算数\t148.25\t330.55\n一、年初部门预算：\t1\t2\n奇怪\t3\t4\n", at=(2, 2))
    assert put(answer) == {"project.final": "148.25", "basic.final": "330.55", "project.budget": "1", "basic.budget": "2"}
    assert details(answer) == {"“奇怪”行没有位置": ("奇怪　3　4",)}
    assert "按表头对上 2 列，按行名对上 2 行" in answer.text


def test_names_of_lines_without_heads_place_a_whole_table():
    answer = paste_grid("部门决算数\t478.9\t330.55\t148.35\t0\n", at=(0, 0))
    assert put(answer) == {"total.final": "478.9", "basic.final": "330.55", "project.final": "148.35", "special.final": "0"}


def test_a_block_whose_lines_are_our_columns_is_turned():
    answer = paste_grid("\t年初部门预算\t部门决算数\n支出合计\t514\t478.9\n其中：基本支出\t1\t2\n")
    assert put(answer) == {"total.budget": "514", "basic.budget": "1", "total.final": "478.9", "basic.final": "2"}
    assert "块的行列与本表相反，已对调" in answer.text


def test_a_computed_column_takes_its_place_in_the_block():
    answer = paste_grid("89.74\t100%\n89.74\t100%\n", key="income", outline=DAXIANG)
    assert put(answer) == {"total.final": "89.74", "fiscal.final": "89.74"}
    assert list(details(answer).values()) == [("100%", "100%")]


def test_a_blank_empties_no_filled_cell_unasked():
    answer = paste_grid("\t5\n", typed={"expenditure.total.budget": "9"})
    assert put(answer) == {"basic.budget": "5"}
    assert "块中空白的 1 格没有动原有内容" in answer.text
    assert offered(answer) == {"把块中空白的 1 格清空": {"total.budget": ""}}


def test_what_is_written_over_is_said_and_kept_for_undo():
    answer = paste_grid("1\t5\n", typed={"expenditure.total.budget": "9"})
    assert "盖过 1 格原有内容" in answer.text
    assert answer.undo == {"expenditure.total.budget": "9", "expenditure.basic.budget": ""}


def test_a_block_ten_thousand_times_last_year_is_asked_about():
    last = document(figures={"expenditure.total.budget": "514", "expenditure.basic.budget": "352.6"})
    asked = {"像是以元为单位，按万元换算？（2 格）": {"total.budget": "520.123456", "basic.budget": "353"}}
    assert offered(paste_grid("5,201,234.56\t3,530,000\n", last=last)) == asked
    assert offered(paste_grid("520\t353\n", last=last)) == {}


def test_a_block_ten_thousand_times_its_neighbours_is_asked_about():
    typed = {"expenditure.total.final": "514", "expenditure.basic.final": "352.6"}
    assert list(offered(paste_grid("5,200,000\t3,530,000\n", typed=typed))) == ["像是以元为单位，按万元换算？（2 格）"]
    assert offered(paste_grid("520\t3\n", typed=typed)) == {}


def test_an_amount_too_large_for_the_table_is_still_asked_about():
    last = document(figures={"expenditure.total.budget": "514000"})
    assert offered(paste_grid("5140000000\t\n", last=last)) == {"像是以元为单位，按万元换算？（1 格）": {"total.budget": "514000"}}


def test_a_unit_that_the_block_states_is_offered():
    answer = paste_grid("单位：元\n支出合计\t基本支出\n5140000\t3526000\n")
    assert offered(answer) == {"块中写明以元为单位：2 格按万元换算": {"total.budget": "514", "basic.budget": "352.6"}}
    assert details(answer) == {"表头上面的文字没有填入": ("单位：元",)}


def test_heads_may_name_the_year_in_other_words():
    answer = paste_grid("项目\t去年决算数\t本年预算\t二〇\t2023年度决算数\n公用经费\t1\t2\t3\t4\n", key="running", outline=HUNAN)
    assert put(answer) == {"total.last_final": "1", "total.final": "4"}


def test_heads_of_two_lines_are_read_together():
    block = "\t2022年\t\t2023年\t\n项目\t预算数\t决算数\t预算数\t决算数\n“三公”经费\t1\t2\t3\t4\n"
    first, *_ = (key.partition(".")[0] for key in put(paste_grid(block, key="three_public", outline=HUNAN)))
    wanted = {"last_budget": "1", "last_final": "2", "budget": "3", "final": "4"}
    assert put(paste_grid(block, key="three_public", outline=HUNAN)) == {f"{first}.{column}": value for column, value in wanted.items()}
    turned = "\t预算数\t\t决算数\t\n项目\t2022年\t2023年\t2022年\t2023年\n“三公”经费\t1\t3\t2\t4\n"
    assert put(paste_grid(turned, key="three_public", outline=HUNAN)) == put(paste_grid(block, key="three_public", outline=HUNAN))


def test_a_head_that_the_block_has_more_often_than_the_table_is_not_guessed():
    """预算数 of which year? The lines are placed by their names alone."""
    answer = paste_grid("\t预算数\t决算数\t预算数\t决算数\n“三公”经费\t1\t2\t3\t4\n", key="three_public", outline=HUNAN)
    assert "按表头" not in answer.text

import pytest

from reports.domain.rendering.titles import measure_width, split_title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("云溪县部门整体支出绩效自评报告", ("云溪县部门整体支出绩效自评报告",)),
        ("云溪县部门整体支出（2024年度）绩效自评报告", ("云溪县部门整体支出", "（2024年度）绩效自评报告")),
        ("2024年度云溪县住房和城乡建设局部门整体支出绩效自评报告", ("2024年度云溪县住房和城乡建设局", "部门整体支出绩效自评报告")),
        ("云溪县人民政府办公室2024年度部门整体支出绩效自评报告", ("云溪县人民政府办公室2024年度", "部门整体支出绩效自评报告")),
    ],
)
def test_a_title_breaks_where_a_reader_pauses(title, lines):
    assert split_title_lines(title) == lines


def test_a_very_long_title_takes_more_lines_that_all_fit():
    title = "湖西省云溪县自然资源和规划局国土空间生态修复事务中心（原土地开发整理局）2024年度部门整体支出绩效自评报告"
    lines = split_title_lines(title)
    assert "".join(lines) == title
    assert max(map(measure_width, lines)) <= 20


def test_a_title_without_a_pause_is_left_to_the_printer():
    assert split_title_lines("A" * 60) == ("A" * 60,)


def test_a_senseless_title_costs_no_time():
    title = "局，" * 3000
    assert split_title_lines(title) == (title,)


def test_no_line_begins_with_a_closing_mark():
    assert all(
        line[0] not in "）》，" for line in split_title_lines("关于云溪县水利局（本级）及所属单位，2024年度部门整体支出绩效自评报告")
    )

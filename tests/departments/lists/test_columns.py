"""The heads of lists as districts write them."""

import pytest

from departments.lists.columns import DEPARTMENT_COLUMNS, fold_heading, match_columns


@pytest.mark.parametrize(
    "heading",
    [
        "预算编码",
        "预 算 编 码",
        "预算\n编码",
        "预算编码（必填）",
        "*预算编码",
        "预算编码：",
        "【必填】预算编码",
        "预算编码 必填",
        "1.预算编码",
        "预算编码 Code",
    ],
)
def test_a_heading_is_known_with_what_stands_around_it(heading: str):
    assert fold_heading(heading) == "预算编码"


def test_the_own_name_of_a_column_goes_before_another_one():
    found = match_columns(["单位编码", "预算编码", "部门（单位）名称", "归口股室"], DEPARTMENT_COLUMNS)

    assert {at: column.name for at, column in found.items()} == {1: "预算编码", 2: "单位名称", 3: "业务股室"}

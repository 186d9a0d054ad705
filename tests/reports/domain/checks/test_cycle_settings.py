"""A cycle's own checks."""

import pytest

from reports.domain.checks.cycle_settings import find_problems, sort_settings
from reports.domain.outlines import outline_loader

OUTLINE = outline_loader.load_outline("tianxin-2018")


def test_severity_thresholds_and_what_is_off_are_told_apart():
    found = sort_settings({"C12": {"severity": "W", "least": "85", "reason": "疫情"}, "C29": {"off": "不核对"}})
    assert (found.severities, found.thresholds, found.switched_off) == ({"C12": "W"}, {"C12": {"least": "85"}}, {"C29": "不核对"})


@pytest.mark.parametrize(
    "raw",
    [{}, {"C12": {"severity": "W", "least": "85.5"}}, {"C14": {"within": "20%"}}, {"C09": {"severity": "E"}}, {"C29": {"off": "不核对"}}],
)
def test_sensible_settings_have_no_problem(raw):
    assert list(find_problems(raw, [OUTLINE])) == []


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ([], "应写成"),
        ({"C99": {"off": "不核对"}}, "没有编号为“C99”"),
        ({"C12": {}}, "C12 的设置应写成"),
        ({"C12": "W"}, "C12 的设置应写成"),
        ({"C12": {"least": 85}}, "值都加引号"),
        ({"C12": {"severity": "info"}}, "类别只能是"),
        ({"C29": {"off": " "}}, "要写明停用的理由"),
        ({"C12": {"least": "many"}}, "应为数字"),
        ({"C14": {"within": "20"}}, "“相差不超过”应为不超过 3 位的整数"),
        ({"C12": {"within": "20%"}}, "C12 没有“within”这项界限"),
    ],
)
def test_a_mistake_is_named(raw, words):
    assert [words in sentence for sentence in find_problems(raw, [OUTLINE])] == [True]

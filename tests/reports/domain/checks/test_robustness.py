"""Whatever stands in a report, the checks answer, and soon."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.domain import checks
from reports.domain.checks import Context
from reports.domain.figures import CLASSIFIED, NOT_APPLICABLE
from reports.domain.outlines import outline_loader
from tests.growth import assert_linear
from tests.reports.domain.checks.papers import paper, row

pytestmark = pytest.mark.no_cover  # counting lines would take longer than the hundreds of examples
LETTERS = 50_000
PIECES = (
    "a",
    "共",
    "1",
    "1,000,",
    "x",
    "[bookmark",
    "一是",
    "①",
    "9.9%",
    "错误！未",
    "云水区",
    "（一）",
    "项目支出5万元",
    " ",
    "2017年",
    "<p",
    "{PAGE ",
    "[image",
    "内设",
    "支出合计514元，",
    "占5%，比上年增长5%，",
    "各项目标全部完成，",
    "自评得分9分，",
    "13800001111、",
)
TEXTS = st.text(st.sampled_from("一二①②是、。；\n１2.,，%％万亿元人余约[]{}（）:：共为达年xX项目支出较"), max_size=80)


@pytest.mark.parametrize("piece", PIECES)
def test_a_whole_file_pasted_into_a_text_is_read_in_linear_time(piece):
    def check_text(letters: int) -> None:
        document = paper(texts={"output": piece * (letters // len(piece)), "management": piece * (letters // len(piece))})
        checks.run(document, Context(last_year=document))

    assert_linear(check_text, LETTERS)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_gets_an_answer(first, second):
    lists = {"projects": (row("p1", name=first, final="20", use=second), row("p2", name=second, final="30", use=first))}
    document = paper(texts={"output": first, "management": second}, lists=lists)
    assert all(finding.message and finding.places for finding in checks.run(document))


@pytest.mark.parametrize("name", outline_loader.list_outline_ids())
def test_an_empty_report_passes_nothing_that_it_does_not_say(name):
    document = replace(paper(), outline=outline_loader.load_outline(name), texts={}, lists={}, figures={})
    found = checks.run(document)
    assert {finding.outcome.value for finding in found} <= {"E", "R", "W", "not_evaluated"}
    assert {finding.check for finding in found if finding.outcome.value == "E"} <= {"C30"}


@pytest.mark.parametrize("state", [NOT_APPLICABLE, CLASSIFIED])
def test_what_is_not_shown_is_not_evaluated(state):
    document = paper()
    figures = dict.fromkeys(document.figures, state)
    found = [finding for finding in checks.run(replace(document, figures=figures)) if finding.check == "C01"]
    assert {finding.outcome.value for finding in found} == {"not_evaluated"}
    assert all(state.state.label in finding.message for finding in found)

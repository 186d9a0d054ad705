"""Whatever is typed into whatever section, and whichever button is pressed: an answer in words, never a fault."""

import random

import pytest

from tests.long_runs import count_examples
from tests.reports.filing.forms.builders import DAXIANG, TIANXIN, Browser, make_clerk, make_report, posted

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]  # counting lines would take longer than the inputs
TYPED = [
    "",
    "\x00",
    "1e999",
    "-0",
    "9" * 30,
    "<b>",
    "{a}",
    "[x",
    "【】",
    "【年度】",
    "a\tb\nc",
    '"x',
    "长" * 21_000,
    "不适用",
    "\u202e12",
    "=1+1",
]
TYPED += ["０", "1,2,3", ".", " ", "--", "+5", "%", "\r\n\r\n", "\ufffd", "𠮷"]
BUTTONS = [
    "save",
    "save",
    "save",
    "add:duties",
    "paste:duties",
    "paste:functions",
    "carry:table.duties",
    "up:duties:",
    "restore:goal_wording",
    "show",
]
TIMES = count_examples(8)  # for every section
ANSWERS = {200, 409, 413, 422}


@pytest.mark.parametrize("outline", [TIANXIN, DAXIANG])
def test_any_input_gets_an_answer(outline):
    make_report(outline, 2022)
    report = make_report(outline)
    clerk, chance = make_clerk(report), random.Random(outline)
    for key in [key for key in report.outline.definition.sections for _ in range(TIMES)]:
        page = Browser(clerk, report, key).open()
        page.pairs = [(name, changed(chance, name, value)) for name, value in page.pairs]
        sums = page.client.post(f"{page.url}totals/", posted(page.pairs).urlencode(), "application/x-www-form-urlencoded")
        assert sums.status_code == 200
        assert page.press(chance.choice(BUTTONS)).status in ANSWERS


def changed(chance, name, value):
    return chance.choice(TYPED) if name != "csrfmiddlewaretoken" and chance.random() < 0.5 else value

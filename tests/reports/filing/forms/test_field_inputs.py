"""Fields of every kind on the section page: each with its input, cleaned to the one spelling that is kept."""

import re
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django.fixtures import Settings

from reports.filing import drafts
from reports.filing.forms import SectionForms
from reports.models import Narrative, Report
from tests import builders
from tests.reports.domain.outlines import language

TYPED = {
    "unit.name": "梅溪区水务局",
    "unit.funding": "全额拨款",
    "meixi_area": "１２００．５ ㎡",
    "meixi_people": "40人",
    "meixi_cost": "32000元",
    "meixi_start": "2026/1/5",
    "meixi_end": "二〇二六年二月十日",
    "meixi_founded": "1998年",
    "meixi_way": "委托第三方评价",
    "meixi_agency": "",
    "meixi_rules": "",
}
KEPT = {
    "unit.name": "梅溪区水务局",
    "unit.funding": "全额拨款",
    "meixi_area": "1200.5",
    "meixi_people": "40",
    "meixi_cost": "3.2",
    "meixi_start": "2026-01-05",
    "meixi_end": "2026-02-10",
    "meixi_founded": "1998",
    "meixi_way": "委托第三方评价",
    "meixi_means": "查阅资料、问卷调查",
}


@pytest.fixture(autouse=True)
def _county(settings: Settings) -> None:
    settings.PERFEVAL_OUTLINES = [Path(language.__file__).parent]


@pytest.fixture
def report(db: None) -> Report:
    department = builders.department(builders.district("梅溪区"), code="0015", name="梅溪区水务局")
    return builders.report(department, builders.cycle(department.district, year=2025, outline="meixi-2025"))


def typed(**changes: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({**TYPED, **changes})
    data.setlist("meixi_means", ["问卷调查", "查阅资料"])
    return data


def test_any_spelling_is_kept_as_one(report: Report) -> None:
    forms = SectionForms(drafts.load_document(report), "basics", data=typed())
    assert forms.problems() == []
    drafts.save_section(report, "basics", forms.changes, revision=0, by=builders.clerk(report.department))
    document = drafts.load_document(report)
    assert {key: document.fields[key] for key in document.fields if key not in ("year", "district", "city", "department")} == KEPT
    assert Narrative.objects.get(key="field.meixi_start").text == "2026-01-05"


def test_what_is_no_value_is_told_at_its_input_and_stays_there(report: Report) -> None:
    forms = SectionForms(drafts.load_document(report), "basics", data=typed(meixi_end="2月30日", meixi_way="外包"))
    assert {problem.place: problem.message for problem in forms.problems()} == {
        "meixi_end": "评价结束日期“2月30日”不是日期，请填写如 2024年3月5日 的年月日。",
        "meixi_way": "“外包”不是可选的评价方式，请从 自行评价、委托第三方评价 中选一项。",
    }
    assert 'value="2月30日"' in str(next(iter(forms))["meixi_end"])


def test_the_page_shows_what_is_kept_as_people_write_it(report: Report, client: Client) -> None:
    forms = SectionForms(drafts.load_document(report), "basics", data=typed())
    clerk = builders.clerk(report.department)
    drafts.save_section(report, "basics", forms.changes, revision=0, by=clerk)
    client.force_login(clerk)
    page = client.get(f"/reports/{report.pk}/sections/basics/").content.decode()
    assert 'value="2026年1月5日"' in page
    assert "办公用房面积（平方米）" in page
    boxes = [tag for tag in re.findall("<input[^>]*>", page) if 'name="meixi_means"' in tag]
    assert [("checked" in tag) for tag in boxes] == [True, False, True]
    assert "30平方米" in page
    assert "由系统计算" in page
    work = client.get(f"/reports/{report.pk}/sections/work/").content.decode()
    assert "37天" in work


def test_emptied_boxes_empty_the_field(report: Report) -> None:
    clerk = builders.clerk(report.department)
    drafts.save_section(report, "basics", SectionForms(drafts.load_document(report), "basics", data=typed()).changes, revision=0, by=clerk)
    data = typed()
    del data["meixi_means"]
    drafts.save_section(report, "basics", SectionForms(drafts.load_document(report), "basics", data=data).changes, revision=1, by=clerk)
    assert "meixi_means" not in drafts.load_document(report).fields


def test_a_choice_that_the_outline_has_no_more_stays_to_be_seen(report: Report) -> None:
    Narrative.objects.create(report=report, key="field.meixi_way", text="联合评价")
    form = next(iter(SectionForms(drafts.load_document(report), "basics")))
    assert "联合评价（提纲已无此选项，请改选）" in str(form["meixi_way"])

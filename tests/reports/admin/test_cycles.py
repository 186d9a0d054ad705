"""Cycles, as the manager keeps and opens them."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from departments.models import District, User
from reports.models import Cycle, Exemption, Report
from reports.outlines import Mistakes
from tests import builders

pytestmark = pytest.mark.django_db
ADD = "/admin/reports/cycle/add/"


def form(district: District, *exempt: Any, **fields: Any) -> dict[str, Any]:
    data = {"district": district.pk, "year": 2024, "outline": "daxiang-2021", "needs_signature": "on", "notice": ""}
    data |= {"opens_0": "2025-01-01", "opens_1": "08:00", "due_0": "2025-03-31", "due_1": "17:30", "approved_on": "", **fields}
    data |= {"exemptions-TOTAL_FORMS": len(exempt), "exemptions-INITIAL_FORMS": 0}
    for at, department in enumerate(exempt):
        data |= {f"exemptions-{at}-department": department.pk, f"exemptions-{at}-reason": "机构改革，已撤并"}
    return data


@pytest.fixture
def manager() -> User:
    return builders.manager(builders.district())


@pytest.fixture
def client(client_of, manager: User) -> Client:
    return client_of(manager)


def test_a_cycle_with_an_exemption_opens_for_the_others(client: Client):
    exempt, *_ = [builders.department(code=code, name=f"局{code}") for code in ("001", "002", "003")]
    builders.department(code="004", name="停用", active=False)
    client.post(ADD, form(builders.district(), exempt))
    cycle = Cycle.objects.get()

    first = client.post(f"/admin/reports/cycle/{cycle.pk}/open/", follow=True).content.decode()
    second = client.post(f"/admin/reports/cycle/{cycle.pk}/open/", follow=True).content.decode()

    assert ("已建立 2 份报告。" in first, "没有新增" in second) == (True, True)
    assert list(Report.objects.order_by("department__code").values_list("department__code", flat=True)) == ["002", "003"]


def test_a_deadline_before_the_opening_is_refused(client: Client):
    page = client.post(ADD, form(builders.district(), due_0="2024-12-31")).content.decode()

    assert "报送截止须晚于开始填报。" in page
    assert not Cycle.objects.exists()


@pytest.mark.parametrize("wrong", [{"outline": "nowhere"}, {"year": "x"}, {"year": 10**12}, {"due_0": "soon"}, {"district": ""}])
def test_a_wrong_setting_is_refused_at_its_place(client: Client, wrong: dict[str, Any]):
    assert client.post(ADD, form(builders.district()) | wrong).status_code == 200
    assert not Cycle.objects.exists()


def test_no_cycle_for_another_district(client: Client):
    assert client.post(ADD, form(builders.district("临川区"))).status_code == 200
    assert not Cycle.objects.exists()


def test_no_exemption_for_another_districts_department(client: Client, manager: User):
    other = builders.district("临川区")
    builders._at(other, "manager", manager)
    foreign = builders.department(other, name="别处")

    page = client.post(ADD, form(builders.district(), foreign)).content.decode()

    assert "请选择本区县的单位。" in page
    assert not Exemption.objects.exists()


def test_a_department_is_exempt_once(client: Client):
    department = builders.department()

    assert client.post(ADD, form(builders.district(), department, department)).status_code == 200
    assert not Exemption.objects.exists()


def test_a_cycle_goes_again_only_while_it_has_no_reports(client: Client):
    empty, used = builders.cycle(year=2019), builders.cycle(year=2020)
    builders.report(in_cycle=used)

    for cycle in (empty, used):
        client.post(f"/admin/reports/cycle/{cycle.pk}/delete/", {"post": "yes"})

    assert list(Cycle.objects.all()) == [used]


def test_a_reviewer_reads_cycles_but_opens_none(client_of):
    cycle = builders.cycle()
    client = client_of(builders.reviewer(builders.district()))

    assert client.get(f"/admin/reports/cycle/{cycle.pk}/change/").status_code == 200
    assert client.post(f"/admin/reports/cycle/{cycle.pk}/open/").status_code == 403


def test_opening_takes_a_post_and_the_own_district(client: Client, client_of):
    cycle = builders.cycle()
    stranger = client_of(builders.manager(builders.district("临川区"), "stranger"))

    assert client.get(f"/admin/reports/cycle/{cycle.pk}/open/").status_code == 405
    assert stranger.post(f"/admin/reports/cycle/{cycle.pk}/open/").status_code == 404


def test_a_broken_outline_is_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch):
    cycle = builders.cycle()

    def broken(*args: object) -> int:
        raise Mistakes([])

    monkeypatch.setattr("reports.cycles.open_cycle", broken)

    assert "有错，没有建立报告" in client.post(f"/admin/reports/cycle/{cycle.pk}/open/", follow=True).content.decode()


def test_a_broken_file_in_the_folder_closes_no_page_and_is_told_when_chosen(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "broken-2024.toml").write_text('nmae = "提纲"\n', encoding="utf-8")
    monkeypatch.setenv("PERFEVAL_OUTLINES", str(tmp_path))

    assert "broken-2024（文件有错，不能使用）" in client.get(ADD).content.decode()
    refused = client.post(ADD, form(builders.district(), outline="broken-2024")).content.decode()
    assert ("broken-2024.toml" in refused, "“nmae”" in refused, Cycle.objects.exists()) == (True, True, False)
    assert client.post(ADD, form(builders.district())).status_code == 302


@pytest.mark.parametrize("wrong", [{"opens_0": "0001-01-01", "opens_1": "00:00"}, {"due_0": "9999-12-31"}, {"due_0": "0001-01-01"}])
def test_a_date_of_another_age_is_refused(client: Client, wrong: dict[str, Any]):
    answer = client.post(ADD, form(builders.district(), **wrong))
    assert ("请填写 2000 年到 2100 年之间的日期。" in answer.content.decode(), Cycle.objects.exists()) == (True, False)


@pytest.mark.parametrize("typed", ["优 90，良 80，中 60，差 0", "优90、良80、中60、差0", "优：90分；良：80分；中：60分；差：0分"])
def test_cuts_of_grades_are_typed_as_people_say_them(client: Client, typed: str):
    client.post(ADD, form(builders.district(), grade_cuts=typed))
    cycle = Cycle.objects.get()

    assert cycle.grade_cuts == {"优": "90", "良": "80", "中": "60", "差": "0"}
    assert 'value="优 90，良 80，中 60，差 0"' in client.get(f"/admin/reports/cycle/{cycle.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("优 90，优 80，差 0", "等次名称不能重复。"),
        ("良 80，优 90，差 0", "等次须从高到低写。"),
        ("优 90，良 80", "最低的等次须从 0 分起"),
        ("优 190，差 0", "不能超过 100 分"),
        ("优 -5，差 0", "0 到 100 的数字"),
        ("优秀", "应写成等次和最低分"),
    ],
)
def test_cuts_that_are_none_are_refused_at_their_place(client: Client, typed: str, sentence: str):
    assert sentence in client.post(ADD, form(builders.district(), grade_cuts=typed)).content.decode()
    assert not Cycle.objects.exists()

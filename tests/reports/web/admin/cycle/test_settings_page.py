"""Cycles, as the manager keeps and opens them."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from departments.models import Department, District, User
from reports.domain.outlines import Mistakes
from reports.filing.cycles import SETTINGS
from reports.models import Cycle, Exemption, Report
from reports.web.admin.cycle import opening_page
from tests import builders

pytestmark = pytest.mark.django_db
ADD = "/admin/reports/cycle/add/"


def form(district: District, **fields: Any) -> dict[str, Any]:
    data = {"district": district.pk, "year": 2024, "outline": "daxiang-2021", "needs_signature": "on", "notice": ""}
    data |= {"opens_0": "2025-01-01", "opens_1": "08:00", "due_0": "2025-03-31", "due_1": "17:30", "approved_on": "", **fields}
    return data


@pytest.fixture
def manager() -> User:
    return builders.manager(builders.district())


@pytest.fixture
def client(client_of, manager: User) -> Client:
    return client_of(manager)


def mark(client: Client, cycle: Cycle, exempt: dict[Department, str], *others: Department, query: str = "") -> str:
    """Posts the list of participants as the page would: what is ticked, and a reason for every line, most of them empty."""
    data: dict[str, Any] = {"exempt": [department.pk for department in exempt]}
    data |= {f"reason-{department.pk}": exempt.get(department, "") for department in (*exempt, *others)}
    return client.post(f"/admin/reports/cycle/{cycle.pk}/participants/{query}", data, follow=True).content.decode()


def reasons() -> dict[str, str]:
    return dict(Exemption.objects.values_list("department__code", "reason"))


def test_a_new_cycle_leads_to_who_takes_part_and_opens_for_them(client: Client):
    exempt, *others = [builders.department(code=code, name=f"局{code}") for code in ("001", "002", "003")]
    builders.department(code="004", name="停用", active=False)
    answer = client.post(ADD, form(builders.district()))
    cycle = Cycle.objects.get()
    assert answer["Location"] == f"/admin/reports/cycle/{cycle.pk}/participants/"
    page = mark(client, cycle, {exempt: "机构改革，已撤并"}, *others)
    assert ("新增免报 1 个" in page, "停用" in page) == (True, False)

    first = client.post(f"/admin/reports/cycle/{cycle.pk}/open/", {"confirmed": "1"}, follow=True).content.decode()
    second = client.post(f"/admin/reports/cycle/{cycle.pk}/open/", {"confirmed": "1"}, follow=True).content.decode()

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


def test_exemptions_come_change_and_go_with_one_save(client: Client):
    first, second, third = (builders.department(code=code, name=f"局{code}") for code in ("001", "002", "003"))
    cycle = builders.cycle()
    mark(client, cycle, {first: "撤并", second: "新设"}, third)
    page = mark(client, cycle, {second: "年中新设", third: "涉密"}, first)

    assert reasons() == {"002": "年中新设", "003": "涉密"}
    assert "新增免报 1 个，改理由 1 个，恢复参加 1 个。" in page
    assert "没有改动" in mark(client, cycle, {second: "年中新设", third: "涉密"}, first)


def test_nothing_is_saved_while_one_line_is_wrong(client: Client):
    first, second, third = (builders.department(code=code, name=f"局{code}") for code in ("001", "002", "003"))
    cycle = builders.cycle()
    data = {"exempt": [first.pk, second.pk], f"reason-{first.pk}": "撤并", f"reason-{second.pk}": " ", f"reason-{third.pk}": "新设"}
    page = client.post(f"/admin/reports/cycle/{cycle.pk}/participants/", data).content.decode()

    assert ("有 2 个单位须改正" in page, "请写明免报的理由。" in page, "但没有勾选“免报”" in page, 'value="撤并"' in page) == (True,) * 4
    assert reasons() == {}


def test_who_searched_saves_only_what_was_found(client: Client):
    first, second = (builders.department(code=code, name=f"局{code}", desk=builders.desk(builders.district())) for code in ("001", "002"))
    cycle = builders.cycle()
    mark(client, cycle, {first: "撤并"}, second)
    assert "找到 1 个单位" in " ".join(mark(client, cycle, {second: "新设"}, query="?q=局002").split())
    assert reasons() == {"001": "撤并", "002": "新设"}
    assert "没有找到符合条件的单位" in client.get(f"/admin/reports/cycle/{cycle.pk}/participants/?desk=none").content.decode()
    assert client.get(f"/admin/reports/cycle/{cycle.pk}/participants/?q=局001&desk={first.desk_id}").context["lines"][0].exempt


def test_no_exemption_for_another_districts_department(client: Client, manager: User):
    other = builders.district("临川区")
    builders._at(other, "manager", manager)
    foreign = builders.department(other, name="别处")

    mark(client, builders.cycle(), {foreign: "撤并"})

    assert not Exemption.objects.exists()


def test_an_exempt_unit_that_was_switched_off_stays_on_the_list(client: Client):
    department, cycle = builders.department(), builders.cycle()
    mark(client, cycle, {department: "撤并"})
    Department.objects.update(active=False)
    page = client.get(f"/admin/reports/cycle/{cycle.pk}/participants/").content.decode()
    assert ("云水区档案馆" in page, "已停用" in page) == (True, True)


@pytest.mark.parametrize("number", [50, 500])
def test_the_list_of_participants_asks_equally_often(client: Client, number: int, django_assert_max_num_queries):
    district, cycle = builders.district(), builders.cycle()
    made = Department.objects.bulk_create(Department(district=district, code=f"{at:05}", name=f"局{at}") for at in range(number))
    Exemption.objects.bulk_create(Exemption(cycle=cycle, department=each, reason="撤并") for each in made[: number // 2])
    address = f"/admin/reports/cycle/{cycle.pk}/participants/"
    with django_assert_max_num_queries(9):
        assert len(client.get(address).context["lines"]) == number
    data = {"exempt": [each.pk for each in made[1:]]} | {f"reason-{each.pk}": "涉密" for each in made[1:]} | {f"reason-{made[0].pk}": ""}
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address, data).status_code == 302
    assert len(queries) <= 18
    assert Exemption.objects.filter(reason="涉密").count() == number - 1


# Next year, and the day of 批复 ------------------------------------------------------------------------------------------


def copied(client: Client, cycle: Cycle) -> str:
    return client.post(f"/admin/reports/cycle/{cycle.pk}/copy/", follow=True).content.decode()


def test_next_years_cycle_is_this_ones_a_year_later_and_not_yet_open(client: Client):
    beijing = timezone.get_default_timezone()
    opens, due = datetime(2024, 2, 29, 8, 0, tzinfo=beijing), datetime(2024, 3, 31, 17, 30, tzinfo=beijing)
    given = {"second_review": True, "requires_scan": True, "grade_cuts": {"优": "90", "差": "0"}, "approved_on": "2024-09-30"}
    cycle = builders.cycle(year=2023, opens=opens, due=due, notice="云财绩〔2024〕1号", **given)
    kept, gone = builders.department(code="001"), builders.department(code="002", active=False)
    for department in (kept, gone):
        Exemption.objects.create(cycle=cycle, department=department, reason="涉密")

    page = copied(client, cycle)

    made = Cycle.objects.get(year=2024)
    assert (made.opens, made.due) == (datetime(2025, 2, 28, 8, 0, tzinfo=beijing), datetime(2025, 3, 31, 17, 30, tzinfo=beijing))
    assert (made.outline, made.second_review, made.requires_scan, made.grade_cuts) == ("tianxin-2018", True, True, {"优": "90", "差": "0"})
    assert (made.approved_on, made.notice) == (None, "")
    assert list(made.exemptions.values_list("department__code", "reason")) == [("001", "涉密")]
    assert ("还没有开始" in page, Report.objects.exists()) == (True, False)


def test_next_years_cycle_is_made_once(client: Client):
    cycle = builders.cycle(year=2023)
    copied(client, cycle)
    assert "2024年度的任务已经建立" in copied(client, cycle)
    assert Cycle.objects.count() == 2


def test_every_setting_of_a_cycle_is_copied_or_said_not_to_be():
    own = {"id", "district", "year", "opens", "due", "approved_on", "notice"}
    assert {field.name for field in Cycle._meta.fields} == own | set(SETTINGS)


def test_the_day_of_approval_is_typed_on_its_own_while_the_cycle_runs(client: Client):
    cycle = builders.cycle(check_settings={"C999": {"off": "旧的"}})
    address = f"/admin/reports/cycle/{cycle.pk}/approved/"

    assert "决算批复日期已保存" in client.post(address, {"approved_on": "2019-09-30"}, follow=True).content.decode()
    for wrong in ("9999-12-31", "昨天"):
        assert "决算批复日期没有保存" in client.post(address, {"approved_on": wrong}, follow=True).content.decode()
    assert str(Cycle.objects.get().approved_on) == "2019-09-30"
    client.post(address, {"approved_on": ""})
    assert Cycle.objects.get().approved_on is None


@pytest.mark.parametrize("act", ["copy", "approved", "participants"])
def test_who_does_not_manage_changes_nothing(client_of, act: str):
    department, cycle = builders.department(), builders.cycle()
    address = f"/admin/reports/cycle/{cycle.pk}/{act}/"
    data = {"exempt": [department.pk], f"reason-{department.pk}": "撤并", "approved_on": "2019-09-30"}
    reader, stranger = builders.reviewer(builders.district()), builders.manager(builders.district("临川区"), "stranger")

    assert (client_of(reader).post(address, data).status_code, client_of(stranger).post(address, data).status_code) == (403, 404)
    assert (Cycle.objects.count(), Exemption.objects.count(), Cycle.objects.get().approved_on) == (1, 0, None)
    if act == "participants":
        assert "checkbox" not in client_of(reader).get(address).content.decode()


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

    monkeypatch.setattr("reports.filing.cycles.open_cycle", broken)

    assert "有错，没有建立报告" in client.post(f"/admin/reports/cycle/{cycle.pk}/open/", {"confirmed": "1"}, follow=True).content.decode()


def test_a_broken_file_in_the_folder_closes_no_page_and_is_told_when_chosen(client: Client, tmp_path: Path, settings: Settings):
    (tmp_path / "broken-2024.toml").write_text('nmae = "提纲"\n', encoding="utf-8")
    settings.PERFEVAL_OUTLINES = [tmp_path]

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


def test_the_outline_is_called_by_its_name_for_everybody(client_of, client: Client):
    cycle = builders.cycle()
    looks = client_of(builders.reviewer(cycle.district))
    for page in (
        client.get("/admin/reports/cycle/"),
        looks.get("/admin/reports/cycle/"),
        looks.get(f"/admin/reports/cycle/{cycle.pk}/change/"),
    ):
        shown = page.content.decode()
        assert ("（2018年度）" in shown, "tianxin-2018" in shown) == (True, False)


# Asked once ----------------------------------------------------------------------------------------------------------


def test_opening_is_asked_once_with_the_outline_its_year_and_its_picture(client: Client):
    cycle = builders.cycle(builders.district(), 2024, outline="tianxin-2018")
    builders.department()
    page = client.post(f"/admin/reports/cycle/{cycle.pk}/open/").content.decode()

    assert not Report.objects.exists()
    for words in ("天心区部门整体支出绩效自评报告提纲（2018年度）", "确认开始任务，建立 1 份报告", "云水区档案馆", 'aria-label="报告全文"'):
        assert words in page
    for doubt in ("提纲写的是 2018 年度，本任务是 2024 年度。", "提纲写的是天心区，本区县是云水区。"):
        assert doubt in page


def test_an_outline_of_the_own_county_and_year_raises_no_doubt(client: Client):
    cycle = builders.cycle(builders.district("天心区"), 2018)
    assert opening_page._build_opening(cycle).doubts == []


def test_no_outline_is_chosen_beforehand(client: Client):
    chosen = client.get(ADD).context["adminform"].form["outline"]
    assert (chosen.value(), chosen.field.choices[0]) == (None, ("", "请选择"))
    page = client.post(ADD, form(builders.district(), outline="")).content.decode()
    assert ("这个字段是必填项" in page or "必填" in page, Cycle.objects.exists()) == (True, False)

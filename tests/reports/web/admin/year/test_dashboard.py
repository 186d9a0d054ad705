"""年度概览: figures of the own district, filters in the address, files to take away."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from departments.models import Desk, District, User
from reports.models import Cycle, Report, Submission
from reports.release.exports.export_kinds import KINDS
from tests import builders
from tests.reports.release.exports.books import column
from tests.reports.release.statistics.builders import FINDING, NOW, approve, found, many, small_district

pytestmark = pytest.mark.django_db
PAGE = "/admin/dashboard/"
SUMMARY, PAPERS = f"{PAGE}export/summary/", f"{PAGE}export/papers/"
WAYS = [("GET", PAGE), ("POST", SUMMARY), ("POST", PAPERS)]


@pytest.fixture
def small(db: None, time_machine: Any) -> District:
    time_machine.move_to(NOW, tick=False)
    return small_district()


@pytest.fixture
def client(small: District, client_of) -> Client:
    return client_of(builders.reviewer(small))


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def table(response: Any, key: str) -> list[list[str]]:
    """What the rows of a panel say."""
    panels = {panel.key: panel for column in response.context["columns"] for panel in column}
    return [[cell.text for cell in row] for row in [*panels[key].rows, *([panels[key].total] if panels[key].total else [])]]


def test_the_year_in_one_sentence_and_six_numbers(client: Client):
    glance = client.get(PAGE).context["glance"]

    assert glance.sentence == (
        "截至4月2日，应报 6 个单位，已报送 4 个（66.7%），比上年同期低 33.3 个百分点，审核通过 1 个（16.7%）。逾期未报 2 个。"
    )
    assert [(tile.label, tile.number) for tile in glance.tiles] == [
        ("应报单位", 6),
        ("已报送", 4),
        ("审核通过", 1),
        ("审核中", 2),
        ("退回修改", 1),
        ("逾期未报", 2),
    ]


def test_every_panel_says_what_was_counted_by_hand(client: Client):
    response = client.get(PAGE)

    assert table(response, "days")[0] == ["截止后 2 天", "4月2日", "0", "4", "66.7%", "100.0%"]
    assert table(response, "desks") == [
        ["教科文股", "2", "0", "1", "0", "1", "1", "50.0%", "100.0%"],
        ["行政政法股", "3", "1", "1", "1", "0", "0", "100.0%", "100.0%"],
        ["未分配", "1", "0", "0", "0", "1", "1", "0.0%", "—"],
        ["合计", "6", "1", "2", "1", "2", "2", "66.7%", "100.0%"],
    ]
    assert table(response, "states")[0] == ["填报中", "1", "0"]
    assert [row[1] for row in table(response, "late")] == ["未报送，已逾期 2 天", "未报送，已逾期 2 天", "逾期 1 天报送"]
    assert [row[1:] for row in table(response, "execution")] == [["1", "1"], ["0", "0"], ["0", "0"], ["1", "1"], ["1", "0"]]
    assert table(response, "three-public") == [
        ["教科文股", "—", "—", "—", "—"],
        ["行政政法股", "6.50", "6.00", "6.00", "+0.00"],
        ["合计", "6.50", "6.00", "6.00", "+0.00"],
    ]
    assert table(response, "lowest")[0] == ["A2 云水区A2局", "50.00", "20.00", "40.0%", "—"]
    assert table(response, "overspent") == [["A2 云水区A2局", "1.50", "2.00", "+0.50", "—"]]
    assert table(response, "kinds") == [["必改", "2", "0"], ["请说明", "1", "0"], ["建议", "0", "1"]]
    assert table(response, "spots")[0] == ["（四）2018年度项目 › 项目 · 组织实施情况", "2", "0", "2"]


def test_a_day_of_another_year_than_the_deadline_names_it(client: Client):
    assert not any("年" in row[1] for row in table(client.get(PAGE), "days"))

    Cycle.objects.filter(year=2018).update(opens=NOW.replace(year=2018), due=NOW.replace(year=2018, month=12, day=30))

    days = [row[1] for row in table(client.get(PAGE), "days")]
    assert ("12月30日" in days, any(day.startswith("2019年") for day in days)) == (True, True)


def test_a_year_that_is_not_there_is_told(client: Client):
    assert "未找到 1900 年度，显示 2018 年度。" in client.get(f"{PAGE}?year=1900").content.decode()
    assert "未找到" not in client.get(f"{PAGE}?year=2018").content.decode()


def test_scores_and_grades_stand_beside_last_years(client: Client):
    for year, own, points, grade in ((2018, "95", "88.5", "良"), (2017, "85", "91", "优")):
        approve(Report.objects.get(department__code="A1", cycle__year=year), own, points, grade)
    approve(Report.objects.get(department__code="B1", cycle__year=2017), "60", "60", "中")
    Cycle.objects.filter(year=2018).update(grade_cuts={"优": "90", "良": "80", "差": "0"})
    response = client.get(PAGE)

    assert table(response, "scores")[:2] == [["90 分以上", "0", "1", "1"], ["80–90 分", "1", "0", "0"]]
    assert table(response, "grades") == [["优", "0", "0.0%", "1"], ["良", "1", "100.0%", "0"], ["差", "0", "0.0%", "0"]]
    assert "1 个单位平均：财政评分 88.50 分，自评得分 95.00 分，相差 -6.50 分。上年财政评分平均 91.00 分。" in response.content.decode()


def test_without_points_nothing_is_drawn(client: Client):
    assert (table(client.get(PAGE), "scores"), table(client.get(PAGE), "grades")) == ([], [])


def test_grades_of_an_outline_that_is_gone_are_those_that_were_given(client: Client):
    approve(Report.objects.get(department__code="A1", cycle__year=2018), "95", "88.5", "良")
    Cycle.objects.filter(year=2018).update(outline="gone")

    assert table(client.get(PAGE), "grades") == [["良", "1", "100.0%", "0"]]


def test_the_most_frequent_findings_lead_to_their_departments(client: Client, small: District):
    reports = {code: Report.objects.get(department__code=code, cycle__year=2018) for code in ("A1", "A2")}
    found(reports["A1"], 9, "2019-03-30 10:00", ("C06", "项目之和", "E", "与批复一致"))
    found(reports["A2"], 9, "2019-03-30 10:00", ("C06", "项目之和", "E", ""), ("C12", "执行率偏低", "W", ""))
    law = Desk.objects.get(name="行政政法股")

    page = client.get(PAGE, {"desk": law.pk})
    assert table(page, "frequent") == [
        ["项目之和", "C06", "必须修改", "2", "100.0%", "50.0%", "0"],
        ["执行率偏低", "C12", "提示", "1", "50.0%", "0.0%", "0"],
    ]
    address = f"?district={small.pk}&year=2018&desk={law.pk}&check=C12"
    assert f'href="{address.replace("&", "&amp;")}#check"' in page.content.decode()
    assert table(client.get(PAGE + address), "check") == [["A2 云水区A2局", "120.00 ≠ 121.00", "—"]]


def call_impossible(report: Report, *places: str, label: str = "各类支出之和") -> None:
    finding = {**FINDING, "id": "C01", "label": label, "outcome": "E", "places": list(places), "message": "95.00 ≠ 90.00"}
    rest = {"document": "{}", "sha256": "", "sent_at": NOW, "findings": {"findings": [finding]}}
    Submission.objects.create(report=report, number=9, reference=f"i-{report.pk}", outline=report.outline, **rest)


def test_sums_leave_out_and_name_what_a_check_calls_impossible(client: Client):
    call_impossible(Report.objects.get(department__code="A1", cycle__year=2018), "expenditure.total.final", "expenditure.basic.final")

    response = client.get(PAGE)

    assert table(response, "left-out") == [["A1 云水区A1局", "2018 支出合计决算", "95.00", "各类支出之和（C01）", "95.00 ≠ 90.00"]]
    assert [row[1] for row in table(response, "execution")] == ["1", "0", "0", "0", "1"]  # A1 was within 90%–100%
    page = response.content.decode()
    assert "2 个单位合计：调整预算 90.00 万元，决算 64.00 万元，为 71.1%。" in page
    assert "另有 1 个数与核对不符，没有计入，见下面的“没有计入的数”。" in page


def test_last_years_impossible_figures_are_left_out_of_the_comparison(client: Client):
    call_impossible(Report.objects.get(department__code="A1", cycle__year=2017), "three_public.total.final")

    response = client.get(PAGE)

    assert table(response, "left-out")[0][1] == "2017 “三公”经费决算"
    assert table(response, "three-public")[-1] == ["合计", "6.50", "6.00", "—", "—"]


def test_figures_that_agree_leave_nothing_out(client: Client):
    assert 'id="left-out"' not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("check", ["", "C99", "<b>"])
def test_a_check_that_found_nothing_names_nobody(client: Client, check: str):
    assert 'id="check"' not in client.get(PAGE, {"check": check}).content.decode()


def test_last_years_amounts_are_those_of_the_same_departments(client: Client):
    Report.objects.filter(department__code="B1", cycle__year=2018).update(status="draft")

    assert [row[2] for row in table(client.get(PAGE), "execution")] == ["1", "0", "0", "0", "0"]


def test_year_and_desk_stand_in_the_address(client: Client):
    law = Desk.objects.get(name="行政政法股")

    assert client.get(PAGE, {"year": "2017"}).context["glance"].tiles[0].number == 2
    assert client.get(PAGE, {"desk": law.pk}).context["glance"].tiles[0].number == 3
    assert client.get(PAGE, {"desk": "none"}).context["glance"].tiles[0].number == 1
    assert "行政政法股</small>" in client.get(PAGE, {"desk": law.pk}).content.decode()


@pytest.mark.parametrize("asked", [{"year": "x"}, {"year": "1999"}, {"desk": "x"}, {"desk": "999999"}])
def test_a_mistyped_filter_is_as_if_not_asked_for(client: Client, asked: dict[str, str]):
    assert client.get(PAGE, asked).context["glance"].tiles[0].number == 6


def test_a_year_that_has_not_begun_is_not_the_first_shown(client: Client, small: District):
    builders.cycle(small, 2019, opens=NOW.replace(year=2020), due=NOW.replace(year=2021))

    assert client.get(PAGE).context["cycle"].year == 2018


def test_a_district_without_a_cycle_says_so(client_of):
    client = client_of(builders.reviewer(builders.district()))

    assert "还没有年度任务" in client.get(PAGE).content.decode()
    assert client.post(SUMMARY).status_code == 404


def test_a_cycle_without_departments_has_no_rates(client_of):
    Cycle.objects.all().delete()
    builders.cycle(builders.district())

    assert "没有应报单位" in client_of(builders.reviewer(builders.district())).get(PAGE).content.decode()


@pytest.fixture
def stranger(small: District) -> User:
    return builders.reviewer(builders.district("临川区"), "stranger")


@pytest.mark.parametrize(("method", "page"), WAYS)
def test_another_districts_reviewer_gets_404(client_of, stranger: User, small: District, method: str, page: str):
    assert client_of(stranger).generic(method, f"{page}?district={small.pk}").status_code == 404


def test_another_districts_reviewer_sees_nothing_of_ours(client_of, stranger: User):
    builders.cycle(builders.district("临川区"))

    page = client_of(stranger).get(PAGE).content.decode()
    assert "云水区" not in page
    assert "行政政法股" not in page


@pytest.mark.parametrize(("method", "page"), WAYS)
def test_departments_and_strangers_are_sent_away(client_of, small: District, method: str, page: str):
    clerk = builders.clerk(small.departments.get(code="A1"))

    assert client_of(clerk).generic(method, page).status_code == 302
    assert Client().generic(method, page).status_code == 302
    assert client_of(builders.person("office", is_staff=True)).generic(method, page).status_code == 404


def test_who_works_in_two_districts_chooses(client_of, small: District):
    person = builders.reviewer(small)
    other = builders.district("临川区")
    builders._at(other, "reviewer", person)
    builders.cycle(other)
    client = client_of(person)

    assert client.get(PAGE, {"district": small.pk}).context["choice"].district == small
    assert client.get(PAGE, {"district": other.pk}).context["choice"].district == other
    assert 'name="district"' in client.get(PAGE).content.decode()


def test_the_summary_is_of_the_filtered_reports(client: Client):
    response = client.post(f"{SUMMARY}?desk={Desk.objects.get(name='教科文股').pk}")

    assert response.headers["Content-Disposition"].endswith("%E6%B1%87%E6%80%BB%E8%A1%A8_%E4%BA%91%E6%B0%B4%E5%8C%BA_2018.xlsx")
    assert "private, no-store" in response.headers["Cache-Control"]
    assert column(content(response), "汇总表", "预算编码") == ["B1", "B2"]


def test_papers_that_are_not_printed_are_made_in_the_background(client: Client):
    assert client.post(PAPERS).headers["Location"] == "/admin/exports/"


def test_a_file_that_does_not_exist_is_404(client: Client):
    assert client.post(f"{PAGE}export/word/").status_code == 404


def test_too_many_is_said_on_the_page(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(KINDS, "papers", replace(KINDS["papers"], most=1))

    response = client.post(f"{PAPERS}?year=2018", follow=True)

    assert response.redirect_chain == [(f"{PAGE}?year=2018", 302)]
    assert "一次最多导出 1 份" in response.content.decode()


def test_a_page_is_looked_at_and_a_file_asked_for(client: Client):
    assert [client.post(PAGE).status_code, client.get(SUMMARY).status_code, client.get(PAPERS).status_code] == [405, 405, 405]


@pytest.mark.parametrize("number", [50, 500])
def test_the_page_takes_fifteen_queries(client_of, number: int, django_assert_num_queries):
    client = client_of(builders.reviewer(many(number, years=5)))

    with django_assert_num_queries(15):
        assert client.get(PAGE).status_code == 200


def test_the_first_page_leads_there(client: Client):
    assert f'href="{PAGE}"' in client.get("/admin/").content.decode()


def test_a_district_without_a_cycle_does_not_hide_the_others(small: District, client_of):
    empty, technical = builders.district("一空区"), builders.person("technical", is_staff=True, is_superuser=True)
    page = client_of(technical).get(f"{PAGE}?district={empty.pk}").content.decode()
    assert "还没有年度任务" in page
    assert f'<option value="{small.pk}">{small.name}</option>' in page
    assert SUMMARY not in page

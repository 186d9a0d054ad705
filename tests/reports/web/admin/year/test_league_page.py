"""排名表 and 简报: the year of the small district that was counted by hand, as one table and as one page."""

from typing import Any

import pytest
from django.test import Client

from departments.models import District
from reports.models import Report
from reports.release.statistics import Scope
from reports.release.statistics.league import load_league
from tests import builders
from tests.reports.release.exports.books import sheet
from tests.reports.release.statistics.builders import NOW, approve, found, many, small_district
from tests.reports.web.admin.year.test_dashboard import call_impossible

pytestmark = pytest.mark.django_db
PAGE, EXCEL, BRIEFING = "/admin/dashboard/league/", "/admin/dashboard/league/excel/", "/admin/dashboard/briefing/"


@pytest.fixture
def small(db: None, time_machine: Any) -> District:
    time_machine.move_to(NOW, tick=False)
    return small_district()


@pytest.fixture
def client(small: District, client_of: Any) -> Client:
    return client_of(builders.reviewer(small))


def rows(response: Any) -> list[list[str]]:
    return [[cell.text for cell in row] for row in response.context["panel"].rows]


def test_every_department_stands_beside_its_own_last_year(client: Client):
    """执行率, 核对问题, 财政评分, 逾期天数, 报送次数, each this year and last."""
    approve(Report.objects.get(department__code="A1", cycle__year=2018), "95", "88.5", "良")
    found(
        Report.objects.get(department__code="B1", cycle__year=2018), 2, "2019-04-01 10:00", ("C12", "偏低", "R", ""), ("C30", "空", "W", "")
    )

    assert rows(client.get(PAGE)) == [
        ["1", "A1 云水区A1局", "行政政法股", "已通过", "95.0%", "50.0%", "0", "0", "88.50", "—", "0", "0", "1", "1"],
        ["2", "A2 云水区A2局", "行政政法股", "审核中", "40.0%", "—", "0", "—", "—", "—", "0", "—", "2", "—"],
        ["3", "A3 云水区A3局", "行政政法股", "已退回", "—", "—", "—", "—", "—", "—", "0", "—", "1", "—"],
        ["4", "B1 云水区B1局", "教科文股", "已报送", "110.0%", "90.0%", "1", "0", "—", "—", "1", "2", "2", "1"],
        ["5", "B2 云水区B2局", "教科文股", "填报中", "—", "—", "—", "—", "—", "—", "2", "—", "1", "—"],
        ["6", "N1 云水区N1局", "未分配", "待签发", "—", "—", "—", "—", "—", "—", "2", "—", "—", "—"],
    ]


@pytest.mark.parametrize(("order", "codes"), [("rate", "B1 A1 A2"), ("days_late", "A1 A2 A3 B1 B2 N1"), ("nonsense", "A1 A2 A3")])
def test_the_address_chooses_the_order(client: Client, order: str, codes: str):
    assert " ".join(row[1].split()[0] for row in rows(client.get(PAGE, {"order": order}))).startswith(codes)


def test_a_rate_of_impossible_figures_is_no_rate(client: Client):
    call_impossible(Report.objects.get(department__code="A1", cycle__year=2018), "expenditure.total.final")

    assert next(row for row in rows(client.get(PAGE)) if row[1].startswith("A1"))[4] == "数有误"


def test_the_excel_file_says_what_the_page_says(client: Client):
    approve(Report.objects.get(department__code="A1", cycle__year=2018), "95", "88.5", "良")

    response = client.post(EXCEL, {}, QUERY_STRING="order=points")

    content = b"".join(response.streaming_content)
    head, first, *others = sheet(content, "排名表")
    assert head[5:7] == ["2018\n执行率", "2017\n执行率"]
    assert first == [1, "A1", "云水区A1局", "行政政法股", "已通过", 0.95, 0.5, 0, 0, 88.5, "", 0, 0, 1, 1]
    assert len(others) == 5
    assert "没有报送的算到导出之时" in str(sheet(content, "说明"))


def test_more_departments_than_the_page_shows_are_told(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reports.web.admin.year.league_page.MOST_SHOWN", 2)

    assert "只列出前 2 个，全部 6 个在导出的 Excel 里。" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("number", [5, 200])
def test_the_table_takes_four_queries(number: int, django_assert_num_queries: Any):
    scope = Scope(many(number).pk, 2018)

    with django_assert_num_queries(4):
        assert len(load_league(scope, NOW)) == number


def test_the_briefing_counts_what_it_has_no_room_for(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reports.web.admin.year.briefing_page.MOST_ROWS", 2)

    response = client.get(BRIEFING)

    shown = {panel.key: panel for panel in response.context["panels"]}
    assert list(shown) == ["desks", "money", "frequent", "lowest", "late"]
    assert [[cell.text for cell in row] for row in shown["money"].rows] == [
        ["支出（调整预算）", "3", "190.00", "159.00", "83.7%", "54.4%"],
        ["“三公”经费", "2", "6.50", "6.00", "92.3%", "100.0%"],
    ]
    assert shown["late"].note == "另有 1 行，见年度概览。"
    assert "截至4月2日，应报 6 个单位" in response.content.decode()


@pytest.mark.parametrize("page", [PAGE, BRIEFING])
def test_a_stranger_sees_nothing_and_a_district_without_a_year_is_404(small: District, client_of: Any, page: str):
    other = client_of(builders.reviewer(builders.district("临水区"), "stranger"))

    assert other.get(page, {"district": small.pk}).status_code == 404
    assert other.get(page).status_code == 404

"""Columns of the queue: findings, both scores, amount, deadline; sorted within what the filters find."""

from typing import Any

import pytest
from django.utils import timezone

from reports.models import Exemption, Report
from reports.web.admin.queue import change_list
from reports.web.admin.report_admin import ReportAdmin
from tests import builders
from tests.reports.web.admin.queue.test_change_list import QUEUE, codes, make_reports

pytestmark = pytest.mark.django_db
COUNTS = ((2, 1, 3), (0, 2, 0), (0, 0, 1), (0, 0, 0))
WORST = ("must_fix", "explain", "hint", "none")


def make_summarised() -> list[Report]:
    """Four reports, the gravest first; the last has no score of its own."""
    reports = make_reports(4)
    for at, (report, counts, worst) in enumerate(zip(reports, COUNTS, WORST, strict=True)):
        found = dict(zip(("must_fix", "must_explain", "hints"), counts, strict=True))
        scores = {"own_points": None if at == 3 else 90 + at, "points": 88 - at if at < 2 else None, "amount": 1000 * (at + 1) + 0.5}
        Report.objects.filter(pk=report.pk).update(worst=worst, **found, **scores)
    return reports


def column(name: str) -> int:
    """As the address of the list numbers it; 0 is the box to tick."""
    shown = [each if isinstance(each, str) else each.__name__ for each in ReportAdmin.list_display]
    return shown.index(name) + 1


@pytest.fixture
def client(client_of: Any) -> Any:
    return client_of(builders.reviewer(builders.district()))


def test_a_line_tells_findings_scores_amount_and_deadline(client: Any):
    due = timezone.localtime(make_summarised()[0].cycle.due)

    page = client.get(QUEUE).content.decode()

    for shown in (
        ">必改 2<",
        ">须说明 1<",
        ">提示 3<",
        ">须说明 2<",
        ">提示 1<",
        "没有问题",
        ">88<",
        ">91<",
        "1,000.50",
        f"{due:%Y-%m-%d}",
    ):
        assert shown in page, shown


@pytest.mark.parametrize(
    ("name", "up", "down"),
    [
        ("findings", "4321", "1234"),
        ("own_points", "1234", "3214"),  # blank is last either way
        ("points", "2134", "1234"),
        ("amount", "1234", "4321"),
        ("unit", "1234", "4321"),
    ],
)
def test_a_column_sorts_what_was_found(client: Any, name: str, up: str, down: str):
    make_summarised()

    for sign, expected in (("", up), ("-", down)):
        found = codes(client.get(f"{QUEUE}?o={sign}{column(name)}"))
        assert "".join(code[-1] for code in found) == expected, (name, sign)


@pytest.mark.parametrize("number", [5, 300])
def test_a_sorted_page_takes_one_query_more(client: Any, number: int, django_assert_num_queries: Any):
    make_reports(number)

    with django_assert_num_queries(7):
        client.get(f"{QUEUE}?o={column('findings')}")


def test_what_is_sorted_is_the_thousand_that_waited_longest_and_the_page_says_so(client: Any, monkeypatch: pytest.MonkeyPatch):
    make_summarised()
    monkeypatch.setattr(change_list, "CAP", 3)

    response = client.get(f"{QUEUE}?o={column('findings')}")

    assert codes(response) == ["00003", "00002", "00001"]
    assert "只列出等待最久的前 3 份，排序也只在这 3 份里" in response.content.decode()


@pytest.mark.parametrize(("worst", "found"), [*zip(WORST, ("00001", "00002", "00003", "00004"), strict=True)])
def test_reports_are_found_by_their_gravest_finding(client: Any, worst: str, found: str):
    make_summarised()

    assert codes(client.get(f"{QUEUE}?worst={worst}")) == [found]


def test_a_paper_that_was_not_counted_yet_says_so(client: Any):
    make_reports(1)

    assert "待汇总" in client.get(QUEUE).content.decode()


def test_a_report_with_its_department_shows_neither_findings_nor_scores(client: Any):
    make_reports(1, "draft")

    page = client.get(f"{QUEUE}?state=all").content.decode()

    assert "待汇总" not in page
    assert 'class="field-findings"></td>' in page


def test_reports_that_are_excused_are_told_where_somebody_looks_for_their_unit(client: Any):
    """历年报告 of a merged unit is the queue with its code."""
    report = make_reports(2, "draft")[0]
    Exemption.objects.create(cycle=report.cycle, department=report.department, reason="已并入别处")

    response = client.get(f"{QUEUE}?state=all&q=00001")

    page = response.content.decode()
    assert (codes(response), "另有 1 份免报的" in page, "state=excused" in page) == ([], True, True)
    assert codes(client.get(f"{QUEUE}?state=excused&q=00001")) == ["00001"]
    assert "份免报的" not in client.get(f"{QUEUE}?state=all&q=00002").content.decode()
    assert "全部（不含免报）" in page

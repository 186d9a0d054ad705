"""The page of a section comes with its inputs first; what the whole report is checked for comes after it, by script or by link."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from departments.models import Role
from reports.domain.figures import Figure
from reports.models import Report
from tests.reports.filing.forms.builders import Browser, make_clerk, make_report, store
from tests.reports.test_query_counts import asked

pytestmark = pytest.mark.django_db
REST = ("told-0", "told-1", "missing", "printed", "todo")


@pytest.fixture
def report() -> Report:
    made = make_report()
    store(made, "expenditure", make_clerk(made, "first"), figures={"expenditure.total.final": Figure.of("70")})
    return made


@pytest.fixture
def client(report: Report) -> Client:
    client = Client()
    client.force_login(make_clerk(report))
    return client


def show(client: Client, report: Report, rest: str = "") -> str:
    return client.get(f"/reports/{report.pk}/sections/expenditure/{rest}").content.decode()


def test_the_inputs_come_first_and_links_stand_where_the_rest_will(client: Client, report: Report):
    page = show(client, report)

    assert ('name="expenditure.total.final"' in page, "finding-head" in page, "印出来的样子" in page) == (True, False, True)
    assert ('href="?whole=1"' in page, 'href="?whole=1#printed"' in page) == (True, True)
    assert all(f'id="{name}"' in page for name in REST)


def test_the_rest_is_what_the_whole_page_shows(client: Client, report: Report):
    answer = json.loads(show(client, report, "fragments/"))
    whole = "".join(show(client, report, "?whole=1").split())

    assert (answer["revision"], sorted(answer["fragments"])) == (1, sorted(REST))
    assert all("".join(html.split()) in whole for html in answer["fragments"].values())


def test_who_saved_by_a_button_gets_the_page_whole(client: Client, report: Report):
    assert "还要做" in show(client, report, "?saved=1")
    assert 'href="?whole=1"' not in show(client, report, "?saved=1")


def test_who_may_not_type_gets_the_page_whole(report: Report):
    reader = Browser(make_clerk(report, "reader", Role.REVIEWER), report, "expenditure")
    Report.objects.update(status="submitted")

    page = show(reader.client, report)

    assert ('href="?whole=1"' in page, "data-rest" in page, 'class="report"' in page) == (False, False, True)


def test_the_first_answer_asks_less(client: Client, report: Report):
    show(client, report)
    with asked() as first:
        show(client, report)
    with asked() as whole:
        show(client, report, "?whole=1")

    assert len(first) == len(whole) - 1

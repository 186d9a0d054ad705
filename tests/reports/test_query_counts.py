"""How often a full page asks the database: the same for 30 rows in a list and 300, for 50 departments and 1,000.

BEGIN, COMMIT and SAVEPOINT are left out: SQLite and PostgreSQL differ there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from departments.models import Department
from reports import workflow
from reports.domain.document import Row
from reports.domain.rendering import pdf
from reports.filing import drafts, report_import
from reports.models import OutlineVersion, Report, Status
from tests import builders
from tests.reports.filing.forms.builders import Browser, fresh

ORDER = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")
LONG = ("duties", "offices", "key_tasks")


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements of the block."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        yield found
    found += [query["sql"] for query in queries.captured_queries if not query["sql"].startswith(ORDER)]


def world(district: str, rows: int, departments: int) -> Report:
    """A complete draft with long lists, in a district where many reports wait for the bureau."""
    own = {"code": "088001", "name": "档案馆", "district": district, "city": "长沙市"}
    report = report_import.import_file(builders.paper(department=own), create=True).report
    document = drafts.load_document(fresh(report))
    long = {key: _rows(key, document.outline.lists[key].fields[0].key, rows) for key in LONG}
    drafts.replace_report(fresh(report), replace(document, lists={**document.lists, **long}), by=None)
    _others(report, departments - 1)
    return fresh(report)


def _rows(key: str, field: str, number: int) -> tuple[Row, ...]:
    return tuple(Row(f"{key}{at}", {field: f"第{at}项"}) for at in range(number))


def _others(report: Report, number: int) -> None:
    district, version = report.department.district, OutlineVersion.of("tianxin-2018")
    others = (Department(district=district, code=f"9{at:05}", name=f"第{at}中心") for at in range(number))
    sent = {"cycle": report.cycle, "outline": version, "status": Status.SUBMITTED}
    Report.objects.bulk_create(Report(department=each, **sent) for each in Department.objects.bulk_create(others))


def section_page(report: Report) -> int:
    page = Browser(builders.clerk(report.department, f"clerk{report.pk}"), report, "basics")
    with asked() as queries:
        page.open()
    assert page.status == 200
    return len(queries)


def save(report: Report) -> int:
    page = Browser(builders.clerk(report.department, f"clerk{report.pk}"), report, "basics").open()
    page.type({"duties.duties0.text": "收集档案", "offices.offices0.name": "办公室"})
    with asked() as queries:
        page.press(follow=False)
    assert page.status == 302
    return len(queries)


def queue(report: Report) -> int:
    client = _of_the_bureau(report)
    with asked() as queries:
        page = client.get("/admin/reports/report/")
    assert page.status_code == 200
    return len(queries)


def review_page(report: Report) -> int:
    client = _of_the_bureau(report)
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=builders.leader(report.department, f"leader{report.pk}"))
    with asked() as queries:
        page = client.get(f"/admin/reports/report/{report.pk}/change/")
    assert "第1项" in page.content.decode()
    return len(queries)


def _of_the_bureau(report: Report) -> Client:
    client = Client()
    client.force_login(builders.reviewer(report.department.district, f"reviewer{report.pk}"))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(("visit", "most"), [(section_page, 8), (save, 10), (queue, 6), (review_page, 25)])
def test_a_full_page_asks_equally_often_whatever_it_holds(visit: Callable[[Report], int], most: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")
    few, many = visit(world("云水区", 30, 50)), visit(world("临川区", 300, 1000))
    assert few == many <= most

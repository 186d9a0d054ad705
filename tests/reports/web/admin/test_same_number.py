"""Who has to file: the same departments on the first page, in the queue, on the 年度概览, in exports, bulk acts and reminders."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from departments.models import Department, District
from reports.models import Exemption, Notice, Report, Status
from reports.release.statistics import Scope, filing_progress
from reports.workflow.notices import daily
from tests import builders
from tests.reports.release.exports.books import column
from tests.reports.release.statistics.builders import NOW, report, small_district

pytestmark = pytest.mark.django_db
QUEUE, YEAR = "/admin/reports/report/", 2018
EXPECTED = ["A1", "A2", "A3", "B1", "B2", "N1"]


@pytest.fixture
def small(db: None, time_machine: Any) -> District:
    """X1 is exempt and X2 closed, both with a draft; each also has something that would wait for the bureau or a signature."""
    time_machine.move_to(NOW, tick=False)
    made = small_district()
    law = builders.desk(made)
    for code, status, sent in (("X3", Status.SUBMITTED, "2019-03-30 09:00"), ("X4", Status.APPROVED, "2019-03-30 09:00")):
        unit = Department.objects.create(district=made, code=code, name=f"云水区{code}局", desk=law)
        of = report(unit, Report.objects.filter(cycle__year=YEAR)[0].cycle, status, sent)
        Exemption.objects.create(cycle=of.cycle, department=unit, reason="机构改革")
    for department in Department.objects.filter(district=made):
        builders.clerk(department, f"clerk{department.code}")
    return made


@pytest.fixture
def client(small: District, client_of: Callable[..., Client]) -> Client:
    return client_of(builders.manager(small))


def count_on_first_page(client: Client) -> dict[str, int]:
    """Of all years."""
    counts = [each for year in client.get("/admin/").context["years"] for each in year.counts]
    return {each.label: sum(other.number for other in counts if other.label == each.label) for each in counts if each.number}


def list_queue(client: Client, asked: str = "state=all") -> list[str]:
    found = client.get(f"{QUEUE}?{asked}&year={YEAR}").context["cl"].result_list
    return sorted(each.department.code for each in found)


def list_summary(client: Client) -> list[str]:
    response = client.post(f"/admin/dashboard/export/summary/?year={YEAR}")
    return column(b"".join(response.streaming_content), "汇总表", "预算编码")


def list_ticked_export(client: Client) -> list[str]:
    """Everything of the year is asked for by id, the excused as well."""
    ids = ",".join(str(pk) for pk in Report.objects.filter(cycle__year=YEAR).values_list("pk", flat=True))
    response = client.post("/admin/exports/make/summary/", {"ids": ids})
    return column(b"".join(response.streaming_content), "汇总表", "预算编码")


def count_states(client: Client) -> dict[str, int]:
    panels = [panel for each in client.get(f"/admin/dashboard/?year={YEAR}").context["columns"] for panel in each]
    rows = next(panel.rows for panel in panels if panel.key == "states")
    return {row[0].text: int(row[1].text) for row in rows if row[1].text != "0"}


def list_expected(client: Client) -> list[list[str]]:
    """One list for each place that names departments."""
    named = Report.objects.expected().filter(cycle__year=YEAR).order_by("department__code").values_list("department__code", flat=True)
    return [list(named), list_queue(client), list_summary(client), list_ticked_export(client)]


def test_every_page_and_export_names_the_same_departments(client: Client, small: District):
    assert list_expected(client) == [EXPECTED] * 4
    tiles = {tile.label: tile.number for tile in client.get(f"/admin/dashboard/?year={YEAR}").context["glance"].tiles}
    assert tiles["应报单位"] == sum(count_states(client).values()) == len(EXPECTED)
    last = Report.objects.expected().filter(cycle__year=YEAR - 1).count()
    assert sum(count_on_first_page(client).values()) == len(EXPECTED) + last


def test_lifting_it_brings_back_what_was_there(client: Client, small: District):
    before = dict(Report.objects.filter(cycle__year=YEAR).values_list("department__code", "status"))
    Exemption.objects.all().delete()
    Department.objects.filter(code="X2").update(active=True)

    assert list_expected(client) == [[*EXPECTED, "X1", "X2", "X3", "X4"]] * 4
    assert dict(Report.objects.filter(cycle__year=YEAR).values_list("department__code", "status")) == before


def test_the_excused_stand_in_a_list_of_their_own_with_the_reason(client: Client):
    assert list_queue(client, "state=excused") == ["X1", "X2", "X3", "X4"]
    page = client.get(f"{QUEUE}?state=excused").content.decode()
    assert ("免报：机构改革" in page, "免报：本单位已不参加填报" in page) == (True, True)


def test_what_waits_on_the_desk_is_not_of_an_exempt_unit(client: Client):
    desk = client.get("/admin/").context["desk"]
    named = sorted(row.report.department.code for block in desk.blocks for row in block.rows)
    assert named == ["A2", "A3", "B1", "B2", "N1"]


@pytest.mark.parametrize("name", ["start_review", "remind", "assign"])
def test_a_bulk_act_says_why_it_leaves_the_excused_out(client_of, small: District, name: str):
    client = client_of(builders.reviewer(small))
    codes = {"start_review": "X3", "remind": "X1", "assign": "X3"}
    pk = Report.objects.get(department__code=codes[name], cycle__year=YEAR).pk
    page = client.get(f"/admin/bulk/{name}/?ids={pk}")
    assert [(line.report.pk, "免报" in line.refusal) for line in page.context["lines"]] == [(pk, True)]


def test_a_closed_unit_that_sent_before_stays_with_the_bureau(client: Client):
    Department.objects.filter(code__in=["A1", "A2"]).update(active=False)
    assert list_expected(client) == [EXPECTED] * 4


def test_nobody_excused_is_reminded(small: District):
    daily.tell_deadlines(NOW)
    told = set(Notice.objects.values_list("report__department__code", flat=True))
    assert told == {"B2", "N1"}


def test_the_progress_of_each_desk_leaves_them_out_too(small: District):
    desks = filing_progress.count_by_desk(Scope(small.pk, YEAR), NOW + timedelta(days=1))
    assert filing_progress.sum_desks(desks[YEAR]).expected == len(EXPECTED)

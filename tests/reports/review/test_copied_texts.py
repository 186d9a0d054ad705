"""A copied text: the department reads its own passage, the bureau both and the name."""

import pytest
from django.test import Client

from reports import workflow
from reports.domain.rendering import pdf
from reports.filing import comparisons, report_import
from reports.models import Comparison, Report
from tests import builders

pytestmark = pytest.mark.django_db
COPIED = "本单位建立健全了财务管理制度，资金使用严格按照预算执行，做到专款专用。各项支出均经过集体研究决定，手续完整，凭证齐全。"
ALIKE = "与本区另一单位雷同"


@pytest.fixture(autouse=True)
def _quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")


def made(code: str, name: str) -> Report:
    raw = builders.paper(department={"code": code, "name": name, "district": "云水区", "city": "长沙市"})
    raw["texts"] |= {"output": COPIED}
    report = report_import.import_file(raw, create=True).report
    comparisons.compare_districts()
    return report


def send(report: Report) -> Report:
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=None)
    workflow.start_review(report, by=None)
    return report


def look(client: Client, report: Report) -> str:
    client.force_login(builders.reviewer(report.department.district))
    return client.get(f"/admin/reports/report/{report.pk}/change/").content.decode()


def test_the_clerk_reads_the_own_passage_and_no_name(client: Client):
    own, _ = made("088001", "云水区档案馆"), made("088002", "云水区文化馆")
    client.force_login(builders.clerk(own.department))
    for address in (f"/reports/{own.pk}/", f"/reports/{own.pk}/sections/output/?whole=1"):
        page = client.get(address).content.decode()
        assert (ALIKE in page, "文化馆" in page) == (True, False), address


def test_the_bureau_reads_both_texts_and_the_name(client: Client):
    own, other = made("088001", "云水区档案馆"), made("088002", "云水区文化馆")
    send(own), send(other)
    page = look(client, own)
    assert (ALIKE in page, "云水区文化馆" in page, page.count("各项支出均经过集体研究决定") >= 3) == (True, True, True)


def test_what_the_neighbour_has_not_sent_is_not_shown(client: Client):
    own, other = made("088001", "云水区档案馆"), made("088002", "云水区文化馆")
    send(own)
    assert other.status == "draft"
    page = look(client, own)
    assert ("云水区文化馆" in page, "还没有报送，文字不显示" in page) == (True, True)


def test_the_page_says_when_the_texts_were_compared(client: Client):
    own = made("088001", "云水区档案馆")
    client.force_login(builders.clerk(own.department))
    assert "与本区其他单位的文字，比对于 " in client.get(f"/reports/{own.pk}/").content.decode()
    Comparison.objects.all().delete()
    assert "与本区其他单位的文字还没有比对" in client.get(f"/reports/{own.pk}/").content.decode()

"""All figures of a year as one file, a unit through the years, a feed; and a journalist who tries to find what is withheld."""

import csv
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from reports.domain import interchange, places
from reports.domain.rendering import pdf
from reports.models import Publication, Report
from reports.release.publishing import publication_acts
from tests import builders
from tests.reports.release.publishing import papers, shelf
from tests.reports.test_query_counts import asked

pytestmark = pytest.mark.django_db
SECRET = "涉及国家秘密"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: attachment)


def get(path: str) -> HttpResponseBase:
    return Client().get(path)


def read(path: str) -> str:
    response = get(path)
    assert response.status_code == 200, path
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


def withhold(report: Report, place: str) -> dict[str, str]:
    return {str(places.find_section(report.outline.definition, place)): SECRET}


def publish_withheld(**parts: Any) -> tuple[Publication, Any]:
    """With the projects withheld; and what was approved."""
    report = shelf.approved(**parts)
    publication = shelf.published(report, withhold(report, "table.projects"))
    return publication, interchange.load_document(publication.approval.submission.document, report.outline.definition)


def test_one_file_holds_every_public_figure_of_the_year_and_no_other():
    publication, whole = publish_withheld()

    rows = list(csv.DictReader(io.StringIO(read("/public/2018/figures.csv").removeprefix("\ufeff"))))

    told = {row["数据项"]: row["数值"] for row in rows if row["数据项"]}
    public = json.loads(publication.document)
    assert told["expenditure.total.final"] == str(whole.figure("expenditure.total.final"))
    assert not any(place.startswith("projects.") or place in publication.hidden for place in told)
    assert len(told) <= len(str(public))  # nothing that the published JSON does not hold
    assert [row["数值"] for row in rows if not row["数据项"]] == [f"不予公开：{SECRET}"]
    assert {(row["区县"], row["单位"], row["编号"]) for row in rows} == {("云水区", publication.unit, publication.reference)}


def test_the_same_as_json():
    publication, _ = publish_withheld()

    told = json.loads(read("/public/2018/figures.json"))

    rows = csv.DictReader(io.StringIO(read("/public/2018/figures.csv").removeprefix("\ufeff")))
    assert told["publications"][0]["reference"] == publication.reference
    assert [each["value"] for each in told["publications"][0]["figures"]] == [row["数值"] for row in rows if row["数据项"]]
    assert told["publications"][0]["withheld"][0]["reason"] == SECRET


def test_a_withdrawn_paper_is_in_no_file_and_in_no_feed():
    publication, _ = publish_withheld()
    publication_acts.withdraw_publication(publication, by=None, note="公开有误")

    assert get("/public/2018/figures.csv").status_code == 404
    assert publication.reference not in read("/public/feed.xml")


def test_a_damaged_paper_is_named_and_not_told():
    publication, _ = publish_withheld()
    Publication.objects.filter(pk=publication.pk).update(sha256="0" * 64)

    page = read("/public/2018/figures.csv")

    assert "与校验码不符，没有列出" in page
    assert "expenditure" not in page


def test_the_feed_names_the_newest_first_with_its_address():
    first, second = shelf.published(), shelf.published(shelf.approved("云水区体育馆", "088002"))

    feed = ElementTree.fromstring(read("/public/feed.xml"))

    entries = feed.findall(f"{ATOM}entry")
    assert [each.find(f"{ATOM}link").get("href") for each in entries] == [
        f"http://testserver/public/{each.reference}/" for each in (second, first)
    ]
    assert "云水区体育馆" in (entries[0].findtext(f"{ATOM}title") or "")


def test_a_unit_stands_beside_itself_year_by_year():
    old = shelf.published()
    later = shelf.approved(year=2019)
    new = shelf.published(later, withhold(later, "expenditure.total.final"))

    page = Client().get(f"/public/{old.reference}/years/")

    assert [paper.publication.pk for paper in page.context["papers"]] == [new.pk, old.pk]
    lines = {line.label.rpartition("› ")[2]: line.values for line in page.context["lines"]}
    assert all(new_value == "" and old_value for label, (new_value, old_value) in lines.items() if "基本支出" in label)
    assert "不予公开" in page.content.decode()


def test_one_year_alone_says_so():
    assert "只公开了一个年度" in read(f"/public/{shelf.published().reference}/years/")


@pytest.mark.parametrize("number", [1, 4])
def test_a_file_takes_the_same_queries_for_any_number(number: int):
    for at in range(number):
        shelf.published(shelf.approved(f"云水区第{at}馆", f"0880{at:02}"))

    with asked() as queries:
        read("/public/2018/figures.csv")

    assert len(queries) == 2


# A journalist ----------------------------------------------------------------------------------------------------------------


def crawl() -> str:
    """Everything that is read without a login, from the first page on."""
    seen, waiting, told = set(), ["/public/", "/public/feed.xml"], []
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = get(path)
        text = (b"".join(response.streaming_content) if response.streaming else response.content).decode(errors="replace")
        told.append(text)
        waiting += [each.split("#")[0] for each in re.findall(r'href="((?:http://testserver)?/(?:public|verify)/[^"]*)"', text)]
        waiting = [each.removeprefix("http://testserver").replace("&amp;", "&") for each in waiting]
    assert {"/public/2018/figures.csv", "/public/2018/figures.json"} <= seen
    return "\n".join(told)


def test_a_journalist_finds_no_withheld_word_or_figure():
    """Every fact of the paper is a word or a number of its own; the projects and the expenditure are withheld, in two years."""
    secrets, public = set(), set()
    for seed, year in ((0, 2018), (1, 2019)):
        whole = papers.marked(papers.document("tianxin-2018"), seed)
        report = shelf.put_approved(whole) if not seed else _put_next_year(whole, year)
        withheld = withhold(report, "table.projects") | withhold(report, "expenditure.total.final")
        publication = shelf.published(report, withheld)
        secrets |= papers.secrets(whole, frozenset(publication.hidden))
        public |= {text for _, text in papers.facts(whole)} - secrets

    read_by_all = crawl()

    assert len(secrets) > 40
    assert sorted(secret for secret in secrets if len(secret) > 4 and secret in read_by_all) == []
    assert any(each in read_by_all for each in public if len(each) > 4)


def _put_next_year(whole: Any, year: int) -> Report:
    import hashlib
    from dataclasses import replace

    from reports.filing import report_import
    from reports.models import Approval, Status, Submission

    made = replace(whole, year=year)
    report = report_import.import_file({**builders.paper(), "year": year}, create=True).report
    text = interchange.dump_document(made)
    frozen = {"document": text, "sha256": hashlib.sha256(text.encode()).hexdigest(), "outline": report.outline}
    submission = Submission.objects.create(report=report, number=1, reference=f"{year}-J", sent_at=timezone.now(), **frozen)
    Approval.objects.create(submission=submission, at=timezone.now())
    Report.objects.filter(pk=report.pk).update(status=Status.APPROVED)
    report.refresh_from_db()
    return report

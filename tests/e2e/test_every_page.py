"""Every page of the site and of the bureau's desk, as each person of the demonstration sees it."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from departments.models import AuditEntry, User
from reports.demo import load
from reports.domain.rendering import pdf
from reports.models import Publication, Report
from tests.e2e.crawling import names, pages
from tests.e2e.sections import TEXT, at, saved, url
from tests.e2e.shell import fits
from tests.permissions.expected import EXPECTED

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
# Where each person must come by links, lest a lost link hides half the site.
REACHED = {
    "clerk": {"/", "/password/", "/reports/{}/", "/reports/{}/preview/", "/reports/{}/sections/expenditure/", "/reports/{}/attachments/"},
    "leader": {"/signatures/", "/reports/{}/", "/reports/{}/preview/"},
    "reviewer": {"/admin/", "/admin/exports/", "/admin/reports/report/", "/admin/reports/event/"},
    "second": {"/admin/", "/admin/reports/report/"},
    "manager": {
        "/admin/",
        "/admin/departments/user/import/",
        "/admin/departments/department/add/",
        "/admin/departments/auditentry/",
        "/admin/reports/cycle/",
        "/admin/reports/publication/",
    },
}
TOURISTS = ("", "clerk", "leader", "reviewer", "second", "manager", "u021000", "u021001", "u066001")
FILES = {"guide_picture", "attachment", "draft_pdf", "draft_word", "sent_word", "printout", "final_paper", "public_paper", "public_data"}
FILES |= {"public_feed", "public_year_csv", "public_year_json"}
# Pages that no tour comes to, each with its reason.
NOT_REACHED = {
    "health": "for the monitoring, no page",
    "admin:jsi18n": "words for a script of the admin",
    "logout": "its button posts; the tour would end there",
    "admin:password_change_done": "Django's own; ours says it on the page",
    "paper_state": "a line that the page of the report asks for again",
    "section_fragments": "what a section's page asks for after it",
    "kept_values": "only after a report was moved to another outline: test_outline_moves.py reads it",
    "kept_draft": "a file: test_papers.py takes it",
    "admin:bulk_result": "after many at once: test_exports.py walks there",
    "admin:reports_outboxmail_change": "the demonstration has sent no mail",
    "admin:reports_outboxmail_history": "the demonstration has sent no mail",
}
# Pages with an address that no link leads to: opened by hand.
WITHOUT_LINK = {
    "admin:reports_report_scores": "/admin/reports/report/{report}/scores/",
    "admin:reports_report_history": "/admin/reports/report/{report}/history/",
    "admin:reports_publication_history": "/admin/reports/publication/{publication}/history/",
    "admin:reports_outlineversion_history": "/admin/reports/outlineversion/{outline}/history/",
    "admin:departments_auditentry_change": "/admin/departments/auditentry/{entry}/change/",
    "admin:departments_auditentry_history": "/admin/departments/auditentry/{entry}/history/",
}


@pytest.fixture
def people(monkeypatch):
    """The people of the demonstration by account."""
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")
    load.load_demonstration()
    return {user.username: user for user in User.objects.all()}


@pytest.fixture
def report(people):
    """This year's report of the clerk's department."""
    department = people["clerk"].memberships.get().department
    return Report.objects.filter(department=department).latest("cycle__year")


@pytest.mark.parametrize("name", ["clerk", "leader", "reviewer", "second", "manager"])
def test_every_page_is_open_to_everybody_on_every_screen(browse, axe, people, report, name):
    found = visited(browse(people[name]), axe)
    assert {path.format(report.pk) for path in REACHED[name]} <= set(found)


@pytest.mark.parametrize(("name", "without"), [("u021000", ("section",)), ("u021001", ("section",)), ("u066001", ())])
def test_so_is_a_report_to_be_signed_a_returned_one_and_the_other_outline(browse, axe, people, name, without):
    found = visited(browse(people[name]), axe, without=without)
    assert any(path.endswith({"u021000": "/sign/", "u066001": "/sections/goal/"}.get(name, "/preview/")) for path in found)


def test_so_is_every_page_to_a_stranger(browse, axe, people):
    found = visited(browse(), axe)
    public = f"/public/{Publication.objects.get().reference}/"
    assert {"/help/", "/login/", "/public/", public, f"{public}years/", "/verify/", public.replace("public", "verify")} == set(found)


def test_no_page_of_the_site_is_left_out(people):
    """By the links of the same pages, without a browser."""
    reached = set().union(*(names(_client(people.get(name))) for name in TOURISTS))
    readable = {name for name, row in EXPECTED.items() if any(answer == 200 or callable(answer) for answer in row.get.values())}
    assert readable - reached - FILES == NOT_REACHED.keys() | WITHOUT_LINK.keys()


def test_so_are_pages_that_no_link_leads_to(browse, axe, people):
    page, wide = browse(people["manager"]), []
    page.goto("/admin/")
    scored = Report.objects.get(department__code="9001", cycle__year=2024)
    rows = {
        "report": scored.pk,
        "publication": Publication.objects.get().pk,
        "outline": scored.outline_id,
        "entry": AuditEntry.objects.latest("pk").pk,
    }
    for path in WITHOUT_LINK.values():
        page.goto(path.format(**rows))
        expect(page.locator("#content")).to_be_visible()
        axe(page)
        wide += [(path, screen["width"]) for screen in (PHONE, DESK) if not _fits(page, screen)]
    assert wide == []


def _client(user):
    client = Client()
    if user:
        client.force_login(user)
    return client


def visited(page, axe, **kinds):
    """Every page, looked at on a desk and on a phone."""
    found, wide = [], []
    for path in pages(page, **kinds):
        found.append(path)
        axe(page)
        wide += [(path, screen["width"]) for screen in (PHONE, DESK) if not _fits(page, screen)]
    assert wide == []
    return found


@pytest.mark.parametrize("name", ["clerk", "leader", "reviewer", "second", "manager"])
def test_every_page_is_readable_without_javascript(browse, people, name):
    page = browse(people[name], java_script_enabled=False)
    for path in pages(page):
        expect(page.locator("h1, h2").first, path).to_be_visible()


def test_a_section_is_saved_without_javascript(browse, people, report):
    page = browse(people["clerk"], java_script_enabled=False)
    page.goto(url(report, "management"))
    at(page, TEXT).fill("专款专用，按进度拨付。")
    page.get_by_role("button", name="保存", exact=True).click()
    saved(page)
    expect(at(page, TEXT)).to_have_value("专款专用，按进度拨付。")


def _fits(page, screen):
    """Charts take a moment to follow the window."""
    page.set_viewport_size(screen)
    return fits(page) or any(page.wait_for_timeout(100) or fits(page) for _ in range(150))

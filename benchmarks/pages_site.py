"""The site of `benchmarks.pages`: districts of any size with one report that is worked on, and the two pages that ours are held against."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.urls import include, path
from django.utils import timezone

from departments.models import Department, Desk, District, Membership, Role, User
from reports import workflow
from reports.demo.bureau import build_bureau_report
from reports.domain import Row, figures
from reports.filing import comparisons, drafts, live_findings, report_import
from reports.models import Cycle, Narrative, OutlineVersion, Report, Status, Submission
from reports.workflow import printouts
from tests import builders

FLOOR, INPUTS = "/floor/", 120
TINY = engines["django"].from_string("<title>{{ user }}</title>")
WORDS = "本单位严格执行预算，加强项目管理，按月通报支出进度，全年任务按期完成。"
YEAR = 2025
SHORT, LONG = 50, 200  # rows of a list
WAITING = (Status.DRAFT, Status.SUBMITTED, Status.IN_REVIEW, Status.APPROVED)  # of the neighbours, in turn


@dataclass(frozen=True)
class Places:
    """A district of the site: its numbers and people."""

    clerk: User
    leader: User
    sender: User
    reviewer: User
    bureau_form: int  # reports that are being filled in
    tianxin_form: int
    sent: int
    submission: str
    short_list: int
    long_list: int


def show_floor(request: HttpRequest) -> HttpResponse:
    """What no page can go below: session, person, every middleware, a template of one line."""
    return HttpResponse(TINY.render({"user": request.user}, request))


class ManyInputs(forms.ModelForm):
    """As many inputs as our largest forms have, of the plainest kind."""

    class Meta:
        model = District
        fields = ("name",)

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        for at in range(INPUTS):
            self.fields[f"amount{at}"] = forms.CharField(initial="12.34", required=False)


class ManyInputsAdmin(admin.ModelAdmin):
    """In Django's own templates, without ours."""

    form = ManyInputs
    change_form_template = DjangoTemplates(
        {"NAME": "plain", "DIRS": [], "APP_DIRS": True, "OPTIONS": settings.TEMPLATES[0]["OPTIONS"].copy()}
    ).get_template("admin/change_form.html")

    def get_fieldsets(self, request: HttpRequest, obj: object = None) -> list[tuple[None, dict[str, list[str]]]]:
        return [(None, {"fields": ["name", *(f"amount{at}" for at in range(INPUTS))]})]

    def get_form(self, request: HttpRequest, obj: object = None, change: bool = False, **options: object) -> type[forms.ModelForm]:
        return ManyInputs


plain_site = admin.AdminSite("plain")
plain_site.register(District, ManyInputsAdmin)
urlpatterns = [path("floor/", show_floor), path("plain/", plain_site.urls), path("", include("perfeval.urls"))]
handler500 = "reports.web.views.failure_page.server_error"


def fill_district(name: str, size: int) -> Places:
    """A district of so many departments, in the middle of its year, its texts compared by the worker."""
    district = District.objects.create(name=name, city="长沙市", bureau=f"{name}财政局")
    desk = Desk.objects.create(district=district, name="行政政法股", contact="专管员", phone="0731-80000000")
    reviewer = User.objects.create(username=f"reviewer-{name}", name="审核员")
    Membership.objects.create(user=reviewer, role=Role.REVIEWER, district=district)
    for year in (YEAR - 1, YEAR):
        now = timezone.now() - timedelta(days=365 * (YEAR - year))
        opens, due = now - timedelta(days=30), now + timedelta(days=10)
        cycle = Cycle.objects.create(district=district, year=year, outline="tianxin-2018", opens=opens, due=due)
    kinds = ("slips", "tianxin", "hunan", "tianxin", "tianxin")
    bureau, tianxin, sent, *listed = (_write_report(district, desk, at, outline) for at, outline in enumerate(kinds))
    people = [_name_person(f"{role}-{name}", role, [bureau, tianxin, *listed]) for role in (Role.CLERK, Role.LEADER)]
    for report, rows in zip(listed, (SHORT, LONG), strict=True):
        _lengthen_list(report, rows)
    sender = _name_person(f"sender-{name}", Role.LEADER, [sent])
    submission = _send_report(sent, sender, reviewer)
    _add_neighbours(cycle, desk, size - len(kinds))
    comparisons.compare_cycle(cycle)
    return Places(*people, sender, reviewer, bureau.pk, tianxin.pk, sent.pk, submission.reference, *(report.pk for report in listed))


def _lengthen_list(report: Report, rows: int) -> None:
    """Its projects, as many as said."""
    document = drafts.load_document(report)
    amount = figures.Figure.of("2.5")
    row = Row("", {"name": "按月督办的事项", "final": amount, "use": WORDS, "organisation": WORDS})
    many = tuple(replace(row, key=f"project{at}") for at in range(rows))
    drafts.replace_report(report, replace(document, lists={**document.lists, "projects": many}), by=None)


def _write_report(district: District, desk: Desk, at: int, outline: str) -> Report:
    """Complete, and with last year's; `slips`: of hunan-standard too, with those of the demonstration."""
    unit = Department.objects.create(district=district, desk=desk, code=f"10000{at}", name=f"{district.name}第{at}局")
    said = {"code": unit.code, "name": unit.name, "district": district.name, "city": district.city}
    for year in (YEAR - 1, YEAR):
        made = (
            builders.paper("tianxin-2018", department=said)
            if outline == "tianxin"
            else build_bureau_report(said, planted=outline == "slips")
        )
        report = report_import.import_file({**made, "year": year}).report
    return Report.objects.with_context().get(pk=report.pk)


def _name_person(username: str, role: Role, reports: list[Report]) -> User:
    person = User.objects.create(username=username, name="填报员")
    Membership.objects.bulk_create(Membership(user=person, role=role, department=report.department) for report in reports)
    return person


def _send_report(report: Report, leader: User, reviewer: User) -> Submission:
    """In review, with a reason for every finding, its paper printed."""
    found = live_findings.find_live_findings(report)
    for finding in (*found.blocking, *found.unexplained):
        workflow.explain(report, finding.key, by=leader, text=WORDS, seen=finding.fingerprint)
    workflow.hand_over(report, by=None)
    submission = workflow.submit(report, by=leader)
    workflow.start_review(Report.objects.with_context().get(pk=report.pk), by=reviewer)
    printouts.get_printout(submission)
    return submission


def _add_neighbours(cycle: Cycle, desk: Desk, number: int) -> None:
    """Departments with a report each and texts that the copy check holds against ours."""
    chance = random.Random(20251130)
    units = [
        Department(district=cycle.district, desk=desk, code=f"2{at:05}", name=f"{cycle.district.name}第{at}站") for at in range(number)
    ]
    version = OutlineVersion.of("tianxin-2018")
    reports = Report.objects.bulk_create(
        Report(department=unit, cycle=cycle, outline=version, status=WAITING[at % len(WAITING)])
        for at, unit in enumerate(Department.objects.bulk_create(units))
    )
    texts = [(report, key, _write_text(chance)) for report in reports for key in ("management", "output", "summary")]
    Narrative.objects.bulk_create(
        Narrative(report=report, key=key, text=text, marks=drafts.fingerprint_text(text)) for report, key, text in texts
    )


def _write_text(chance: random.Random) -> str:
    return "".join(f"全年办理第{chance.randrange(10**6)}号事项并按季度向主管部门报告进展情况。" for _ in range(10)) + WORDS

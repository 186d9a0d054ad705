"""Every row with a SHA-256 and every door that hands out what it vouches for: once tampered with, the door says so and gives nothing."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.models import Model, QuerySet
from django.test import Client
from django.utils import timezone

from departments.models import AuditEntry, Role, User
from departments.models.audit import Act
from reports import workflow
from reports.domain.rendering import pdf
from reports.filing import report_import
from reports.filing.attachments import evidence
from reports.models import Attachment, Job, OutlineVersion, PaperOrder, Printout, Publication, Report, Submission
from reports.release.exports import data_archive, paper_archive
from reports.release.jobs import paper_printing
from reports.release.publishing import public_version as public_papers
from reports.web.views import public_pages
from reports.workflow import paper_orders, printouts
from tests import builders
from tests.reports.filing.attachments import files
from tests.reports.filing.attachments.files import upload
from tests.reports.release.publishing import shelf

pytestmark = pytest.mark.django_db
SECRET = "改过的内容"
MARK = "不一致", "文件缺失", "读不出来"


@dataclass
class World:
    """One report, sent, approved and published, and the people who read it."""

    report: Report
    submission: Submission
    publication: Publication
    printout: Printout
    final: Printout
    attachment: Attachment
    job: Job
    draft: PaperOrder
    manager: User
    clerk: User

    @property
    def outline(self) -> OutlineVersion:
        return self.report.outline

    def get(self, who: str, path: str) -> tuple[int, bytes]:
        client = Client()
        if who:
            client.force_login(getattr(self, who))
        response = client.get(path)
        return response.status_code, b"".join(response)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: f"%PDF-1.7 {stamp.kind} {stamp.number}".encode())
    public_papers._build_public_page.cache_clear()
    report = report_import.import_file(builders.paper(), create=True).report
    attachment = evidence.add_evidence(report, upload("凭证.pdf", files.pdf()), place="report", by=None)
    report = shelf.approve(report)
    publication = shelf.published(report)
    submission = report.submissions.get()
    manager = builders.manager(report.department.district)
    made = {"name": "数据.zip", "owner": manager, "digest": "", "state": "done", "created": timezone.now()}
    job = Job.objects.create(kind="data", file="1.zip", sha256=hashlib.sha256(b"PK").hexdigest(), **made)
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports/1.zip").write_bytes(b"PK")
    draft = paper_orders.order_draft(report, None)
    paper_printing.print_paper(draft.pk)
    draft.refresh_from_db()
    people = {"manager": manager, "clerk": builders.clerk(report.department)}
    stored = printouts.get_printout(submission), printouts.get_final_printout(submission.approval)
    return World(report, submission, publication, *stored, attachment, job, draft, **people)


@dataclass(frozen=True)
class Door:
    """Where something is handed out. `ask` tells the status and all that was handed out."""

    name: str
    ask: Callable[[World], tuple[int, bytes]]
    status: int = 409


def page(who: str, path: str) -> Door:
    """`path` with the names of the world in it."""
    return Door(path, lambda world: world.get(who, path.format(world=world)))


def archive(write: Callable[..., list[str]]) -> Door:
    """A ZIP is made all the same, and says what is not in it."""

    def ask(world: World) -> tuple[int, bytes]:
        target = BytesIO()
        write(Report.objects.all(), target)
        with zipfile.ZipFile(target) as made:
            return 200, b"".join(made.read(name) for name in made.namelist())

    return Door(write.__module__, ask, 200)


def command(kind: str) -> Door:
    def ask(world: World) -> tuple[int, bytes]:
        output = Path(world.attachment.file.path).parent / f"out.{kind}"
        named = {"department": "088001", "year": 2018, "district": "云水区", "format": kind, "submission": 1}
        try:
            call_command("export_report", output=output, verbosity=0, **named)
        except CommandError as refusal:
            assert not output.exists()
            return 409, str(refusal).encode()
        return 200, output.read_bytes()

    return Door(f"export_report {kind}", ask)


VERIFY = page("", "/verify/{world.submission.reference}/")
VERIFY_PUBLIC = page("", "/verify/{world.publication.reference}/")
REVIEW = page("manager", "/admin/reports/report/{world.report.pk}/change/")
PUBLISHING = page("manager", "/admin/reports/publication/report/{world.report.pk}/")
PUBLIC = page("", "/public/{world.publication.reference}/")
DOORS: dict[tuple[str, str], list[Door]] = {
    ("Submission", "sha256"): [
        VERIFY,
        REVIEW,
        archive(data_archive.write_data_archive),
        command("json"),
        command("docx"),
        page("clerk", "/submissions/{world.submission.reference}.docx"),
        page("manager", "/admin/reports/publication/report/{world.report.pk}/"),
    ],
    ("Publication", "sha256"): [
        VERIFY_PUBLIC,
        page("", "/public/{world.publication.reference}/"),
        page("", "/public/{world.publication.reference}.json"),
    ],
    ("Publication", "pdf_sha256"): [VERIFY_PUBLIC, VERIFY, page("", "/public/{world.publication.reference}.pdf")],
    ("Printout", "sha256"): [
        VERIFY,
        page("clerk", "/submissions/{world.submission.reference}.pdf"),
        page("manager", "/submissions/{world.submission.reference}.pdf"),
        command("pdf"),
    ],
    ("Printout", "sha256 of the 定稿"): [
        VERIFY,
        page("clerk", "/submissions/{world.submission.reference}/final.pdf"),
        archive(paper_archive.write_paper_archive),
    ],
    ("Attachment", "sha256"): [
        page("clerk", "/attachments/{world.attachment.pk}/"),
        page("manager", "/attachments/{world.attachment.pk}/"),
    ],
    ("PaperOrder", "sha256"): [page("clerk", "/papers/{world.draft.pk}/draft.pdf"), page("clerk", "/reports/{world.report.pk}/draft.pdf")],
    ("Job", "sha256"): [page("manager", "/admin/exports/{world.job.pk}/")],
    ("OutlineVersion", "sha256"): [
        page("clerk", "/reports/{world.report.pk}/"),
        page("", "/public/{world.publication.reference}/"),
        REVIEW,
    ],
}
FILES = {
    ("Publication", "pdf_sha256"): lambda world: world.publication.file.path,
    ("Printout", "sha256"): lambda world: world.printout.file.path,
    ("Printout", "sha256 of the 定稿"): lambda world: world.final.file.path,
    ("Attachment", "sha256"): lambda world: world.attachment.file.path,
    ("PaperOrder", "sha256"): lambda world: default_storage.path(world.draft.file),
    ("Job", "sha256"): lambda world: str(Path(world.attachment.file.path).parents[3] / "exports/1.zip"),
}
TEXTS: dict[tuple[str, str], tuple[type[Model], str, Callable[[World], int]]] = {
    ("Submission", "sha256"): (Submission, "document", lambda world: world.submission.pk),
    ("Publication", "sha256"): (Publication, "document", lambda world: world.publication.pk),
    ("OutlineVersion", "sha256"): (OutlineVersion, "text", lambda world: world.report.outline_id),
}
SPOIL: dict[str, Callable[[Path], object]] = {
    "bytes appended": lambda file: file.write_bytes(file.read_bytes() + SECRET.encode()),
    "a byte flipped": lambda file: file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:]),
    "emptied": lambda file: file.write_bytes(b""),
    "replaced by another": lambda file: file.write_bytes(SECRET.encode()),
    "gone": lambda file: file.unlink(),
}
OWN_CHAIN = {("AuditSeal", "sha256")}  # verify_audit compares these


def check(world: World, doors: list[Door], caplog: pytest.LogCaptureFixture) -> None:
    for door in doors:
        cache.clear()
        caplog.clear()
        status, handed = door.ask(world)
        words = handed.decode()
        assert (door.name, status, SECRET in words, any(mark in words for mark in MARK)) == (door.name, door.status, False, True)
        assert [record.levelname for record in caplog.records if record.getMessage().startswith("存件不符：")] == ["ERROR"]


def test_every_hash_has_its_doors_here():
    hashed = {(model.__name__, field.name) for model in apps.get_models() for field in model._meta.fields if "sha256" in field.name}
    assert hashed == {(model, name.partition(" ")[0]) for model, name in DOORS} | OWN_CHAIN
    assert set(DOORS) == set(FILES) | set(TEXTS)


def test_every_door_is_open_while_nothing_was_changed(world: World):
    doors = [door for doors in DOORS.values() for door in doors]
    handed = {door.name: door.ask(world) for door in doors}
    assert {name: status for name, (status, _) in handed.items() if status != 200} == {}
    assert [name for name, (_, content) in handed.items() if any(mark in content.decode(errors="replace") for mark in MARK)] == []


@pytest.mark.parametrize("kind", FILES, ids=str)
def test_a_file_that_differs_is_told_and_logged(world: World, caplog: pytest.LogCaptureFixture, kind: tuple[str, str]):
    file = Path(FILES[kind](world))
    whole = file.read_bytes()
    for spoil in SPOIL.values():
        file.write_bytes(whole)
        spoil(file)
        check(world, DOORS[kind], caplog)


@pytest.mark.parametrize("kind", TEXTS, ids=str)
def test_a_text_or_hash_that_differs_is_told_and_logged(world: World, caplog: pytest.LogCaptureFixture, kind: tuple[str, str]):
    model, name, pk = TEXTS[kind]
    row = QuerySet(model).filter(pk=pk(world))
    whole = row.values(name, "sha256").get()
    for spoilt in (whole[name] + " ", whole[name].replace("云水区", SECRET) + "\n", "{}", ""):
        row.update(**{name: spoilt})
        check(world, DOORS[kind], caplog)
    row.update(**whole | {"sha256": "0" * 64})
    check(world, DOORS[kind], caplog)


def test_who_asked_for_something_that_differs_stands_in_the_audit_log_once(world: World):
    Path(world.final.file.path).write_bytes(b"%PDF other")
    for _ in range(3):
        world.get("clerk", f"/submissions/{world.submission.reference}/final.pdf")
    entries = AuditEntry.objects.filter(act=Act.REFUSED).values_list("actor__username", "target")
    assert list(entries) == [("clerk", f"定稿 {world.submission.reference}")]


def test_the_page_gives_the_number_and_says_whom_to_tell(world: World):
    Path(world.final.file.path).unlink()
    status, handed = world.get("clerk", f"/submissions/{world.submission.reference}/final.pdf")
    told = f"定稿 {world.submission.reference}文件缺失，不能打开。请把这句话告诉财政局的技术管理员，从备份中恢复以后再打开。"
    assert (status, told in handed.decode()) == (409, True)


def test_a_genuine_file_is_not_vouched_for_while_something_differs(world: World):
    genuine = Path(world.final.file.path).read_bytes()
    QuerySet(Submission).update(document="{}")
    answer = Client().post(f"/verify/{world.submission.reference}/", {"file": upload("a.pdf", genuine)})
    page = answer.content.decode()
    assert (answer.status_code, "不一致" in page, "现在有效" in page, world.final.sha256 in page) == (409, True, False, False)


def test_an_act_on_a_changed_submission_changes_nothing_and_keeps_the_words(world: World):
    unit = {"code": "088003", "name": "云水区美术馆", "district": "云水区", "city": "长沙市"}
    report = report_import.import_file(builders.paper(department=unit), create=True).report
    for act in (workflow.hand_over, workflow.submit, workflow.start_review):
        act(report, by=None)
    QuerySet(Submission).update(document="{}")
    reviewer = builders.person("reviewer")
    reviewer.memberships.create(role=Role.REVIEWER, district=report.department.district)
    client = Client()
    client.force_login(reviewer)
    posted = {"act": "approve", "confirmed": "on", "note": "写了很久的话"}
    answer = client.post(f"/admin/reports/report/{report.pk}/change/", posted)
    report.refresh_from_db()
    assert (answer.status_code, report.status, "写了很久的话" in answer.content.decode()) == (409, "in_review", True)


def test_bytes_that_are_no_text_are_told(world: World, monkeypatch: pytest.MonkeyPatch):
    """SQLite hands them out as they are; PostgreSQL refuses to hold them."""
    garbled = OperationalError("Could not decode to UTF-8 column 'document' with text '{\ufffd'")
    monkeypatch.setattr(public_pages, "_get_publication_or_404", lambda _: raising(garbled))
    status, handed = world.get("", f"/public/{world.publication.reference}.json")
    assert (status, "数据库里保存的文字有一段读不出来，不能打开。" in handed.decode()) == (409, True)


def raising(error: Exception) -> None:
    raise error


def test_papers_of_others_go_on(world: World):
    other = shelf.approved("云水区体育馆", "088002")
    printouts.get_final_printout(other.submissions.get().approval)
    Path(world.final.file.path).write_bytes(b"%PDF other")
    target = BytesIO()
    missing = paper_archive.write_paper_archive(Report.objects.all(), target)
    assert (len(missing), zipfile.ZipFile(target).namelist()) == (1, ["088002_云水区体育馆_2018.pdf", "没有收入的报告.txt"])

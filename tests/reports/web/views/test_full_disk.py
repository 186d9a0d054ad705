"""The disc is full: a sentence, what was typed is kept, nothing is half written, reading goes on."""

import pytest
from django.test import Client

from departments.file_storage import WholeFileStorage
from departments.models import AuditEntry
from reports import workflow
from reports.models import Attachment, DraftItem, Narrative, Printout
from reports.review.bulk import confirmation
from reports.workflow import printouts
from tests.full_disk import ENOSPC, FULL, READ_ONLY, refusing
from tests.reports.filing.attachments import files
from tests.reports.filing.attachments.files import upload
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db
WORDS = "写了半个小时的一段话"
SENTENCE = {507: "服务器的磁盘满了，这一步没有完成，什么也没有改动。", 503: "服务器现在只能读取、不能保存，这一步没有完成"}


@pytest.fixture
def submission(report, clerk, leader):
    workflow.hand_over(report, by=clerk)
    return workflow.submit(report, by=leader)


@pytest.fixture
def full_media(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = str(tmp_path)

    def refuse(self, name, content):
        raise ENOSPC

    monkeypatch.setattr(WholeFileStorage, "_save", refuse)


TYPED = {":revision": "0", "narrative.management": WORDS, ":do": "save"}


def read(client: Client, path: str) -> int:
    """The status, once all of the answer was read."""
    answer = client.get(path)
    assert b"".join(answer)
    return answer.status_code


@pytest.mark.parametrize(("errors", "status"), [(FULL, 507), (READ_ONLY, 503)])
def test_a_section_comes_back_with_what_was_typed(client_of, clerk, report, errors, status):
    client = client_of(clerk)
    path = f"/reports/{report.pk}/sections/management/"
    with refusing(errors):
        answer = client.post(path, TYPED)
    page = answer.content.decode()
    assert (answer.status_code, SENTENCE[status] in page, WORDS in page, f'action="{path}"' in page) == (status, True, True, True)
    assert not Narrative.objects.filter(text=WORDS).exists()
    assert client.post(path, TYPED).status_code == 302
    assert Narrative.objects.filter(text=WORDS).exists()


def test_a_save_in_the_background_gets_the_sentence(client_of, clerk, report):
    client = client_of(clerk)
    with refusing():
        answer = client.post(f"/reports/{report.pk}/sections/management/", TYPED, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["message"].startswith(SENTENCE[507])) == (507, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("background", [False, True])
def test_a_reviewers_items_are_kept(client_of, reviewer, submission, background):
    report = submission.report
    workflow.start_review(report, by=reviewer)
    client, path = client_of(reviewer), f"/admin/reports/report/{report.pk}/change/"
    items = {"key": "k1", "place": "section.management", "kind": "must", "text": WORDS, "follows": ""}
    headers = {"Accept": "application/json"} if background else {}
    with refusing():
        answer = client.post(path, {"act": "keep", **items}, headers=headers)
    told = answer.json()["message"] if background else answer.content.decode()
    assert (answer.status_code, SENTENCE[507] in told, DraftItem.objects.count()) == (507, True, 0)
    assert background or WORDS in told


def test_an_act_is_not_half_done_and_its_note_is_kept(client_of, clerk, report):
    with refusing():
        answer = client_of(clerk).post(f"/reports/{report.pk}/act/hand_over/", {"note": WORDS})
    report.refresh_from_db()
    assert (answer.status_code, WORDS in answer.content.decode(), report.status, report.events.count()) == (507, True, "draft", 0)


def test_each_file_that_found_no_room_is_named(client_of, clerk, report, full_media, tmp_path):
    chosen = [upload("采购合同.pdf", files.pdf()), upload("明细.pdf", files.pdf(words="b"))]
    answer = client_of(clerk).post(f"/reports/{report.pk}/attachments/", {"place": "report", "files": chosen}, follow=True)
    page = answer.content.decode()
    assert [f"“{name}”没有上传：服务器的磁盘满了" in page for name in ("采购合同.pdf", "明细.pdf")] == [True, True]
    assert (Attachment.objects.count(), [path for path in tmp_path.rglob("*") if path.is_file()]) == (0, [])


def test_a_file_whose_line_found_no_room_goes_again(client_of, clerk, report, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    client = client_of(clerk)
    with refusing():
        answer = client.post(f"/reports/{report.pk}/attachments/", {"place": "report", "files": [upload("a.pdf", files.pdf())]})
    assert (answer.status_code, Attachment.objects.count()) == (302, 0)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_paper_that_cannot_be_stored_is_told_and_leaves_no_file(client_of, clerk, submission, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    with refusing():
        answer = client_of(clerk).get(f"/submissions/{submission.reference}.pdf")
    assert (answer.status_code, SENTENCE[507] in answer.content.decode()) == (507, True)
    assert (Printout.objects.count(), [path for path in tmp_path.rglob("*") if path.is_file()]) == (0, [])


def test_reading_goes_on_and_the_error_log_has_who_looked(client_of, reviewer, clerk, submission, caplog):
    printouts.get_printout(submission)
    report = submission.report
    readers, theirs = client_of(reviewer), client_of(clerk)
    before = AuditEntry.objects.count()
    with refusing():
        pages = ["/admin/reports/report/", f"/admin/reports/report/{report.pk}/change/", f"/submissions/{submission.reference}.pdf"]
        assert [read(readers, page) for page in pages] == [200, 200, 200]
        mine = ["/", f"/reports/{report.pk}/", f"/reports/{report.pk}/preview/", "/public/", "/health/"]
        assert [read(theirs, page) for page in mine] == [200] * 5
        assert read(theirs, f"/reports/{report.pk}/draft.pdf") == 507  # it is kept, so it needs room; the preview does not
    assert AuditEntry.objects.count() == before
    assert [record.levelname for record in caplog.records if "审计日志：查看报告" in record.getMessage()] == ["ERROR", "ERROR"]


@pytest.mark.django_db(transaction=True)
def test_a_password_is_never_sent_back(client_of, clerk):
    posted = {"old_password": "pw-old", "new_password1": "桂花树下的石阶2024", "new_password2": "桂花树下的石阶2024"}
    clerk.set_password("pw-old")
    clerk.save()
    with refusing():
        answer = client_of(clerk).post("/password/", posted)
    page = answer.content.decode()
    assert (answer.status_code, "桂花树下" in page, "pw-old" in page) == (507, False, False)


def test_one_full_disc_does_not_stop_the_others_of_a_bulk_act(submission, reviewer, monkeypatch):
    monkeypatch.setattr(confirmation, "_take_locked", lambda *_: (_ for _ in ()).throw(ENOSPC))
    outcome = confirmation._take_one(next(iter(confirmation.list_acts().values())), submission.report.pk, "", reviewer, None)
    assert (outcome[0], outcome[1].startswith(SENTENCE[507])) == (confirmation.REFUSED, True)


def test_other_mistakes_stay_errors(client_of, clerk, report, monkeypatch):
    monkeypatch.setattr(WholeFileStorage, "_save", lambda *_: (_ for _ in ()).throw(ValueError("ours")))
    put(report, report.status)
    with pytest.raises(ValueError, match="ours"):
        client_of(clerk).post(f"/reports/{report.pk}/attachments/", {"place": "report", "files": [upload("a.pdf", files.pdf())]})

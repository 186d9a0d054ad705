"""佐证材料 come and go with the draft; nothing is half stored."""

import pytest
from django.core.files.storage import default_storage

from reports import workflow
from reports.domain import interchange
from reports.filing import drafts
from reports.filing.attachments import NotAccepted, evidence, upload_limits
from reports.filing.attachments.evidence import freeze_attachments
from reports.models import Attachment, Cycle, SentAttachment, Status
from reports.workflow import permissions
from tests.reports.filing.attachments import files
from tests.reports.filing.attachments.files import upload
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db


def add(report, by, name="采购合同.pdf", place="report", content=b""):
    return evidence.add_evidence(report, upload(name, content or files.GOOD.get(name) or files.pdf()), place=place, by=by)


def remove(made, by, committed):
    with committed(execute=True):
        evidence.remove_evidence(made, by=by)


def other(number: int) -> bytes:
    return files.pdf(words=str(number))


def test_a_file_is_kept_with_all_that_is_known_of_it(report, clerk, stored):
    made = add(report, clerk, place="section.management")
    found = Attachment.objects.get()
    assert (found.pk, found.name, found.place, found.section) == (made.pk, "采购合同.pdf", "section.management", "management")
    assert (found.place_label, found.uploaded_by, found.size) == ("一、项目资金管理情况", clerk, len(files.pdf()))
    with default_storage.open(found.file.name) as kept:
        assert kept.read() == files.pdf()
    assert "采购" not in found.file.name
    assert stored() == 1


def test_who_adds_evidence_cannot_approve_the_report(report, clerk, leader):
    made = add(report, clerk)
    assert (permissions.has_edited(report, clerk), permissions.has_edited(report, leader)) == (True, False)
    evidence.remove_evidence(made, by=clerk)
    assert permissions.has_edited(report, clerk)


def test_the_same_content_at_the_same_place_is_one(report, clerk, leader, stored):
    first = add(report, clerk)
    assert add(report, leader, name="同一份.pdf") == first
    assert stored() == 1
    assert add(report, clerk, place="section.management") != first


def test_a_file_that_was_taken_out_may_come_again(report, clerk, stored, django_capture_on_commit_callbacks):
    remove(add(report, clerk), clerk, django_capture_on_commit_callbacks)
    assert stored() == 0
    add(report, clerk)
    assert (Attachment.objects.count(), stored()) == (2, 1)


def test_a_bad_file_leaves_nothing_behind(report, clerk, stored):
    with pytest.raises(NotAccepted):
        add(report, clerk, content=b"%PDF-1.7")
    assert (Attachment.objects.count(), stored()) == (0, 0)


@pytest.mark.parametrize("place", ["", "section.nowhere", "narrative.management", "unit.name"])
def test_a_place_must_be_chosen(report, clerk, stored, place):
    with pytest.raises(NotAccepted, match="没有选择位置"):
        add(report, clerk, place=place)
    assert stored() == 0


@pytest.mark.parametrize("status", sorted(set(Status.values) - Status.editable()))
def test_nothing_changes_once_the_report_has_left(report, clerk, stored, status):
    made = add(report, clerk)
    put(report, status)
    with pytest.raises(NotAccepted, match="不能修改"):
        add(report, clerk, content=other(1))
    with pytest.raises(NotAccepted, match="不能修改"):
        evidence.remove_evidence(made, by=clerk)
    assert (Attachment.objects.filter(removed_at=None).count(), stored()) == (1, 1)


def test_nor_by_anybody_else(report, clerk, reviewer, stranger, stored):
    made = add(report, clerk)
    for person in (reviewer, stranger):
        with pytest.raises(NotAccepted, match="只有本单位的填报人和负责人"):
            add(report, person, content=other(1))
        with pytest.raises(NotAccepted, match="只有本单位"):
            evidence.remove_evidence(made, by=person)
    assert stored() == 1


def test_nor_after_a_deadline_that_locks(report, clerk):
    Cycle.objects.update(locked_after_due=True, opens="2020-01-01T00:00Z", due="2020-02-01T00:00Z")
    report.cycle.refresh_from_db()
    with pytest.raises(NotAccepted, match="已锁定"):
        add(report, clerk)


def test_a_report_holds_so_many_files(report, clerk, monkeypatch, stored, django_capture_on_commit_callbacks):
    monkeypatch.setattr("reports.filing.attachments.upload_limits.MOST_FILES", 2)
    made = [add(report, clerk, content=other(number)) for number in range(2)]
    with pytest.raises(NotAccepted, match="已有 2 份文件，最多 2 份"):
        add(report, clerk, content=other(3))
    remove(made[0], clerk, django_capture_on_commit_callbacks)
    add(report, clerk, content=other(3))
    assert stored() == 2


def test_and_so_many_bytes(report, clerk, stored):
    add(report, clerk)
    Attachment.objects.update(size=upload_limits.MOST_OF_REPORT - 10)
    with pytest.raises(NotAccepted, match="合计会超过 200 MB（已有 200 MB）"):
        add(report, clerk, content=other(1))
    assert stored() == 1


def test_a_removal_is_written_down_and_a_second_click_finds_it_done(report, clerk, leader):
    made = add(report, clerk)
    evidence.remove_evidence(made, by=clerk)
    evidence.remove_evidence(made, by=leader)
    found = Attachment.objects.get()
    assert (found.removed_by, found.file.name) == (clerk, "")


def test_what_was_sent_is_frozen_and_stays_on_the_disc(report, clerk, leader, send, stored, django_capture_on_commit_callbacks):
    made = add(report, clerk, place="section.management")
    first = send()
    workflow.withdraw(report, by=leader)
    remove(made, clerk, django_capture_on_commit_callbacks)
    add(report, clerk, content=other(1))
    second = send()
    assert [each.attachment for each in first.sent_attachments.all()] == [made]
    assert [each.place_label for each in first.sent_attachments.all()] == ["一、项目资金管理情况"]
    assert made not in [each.attachment for each in second.sent_attachments.all()]
    assert (second.sent_attachments.count(), stored()) == (1, 2)


def test_a_submission_that_fails_freezes_nothing(report, clerk, send, monkeypatch):
    add(report, clerk)
    monkeypatch.setattr("reports.filing.attachments.freeze_attachments", _frozen_then_failed)
    with pytest.raises(ZeroDivisionError):
        send()
    assert SentAttachment.objects.count() == 0


def _frozen_then_failed(submission, document):
    freeze_attachments(submission, document)
    raise ZeroDivisionError


def test_an_import_leaves_attachments_alone(report, clerk):
    add(report, clerk, place="section.output")
    document = drafts.load_document(report)
    drafts.replace_report(report, document, by=clerk)
    assert Attachment.objects.filter(removed_at=None).count() == 1
    assert "采购合同" not in interchange.dump_document(document)

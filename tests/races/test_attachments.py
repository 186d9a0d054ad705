"""Uploads at the same moment: the last place is taken once, one content is one file, and nothing slips into a report that leaves."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.conf import LazySettings

from departments.models import User
from departments.untrusted import limited_process
from reports import workflow
from reports.filing.attachments import NotAccepted, evidence, stored_files, upload_limits
from reports.models import Attachment, Report, Status
from tests.races.together import PATIENCE, errors, together
from tests.reports.filing.attachments import files
from tests.reports.filing.attachments.files import upload
from tests.reports.workflow.builders import suit

FEW, ROOM = 8, 3


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setattr(upload_limits, "MOST_FILES", ROOM)
    # The race is for the place in the report, not for a child that looks into the file.
    monkeypatch.setattr(limited_process, "TURNS", limited_process.Turns(running=2, waiting=FEW, longest=PATIENCE))
    return tmp_path


def stored(media: Path) -> int:
    return sum(path.is_file() for path in media.rglob("*"))


def add(report: Report, by: User, words: str) -> Attachment:
    mine = Report.objects.with_context().get(pk=report.pk)
    return evidence.add_evidence(mine, upload("合同.pdf", files.pdf(words=words)), place="report", by=by)


def test_the_last_places_are_taken_once(report: Report, people: dict[str, User], media: Path) -> None:
    found = together(*(lambda at=at: add(report, people["clerk"], str(at)) for at in range(FEW)))
    assert errors(found) == [NotAccepted] * (FEW - ROOM)
    assert (Attachment.objects.count(), stored(media)) == (ROOM, ROOM)


def test_control_without_the_lock_there_are_too_many(report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    all_asked = Barrier(FEW)
    real = upload_limits.check_storage_room

    def check(*given: object) -> None:
        real(*given)  # type: ignore[arg-type]
        all_asked.wait(PATIENCE)

    monkeypatch.setattr(upload_limits, "check_storage_room", check)
    monkeypatch.setattr(evidence, "lock_for_writing", lambda *_: None)
    monkeypatch.setattr(stored_files, "transaction", SimpleNamespace(atomic=nullcontext))
    together(*(lambda at=at: add(report, people["clerk"], str(at)) for at in range(FEW)))
    assert Attachment.objects.count() > ROOM


def test_one_file_sent_many_times_at_once_is_one(report: Report, people: dict[str, User], media: Path) -> None:
    found = together(*(lambda: add(report, people["clerk"], "same") for _ in range(FEW)))
    assert errors(found) == []
    assert {outcome.result for outcome in found} == {Attachment.objects.get()}
    assert stored(media) == 1


def test_nothing_slips_into_a_report_that_leaves(report: Report, people: dict[str, User]) -> None:
    suit(report, needs_signature=False)
    sent, *added = together(
        lambda: workflow.submit(Report.objects.get(pk=report.pk), by=people["leader"]),
        *(lambda at=at: add(report, people["clerk"], str(at)) for at in range(ROOM)),
    )
    assert sent.error is None
    assert Report.objects.get().status == Status.SUBMITTED
    assert set(errors(added)) <= {NotAccepted}
    assert set(Attachment.objects.all()) == {each.attachment for each in sent.result.sent_attachments.all()}  # type: ignore[attr-defined]

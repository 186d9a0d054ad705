"""Files that no row stands for: gone after a day, said in the log; too many to be the work of kills, they stay."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import FileField, QuerySet
from django.utils import timezone

from reports.models import Attachment, Job, JobState, OrderKind, PaperOrder, Printout, Report, Submission
from reports.release.jobs import job_files, orphan_files
from reports.workflow import printouts

pytestmark = pytest.mark.django_db


def leave(name: str) -> str:
    """As a killed process does: stored, and nothing else."""
    return default_storage.save(name, ContentFile(b"%PDF"))


def sweep_later(days: float = 1.1) -> int:
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        return orphan_files.sweep_orphan_files()


@pytest.mark.parametrize("folder", ["printouts/2026/03", "publications/2026/03", "attachments/2026/03", "drafts", "exports"])
def test_a_file_of_no_row_goes_after_a_day_and_the_log_says_so(db: None, folder: str, caplog: pytest.LogCaptureFixture) -> None:
    name = leave(f"{folder}/2018-1.pdf")
    assert (sweep_later(0.9), default_storage.exists(name)) == (0, True)
    assert (sweep_later(), default_storage.exists(name), sweep_later()) == (1, False, 0)
    assert f"清理：{_what(folder)} 1 个没有登记的文件（进程中断留下的）：{name}" in caplog.text


def test_what_a_row_stands_for_stays(job: Job, sent: list[Report], work) -> None:
    work()
    submission = Submission.objects.get(report=sent[0])
    paper = Printout.objects.get(submission=submission).file.name
    attached, drafted = leave("attachments/2026/03/a"), leave("drafts/1.pdf")
    rest = {"report": sent[0], "place": "", "place_label": "", "name": "a.pdf", "sha256": "0" * 64, "size": 4, "content_type": ""}
    Attachment.objects.create(file=attached, **rest)
    PaperOrder.objects.create(kind=OrderKind.DRAFT, report=sent[0], file=drafted, created=timezone.now(), digest="1")
    names = [paper, attached, drafted, f"exports/{Job.objects.get().file}"]
    assert (sweep_later(), [default_storage.exists(name) for name in names]) == (0, [True] * 4)


def test_the_file_of_an_export_that_expired_goes_where_its_removal_was_cut_off(job: Job, work) -> None:
    work()
    Job.objects.update(state=JobState.EXPIRED)
    assert (sweep_later(), list(job_files.get_export_folder().iterdir())) == (1, [])


def test_half_written_files_go_too(db: None) -> None:
    names = [leave("exports/1-a.part"), leave("printouts/2026/03/2018-1.pdf.0011.part")]
    assert (sweep_later(), [default_storage.exists(name) for name in names]) == (2, [False, False])


def test_so_many_that_no_kill_explains_them_stay_and_the_log_says_why(sent: list[Report], caplog: pytest.LogCaptureFixture) -> None:
    for report in sent:
        printouts.get_printout(Submission.objects.get(report=report))
    QuerySet(Printout).delete()  # as with a database that was restored from before
    for at in range(orphan_files.FEW - 2):
        leave(f"printouts/2026/03/2018-{at}.pdf")
    assert sweep_later() == 0
    assert f"送审稿和定稿：有 {orphan_files.FEW + 1} 个文件没有登记（登记的有 0 个）" in caplog.text
    assert "请核对数据库和文件是不是同一份备份" in caplog.text


def test_every_model_with_a_file_is_watched() -> None:
    fields = [each for model in apps.get_models() for each in model._meta.get_fields() if isinstance(each, FileField)]
    folders = {each.generate_filename(each.model(), "a").split("/")[0] for each in fields}
    assert folders | {"drafts", "exports"} == {each.folder for each in orphan_files.STORED}


def _what(folder: str) -> str:
    return next(each.what for each in orphan_files.STORED if folder.startswith(each.folder))

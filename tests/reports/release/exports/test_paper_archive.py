"""送审稿 of a selection as ZIP."""

import hashlib
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile

from departments.models import Department
from reports.models import Approval, Printout, Report
from reports.release.exports import archive as archive_of
from reports.release.exports import paper_archive, selection
from tests import builders
from tests.reports.release.statistics.builders import NOW, at, cycle, many, report

pytestmark = pytest.mark.django_db


def keep(report: Report, content: bytes, number: int | None = None, kind: str = "submission") -> Printout:
    """Stores a paper of the report's last submission, or of the one with that number."""
    sent = report.submissions.order_by("number")
    printout = Printout(
        submission=sent.get(number=number) if number else sent.last(), kind=kind, sha256=hashlib.sha256(content).hexdigest()
    )
    printout.file.save("x.pdf", ContentFile(content), save=False)
    printout.save()
    return printout


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_paper_has_its_name_and_its_bytes(year: Any, archive):
    keep(year.get(department__code="A1"), b"%PDF first")
    keep(year.get(department__code="A2"), b"%PDF second")

    found = opened(archive(year.filter(department__code__in=["A1", "A2"])))

    assert found == {"A1_云水区A1局_2018.pdf": b"%PDF first", "A2_云水区A2局_2018.pdf": b"%PDF second"}


def test_what_is_not_stored_is_listed(year: Any, archive):
    keep(year.get(department__code="A2"), b"%PDF old round", number=1)
    lost = keep(year.get(department__code="A1"), b"%PDF")
    lost.file.storage.delete(lost.file.name)

    text = opened(archive(year.filter(department__code__in=["A1", "A2", "N1"])))[archive_of.LIST].decode("utf-8-sig")

    assert text.split("\r\n") == [
        "以下报告没有收入本压缩包：",
        "A1_云水区A1局_2018：文件缺失，请联系技术管理员从备份中恢复",
        f"A2_云水区A2局_2018：{paper_archive.NOT_PRINTED}",
        f"N1_云水区N1局_2018：{archive_of.NOT_SENT}",
        "",
    ]


def test_a_name_stays_in_the_folder_and_opens_on_windows(year: Any, archive):
    report = year.get(department__code="A1")
    keep(report, b"%PDF")
    report.department.__class__.objects.filter(pk=report.department_id).update(code="../..", name='a/b:c*"?<>|\\')

    (name,) = opened(archive(year.filter(pk=report.pk)))

    assert name == "_.._a_b_c________2018.pdf"


def test_equal_names_of_two_districts_are_told_apart(year: Any, archive):
    next_door = builders.district("临水区")
    other = Department.objects.create(district=next_door, code="A1", name="云水区A1局")
    report(other, cycle(next_door, 2018), "submitted", "2019-03-01 09:00")
    for each in Report.objects.filter(department__code="A1", cycle__year=2018):
        keep(each, b"%PDF")

    names = list(opened(archive(Report.objects.filter(department__code="A1", cycle__year=2018))))

    assert names == ["A1_云水区A1局_2018.pdf", "A1_云水区A1局_2018（2）.pdf"]


def test_a_name_never_ends_or_begins_with_a_dot_and_is_never_empty():
    assert [selection.make_safe_name(text) for text in (".hidden", "a. ", "", "..", "x" * 500)] == ["hidden", "a", "_", "_", "x" * 120]


def test_the_time_of_a_paper_is_that_of_its_submission(year: Any, archive):
    report = year.get(department__code="A1")
    keep(report, b"%PDF")

    with zipfile.ZipFile(BytesIO(archive(year.filter(pk=report.pk)))) as found:
        assert found.infolist()[0].date_time == (2019, 3, 29, 23, 50, 0)


def test_too_many_is_a_sentence(year: Any, archive, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(selection, "MOST_PAPERS", 2)

    with pytest.raises(selection.ExportRefused, match="所选报告有 8 份，一次最多导出 2 份"):
        archive(year)


def test_an_approved_report_comes_as_its_final_paper(year: Any, archive):
    report = year.get(department__code="A1")
    Approval.objects.create(submission=report.submissions.get(), at=NOW)
    keep(report, b"%PDF sent")
    keep(report, b"%PDF final", kind="final")

    assert list(opened(archive(year.filter(pk=report.pk))).values()) == [b"%PDF final"]


def test_what_was_sent_or_approved_later_is_not_in_it(year: Any):
    report = year.get(department__code="A2")
    keep(report, b"%PDF first", number=1)
    keep(report, b"%PDF second", number=2)
    target = BytesIO()
    paper_archive.write_paper_archive(year.filter(pk=report.pk), target, at("2019-03-31 12:00"))

    assert list(opened(target.getvalue()).values()) == [b"%PDF first"]


@pytest.mark.parametrize("number", [50, 500])
def test_any_number_of_papers_takes_two_queries(number: int, archive, django_assert_num_queries):
    many(number, years=1)

    with django_assert_num_queries(2):
        archive(Report.objects.all())

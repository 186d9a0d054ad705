"""Data of a selection: what was frozen, word for word."""

import hashlib
import json
import zipfile
from io import BytesIO

import pytest
from django.utils import timezone

from reports import workflow
from reports.domain import interchange
from reports.domain.rendering import pdf
from reports.models import Report, Submission
from reports.release.exports import archive, data_archive
from tests import builders
from tests.reports.release.exports.conftest import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")
    report = builders.complete_report()
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=None)
    return report


def test_each_report_is_a_file_that_can_be_imported(sent: Report):
    found = zipfile.ZipFile(BytesIO(made(data_archive.write_data_archive, Report.objects.all())))

    (name,) = found.namelist()
    text = found.read(name).decode()
    assert name == "088001_云水区档案馆_2018.json"
    assert text == sent.submissions.get().document
    assert interchange.load_document(json.loads(text), sent.outline.definition).department == "云水区档案馆"


def test_each_of_many_reports_has_its_own_last_document(sent: Report):
    for code in ("7", "8"):
        other = builders.report(builders.department(code=code, name=f"云水区{code}馆"), sent.cycle)
        for number in (1, 2):
            rest = {"sent_at": timezone.now(), "outline": other.outline, "reference": f"x-{code}-{number}"}
            digest = hashlib.sha256(f"{code} {number}".encode()).hexdigest()
            Submission.objects.create(report=other, number=number, document=f"{code} {number}", sha256=digest, **rest)

    found = zipfile.ZipFile(BytesIO(made(data_archive.write_data_archive, Report.objects.all())))
    documents = [found.read(name).decode() for name in found.namelist()]
    assert documents == [sent.submissions.get().document, "7 2", "8 2"]


def test_what_was_not_sent_is_listed(sent: Report):
    builders.report(builders.department(code="9", name="云水区文化馆"), sent.cycle)

    found = zipfile.ZipFile(BytesIO(made(data_archive.write_data_archive, Report.objects.all())))
    assert "9_云水区文化馆_2018：还没有报送" in found.read(archive.LIST).decode()


def test_equal_data_makes_equal_bytes(sent: Report):
    moment = sent.submissions.get().sent_at

    def once(reports, target):
        data_archive.write_data_archive(reports, target, moment)

    assert made(once, Report.objects.all()) == made(once, Report.objects.all())

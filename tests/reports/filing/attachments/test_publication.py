"""What is published holds nothing of the attachments."""

import pytest
from django.test import Client

from reports.domain.rendering import pdf
from reports.filing import report_import
from reports.filing.attachments import evidence
from reports.models import Attachment, Report, Status
from reports.workflow import signed_scans
from tests import builders
from tests.reports.filing.attachments import files
from tests.reports.filing.attachments.files import upload
from tests.reports.release.publishing import shelf
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(monkeypatch):
    """A paper is all that would be printed in it and all that would lie in it."""
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: f"{page} {stamp}".encode() + attachment)
    report: Report = report_import.import_file(builders.paper(), create=True).report
    evidence.add_evidence(report, upload("秘密采购合同.pdf", files.pdf()), place="report", by=None)
    report = shelf.approve(report)
    signed_scans.add_signed_scan(put(report, Status.IN_REVIEW), upload("秘密扫描件.pdf", files.pdf(words="scan")), by=None)
    return shelf.published(put(report, Status.APPROVED))


@pytest.mark.parametrize("ending", ["/", ".pdf", ".json"])
def test_neither_page_nor_paper_nor_data_tell_of_attachments(published, ending):
    found = b"".join(Client().get(f"/public/{published.reference}{ending}"))
    assert "云水区".encode() in found
    kept = Attachment.objects.all()
    assert len(kept) == 2
    told = [word for each in kept for word in (each.name, each.sha256, each.file.name, "/attachments/") if word.encode() in found]
    assert told == []


def test_nobody_fetches_them_without_login(published):
    for each in Attachment.objects.all():
        assert Client().get(f"/attachments/{each.pk}/").headers["Location"].startswith("/login/")

"""Reports on their way to the public, taken there by 系统."""

import hashlib
from collections.abc import Mapping

from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from reports import workflow
from reports.domain import interchange
from reports.domain.document import Document
from reports.filing import report_import
from reports.models import Approval, Cycle, Publication, Report, Status, Submission
from reports.release.publishing import leaks, public_version, publication_acts
from reports.workflow import submissions
from tests import builders

UNITS = ("云水区档案馆", "088001")


def approved(name: str = UNITS[0], code: str = UNITS[1], **parts: object) -> Report:
    """A complete report of 天心区's outline, approved."""
    unit = {"code": code, "name": name, "district": "云水区", "city": "长沙市"}
    raw = builders.paper(department=unit, **parts)
    raw["fields"] = {**raw["fields"], "unit.name": name}
    report = report_import.import_file(raw, create=True).report
    return approve(report)


def approve(report: Report) -> Report:
    Cycle.objects.filter(pk=report.cycle_id).update(allow_override=True)
    for act in ("hand_over", "submit", "start_review", "approve"):
        workflow.take_action(act, report, by=None) if act != "submit" else workflow.submit(report, by=None)
    return report


def put_approved(document: Document) -> Report:
    """A report that no check would let pass, approved all the same."""
    report = builders.complete_report(document.outline.id)
    text = interchange.dump_document(document)
    sent = {"number": 1, "reference": submissions.make_reference(document.year), "sent_at": timezone.now()}
    frozen = {"document": text, "sha256": hashlib.sha256(text.encode()).hexdigest(), "outline": report.outline}
    submission = Submission.objects.create(report=report, **sent, **frozen)
    Approval.objects.create(submission=submission, at=timezone.now())
    Report.objects.filter(pk=report.pk).update(status=Status.APPROVED)
    report.refresh_from_db()
    return report


def content(file: FieldFile) -> bytes:
    with default_storage.open(str(file)) as opened:
        return bytes(opened.read())


def published(report: Report | None = None, withheld: Mapping[str, str] | None = None) -> Publication:
    """With its paper. What is hidden and yet stands in public is kept on purpose."""
    chosen = report or approved()
    done = publication_acts.publish_report(
        chosen, by=None, on=timezone.localdate(), withheld=withheld or {}, kept=list_leaks(chosen, withheld or {})
    )
    public_version.store_public_paper(done)
    return done


def list_leaks(report: Report, withheld: Mapping[str, str]) -> list[str]:
    approval = publication_acts.get_approval(report)
    return [leak.key for leak in leaks.find_leaks(approval, public_version.prepare_publication(approval, withheld))]

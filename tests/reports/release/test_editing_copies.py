"""编辑稿: what it is made of, and what it carries along."""

import hashlib
import json

import pytest

from reports import workflow
from reports.domain import interchange
from reports.filing import drafts
from reports.models import Report, SectionState, Submission
from reports.release.editing_copies import make_draft_copy, make_sent_copy
from tests import builders
from tests.reports.domain.rendering.word.reading import get_text, open_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return builders.complete_report()


@pytest.fixture
def submission(report: Report) -> Submission:
    workflow.hand_over(report, by=builders.clerk(report.department))
    return workflow.submit(report, by=builders.leader(report.department))


def read_origin(content: bytes) -> dict[str, str | None]:
    return {each.get("name", ""): each[0].text for each in open_part(content, "docProps/custom.xml")}


def read_body(content: bytes) -> str:
    return get_text(open_part(content, "word/document.xml"))


def test_the_same_content_gives_the_same_bytes(report):
    assert make_draft_copy(report) == make_draft_copy(Report.objects.with_context().get(pk=report.pk))


def test_it_knows_report_outline_and_the_revision_of_each_section(report):
    builders.edited(report, builders.clerk(report.department))
    saved = dict(SectionState.objects.filter(report=report).values_list("section", "revision"))
    origin = read_origin(make_draft_copy(report))
    assert origin == {
        "perfeval_report": str(report.pk),
        "perfeval_outline": report.outline.sha256,
        "perfeval_sections": json.dumps(saved, sort_keys=True),
    }
    assert saved["management"] >= 1


def test_the_hash_of_the_stored_document_stands_on_every_page(report):
    digest = hashlib.sha256(interchange.dump_document(drafts.load_document(report)).encode()).hexdigest()
    assert get_text(open_part(make_draft_copy(report), "word/header.xml")).endswith(f"校验码：{digest[:12]}")


def test_a_copy_of_what_was_sent_stays_as_it_was_sent(report, submission):
    content = make_sent_copy(submission)
    Report.objects.filter(pk=report.pk).update(status="returned")
    SectionState.objects.filter(report=report).update(revision=99)
    assert make_sent_copy(Submission.objects.get(pk=submission.pk)) == content
    assert get_text(open_part(content, "word/header.xml")).endswith(submission.sha256[:12])
    assert read_origin(content)["perfeval_sections"] == "{}"


def test_what_was_sent_and_the_draft_read_alike(report, submission):
    assert read_body(make_sent_copy(submission)) == read_body(make_draft_copy(report))

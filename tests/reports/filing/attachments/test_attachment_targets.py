"""Where an attachment may stand."""

import pytest

from reports.demo import bureau
from reports.domain import interchange
from reports.filing import attachments, drafts, report_import
from reports.filing.attachments import evidence
from tests import builders
from tests.reports.filing.attachments import files
from tests.reports.filing.attachments.files import upload

OWN = {"code": "088001", "name": "云水区档案馆", "district": "云水区", "city": "长沙市"}


def test_the_report_its_sections_and_its_rated_indicators_are_places():
    document = interchange.load_document(bureau.build_bureau_report(OWN), builders.outline("hunan-standard"))
    found = attachments.list_attachment_targets(document)
    assert next(iter(found)) == "report"
    assert all(f"section.{key}" in found for key in document.outline.sections)
    row = next(spot for spot in found.values() if spot.is_row)
    assert row.place.partition(".")[0] in {"scoring", "indicators"}
    assert found["scoring.staff_rate"].label.endswith("在职人员控制率")
    assert found["scoring.staff_rate"].section
    assert all(len(spot.label) <= 200 for spot in found.values())


def test_an_outline_without_indicators_has_report_and_sections_alone():
    found = attachments.list_attachment_targets(builders.document("daxiang-2021"))
    assert {place.partition(".")[0] for place in found} == {"report", "section"}


@pytest.mark.django_db
def test_a_row_that_is_gone_keeps_its_name_and_comes_last():
    report = report_import.import_file(bureau.build_bureau_report(OWN), create=True).report
    place = next(place for place in attachments.list_attachment_targets(drafts.load_document(report)) if place.startswith("indicators."))
    made = evidence.add_evidence(report, upload("合同.pdf", files.pdf()), place=place, by=None)
    evidence.add_evidence(report, upload("合同.pdf", files.pdf()), place="report", by=None)
    known = attachments.list_attachment_targets(drafts.load_document(report))
    del known[place]
    groups = attachments.group_by_place(attachments.list_draft_attachments(report), known)
    assert [group.label for group in groups] == ["整份报告", made.place_label]
    assert "指标" in made.place_label

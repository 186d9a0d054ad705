"""A county's own outline is a data file: its own facts go from the form to the printed page, and no Python knows of them."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from reports.domain import completeness, interchange
from reports.domain.document import Row
from reports.domain.figures import Figure
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import FormTable, Paragraph, Table
from reports.filing import drafts, live_findings
from reports.filing.drafts import Changes
from reports.models import ExtraRow, Report
from reports.workflow import printouts
from tests import builders

VISITS = (
    Row("v1", {"place": "东门社区", "people": Figure.of(12), "cost": Figure.of("0.35"), "result": "满意"}, "q1"),
    Row("v2", {"place": "南门社区", "people": Figure.of(8), "result": "不满意"}),
)
SECTIONS = {
    "who": Changes(
        fields={"unit.name": "南湖区水务局", "contact.phone": "0731-80000001", "nh_grade": "正科级"},
        figures={"staff.total.posts": Figure.of(40), "staff.total.actual": Figure.of(38)},
    ),
    "nh_energy": Changes(
        figures={
            "nh_energy.all.before": Figure.of(90),
            "nh_energy.all.now": Figure.of(100),
            "nh_energy.water.before": Figure.of(90),
            "nh_energy.water.now": Figure.of("62.5"),
            "nh_energy.coal.now": Figure.of("37.5"),
        },
        wordings={"nh_energy_words": "全年用水{nh_energy.water.now}吨（{nh_energy.water.now|share}），{year}年达标。"},
    ),
    "nh_visits": Changes(lists={"nh_visits": VISITS}),
    "end": Changes(
        texts={"conclusion": "总体良好。", "nh_view": "第三方认为数据属实。"},
        lists={"problems": (Row("q1", {"text": "计量设备老旧"}),)},
    ),
}


@pytest.fixture(autouse=True)
def _county(settings: Settings) -> None:
    settings.PERFEVAL_OUTLINES = [Path(__file__).parent / "county"]


@pytest.fixture
def report(db: None) -> Report:
    """The county's report, saved section by section by its clerk."""
    department = builders.department(builders.district("南湖区"), code="0012", name="南湖区水务局")
    report = builders.report(department, builders.cycle(department.district, year=2024, outline="nanhu-2024"))
    clerk = builders.clerk(department)
    for section, changes in SECTIONS.items():
        drafts.save_section(report, section, changes, revision=0, by=clerk)
    return report


def blocks(report: Report, section: str, kind: type) -> list[Any]:
    return [block for block in pages.build_section_page(drafts.load_document(report), section).blocks if isinstance(block, kind)]


def test_own_facts_are_stored_and_loaded(report: Report) -> None:
    document = drafts.load_document(report)
    assert document.fields["nh_grade"] == "正科级"
    assert document.texts == SECTIONS["end"].texts
    assert document.rows("nh_visits") == VISITS
    assert document.figures == {**SECTIONS["who"].figures, **SECTIONS["nh_energy"].figures}
    assert document.wordings == SECTIONS["nh_energy"].wordings


def test_nothing_is_missing(report: Report) -> None:
    missing = completeness.find_all_missing(drafts.load_document(report))
    assert [gap.message for gap in missing] == ["走访记录“南门社区”的费用未填"]


def test_own_rows_can_move_and_go(report: Report) -> None:
    drafts.save_section(report, "nh_visits", Changes(lists={"nh_visits": VISITS[::-1]}), revision=1, by=None)
    assert drafts.load_document(report).rows("nh_visits") == VISITS[::-1]
    drafts.save_section(report, "nh_visits", Changes(lists={"nh_visits": VISITS[:1]}), revision=2, by=None)
    assert drafts.load_document(report).rows("nh_visits") == VISITS[:1]
    assert ExtraRow.objects.count() == 1


def test_own_facts_keep_the_rules_of_all_facts(report: Report) -> None:
    rows = (Row("v1", {"people": Figure.of("1.5"), "result": "一般"}),)
    with pytest.raises(drafts.Unacceptable) as refusal:
        drafts.save_section(report, "nh_visits", Changes(lists={"nh_visits": rows}), revision=1, by=None)
    assert [problem.place for problem in refusal.value.problems] == ["nh_visits.v1.people", "nh_visits.v1.result"]


def test_own_facts_travel_in_the_interchange_format(report: Report) -> None:
    document = drafts.load_document(report)
    assert interchange.load_document(interchange.dump_document(document), document.outline) == document


def test_own_prose_is_carried_over(report: Report) -> None:
    following = builders.report(report.department, builders.cycle(report.department.district, year=2025, outline="nanhu-2024"))
    drafts.carry_over_section(following, "end", revision=0, by=None)
    assert drafts.load_document(following).texts == {"nh_view": "第三方认为数据属实。"}


def test_own_fields_are_printed_as_a_form(report: Report) -> None:
    (form,) = blocks(report, "who", FormTable)
    assert [(label.text, value.text) for label, value in form.rows] == [
        ("填报单位", "南湖区水务局"),
        ("单位级别", "正科级"),
        ("联系电话", "0731-80000001"),
        ("合计（在职人数）", "38"),
    ]


def test_an_own_table_is_computed_and_printed(report: Report) -> None:
    (table,) = blocks(report, "nh_energy", Table)
    assert [[cell.text for cell in row] for row in (*table.head, *table.body)] == [
        ["项目", "2023年", "2024年", "增减", "占比"],
        ["总能耗", "90.000", "100.000", "10.000", "100.00%"],
        ["用水", "90.000", "62.500", "-27.500", "62.50%"],
        ["用煤", "–", "37.500", "–", "37.50%"],
    ]
    assert table.unit == "单位：吨"


def test_an_own_list_is_printed_as_table_and_sentence(report: Report) -> None:
    (table,) = blocks(report, "nh_visits", Table)
    assert [cell.text for cell in table.body[0]] == ["东门社区", "12", "0.35", "满意"]
    (paragraph,) = blocks(report, "nh_visits", Paragraph)
    assert paragraph.text == "共走访二处：东门社区（12人）、南门社区（8人）。"


def test_the_section_pages_ask_for_own_facts(report: Report, client: Client) -> None:
    client.force_login(report.department.memberships.get().user)
    for section, label in (("who", "单位级别"), ("nh_energy", "用煤"), ("nh_visits", "走访地点"), ("end", "第三方意见")):
        page = client.get(f"/reports/{report.pk}/sections/{section}/")
        assert page.status_code == 200
        assert label in page.content.decode()


def test_the_paper_shows_own_facts(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "draft.pdf"
    file.write_bytes(printouts.print_draft(*live_findings.load_printed_findings(report), moment=report.since))
    text = "".join(page.extract_text() for page in PdfReader(file).pages).replace("\n", "")
    for words in (
        "2024年度南湖区南湖区水务局绩效自评表",
        "正科级",
        "1.走访",
        "东门社区",
        "全年用水62.5吨（62.5%），2024年达标",
        "①计量设备老旧。",
    ):
        assert words in text

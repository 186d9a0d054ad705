"""Two real published reports, read, imported and printed. Their texts are not ours: they are looked for outside the project."""

import re
import unicodedata
from dataclasses import replace

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from reports.domain import interchange, text_import
from reports.domain.document import Statement
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader
from reports.domain.rendering import page_blocks, pages
from reports.domain.text_import.text_lines import DEBRIS
from tests.acceptance import seeds

TIANXIN, DAXIANG = seeds.SEEDS
ROWS = {
    "tianxin-2018": {
        "leaders": 2,
        "offices": 5,
        "duties": 7,
        "key_tasks": 5,
        "functions": 6,
        "goals": 4,
        "projects": 3,
        "problems": 1,
        "suggestions": 1,
    },
    "daxiang-2021": {"duties": 8, "offices": 2, "budget_units": 1, "key_tasks": 4, "problems": 2, "suggestions": 3},
}
FIGURES = {"tianxin-2018": 26, "daxiang-2021": 19}
TEXTS = {"tianxin-2018": {"management", "rationality", "output", "summary"}, "daxiang-2021": {"discipline", "results", "conclusion"}}
AMOUNTS = {
    "tianxin-2018": {
        "staff.total.posts": "8",
        "staff.total.actual": "10",
        "expenditure.total.final": "478.9",
        "expenditure.basic.budget": "330.55",
        "expenditure.project.final": "148.35",
        "expenditure.project.assets": "71.42",
        "expenditure.special.adjusted": "0",
        "three_public.reception.budget": "2",
        "three_public.reception.final": "0",
    },
    "daxiang-2021": {
        "income.total.final": "89.74",
        "income.other.final": "0",
        "expenditure.total.final": "97.42",
        "expenditure.project.final": "0",
        "carryover.total.closing": "0",
        "expenditure.total.goal": "114.39",
        "expenditure.basic.goal": "54.49",
        "expenditure.project.goal": "59.9",
    },
}
each_seed = pytest.mark.parametrize("seed", seeds.SEEDS, ids=lambda seed: seed.outline)


def fold(text):
    plain = unicodedata.normalize("NFKC", DEBRIS.sub("", text))
    return re.sub(r"[\s“”\"‘’']", "", plain)


def printed(document):
    """Everything that the report prints, in order."""
    page = pages.build_report_page(document)
    return fold(page.title + "".join(section_text(section) for section in page.sections))


def section_text(section):
    hint = f"（{section.hint}）" if section.hint else ""
    return section.title + hint + "".join(map(block_text, section.blocks))


def block_text(block):
    if isinstance(block, page_blocks.Table):
        cells = (cell.text for row in (*block.head, *block.body) for cell in row)
        return "".join([block.caption, block.unit, *cells])
    return block.lead + block.text if isinstance(block, page_blocks.Paragraph) else block.text


@each_seed
def test_a_published_report_is_placed_completely(seed, folder):
    found = seeds.read(seed, folder)
    assert (found.unplaced, found.missing) == ((), ())


@each_seed
def test_every_item_is_a_row_and_every_amount_a_figure(seed, folder):
    document = seeds.read(seed, folder).document
    assert {key: len(rows) for key, rows in document.lists.items()} == ROWS[seed.outline]
    assert len(document.figures) == FIGURES[seed.outline]
    assert set(document.texts) == TEXTS[seed.outline]
    assert {place: document.figures[place] for place in AMOUNTS[seed.outline]} == {
        place: Figure.of(amount) for place, amount in AMOUNTS[seed.outline].items()
    }


@each_seed
def test_what_is_printed_is_the_published_text(seed, folder):
    assert printed(seeds.read(seed, folder).document) == fold(seeds.text_of(seed, folder))


def test_rows_hold_names_amounts_and_counts(folder):
    document = seeds.read(TIANXIN, folder).document
    assert [row.figure("count") for row in document.rows("leaders")] == [Figure.of(1), Figure.of(3)]
    assert [str(row.figure("amount")) for row in document.rows("functions")] == ["373.98", "5.1", "50.1", "17.1", "12.52", "20.09"]
    assert [str(row.figure("final")) for row in document.rows("projects")] == ["93.14", "5.01", "50.1"]
    assert all(row.text("use") and row.text("organisation") for row in document.rows("projects"))


def test_the_year_and_the_names_are_read(folder):
    tianxin, daxiang = (seeds.read(seed, folder).document for seed in seeds.SEEDS)
    assert (tianxin.year, tianxin.department) == (2018, "长沙市天心区政务服务中心")
    assert tianxin.fields["unit.management"] == "参照公务员法管理"
    assert (daxiang.year, daxiang.department, daxiang.fields["city"]) == (2021, "大祥区政务服务中心", "邵阳市")


def test_statements_hold_what_the_papers_say_in_two_ways(folder):
    tianxin, daxiang = (seeds.read(seed, folder).document for seed in seeds.SEEDS)
    assert [(statement.place, statement.stated[:10]) for statement in tianxin.statements] == [
        ("section.basics", "[bookmark:"),
        ("section.projects", "[bookmark:"),
    ]
    assert [replace(statement, quote="") for statement in daxiang.statements] == [
        Statement("accounts.entity", "大祥区政府服务中心", "大祥区政务服务中心", "")
    ]


@pytest.mark.parametrize(
    ("seed", "old", "new", "statement"),
    [
        (TIANXIN, "内设五个", "内设六个", ("table.offices", "六", "五")),
        (TIANXIN, "合计478.9万元", "合计487.9万元", ("expenditure.total.final", "487.9", "478.9")),
        (TIANXIN, "没有差异", "差异因项目调整", ("expenditure.project.budget", "预决算数差异因项目调整", "预决算数没有差异")),
        (DAXIANG, "97.42万元，占100%", "97.42万元，占99%", ("expenditure.basic.final", "99%", "100%")),
        (DAXIANG, "2021年度收入", "2020年度收入", ("year", "2020", "2021")),
    ],
    ids=["count", "amount", "branch", "share", "year"],
)
def test_a_slip_put_into_a_paper_becomes_a_statement(seed, old, new, statement, folder):
    text = seeds.text_of(seed, folder)
    assert old in text
    found = text_import.read_report_text(outline_loader.load_outline(seed.outline), text.replace(old, new))
    told = [one for one in found.document.statements if one.place != "accounts.entity" and not one.is_debris]
    said = [(one.place, one.stated, one.found) for one in told]
    assert found.unplaced == ()
    assert statement in said
    assert {place for place, _, _ in said} == {statement[0]}


@each_seed
def test_a_paragraph_put_into_a_paper_is_reported(seed, folder):
    first, _, rest = seeds.text_of(seed, folder).strip().partition("\n")
    found = text_import.read_report_text(outline_loader.load_outline(seed.outline), f"{first}\n这一段不在提纲里。\n{rest}")
    assert found.unplaced == ("这一段不在提纲里。",)


def test_the_interchange_files_hold_the_same_reports(folder, tmp_path):
    for seed, file in zip(seeds.SEEDS, seeds.write(folder, tmp_path), strict=True):
        assert file.name == f"{seed.outline}.json"
        document = interchange.load_document(file.read_text(encoding="utf-8"), outline_loader.load_outline(seed.outline))
        assert document == seeds.read(seed, folder).document


@pytest.mark.django_db
@each_seed
def test_a_published_report_comes_out_as_the_pdf_that_it_was(seed, folder, tmp_path):
    seeds.write(folder, tmp_path)
    year = str(seeds.read(seed, folder).document.year)
    pdf, back = tmp_path / "out.pdf", tmp_path / "out.json"
    call_command("import_report", str(tmp_path / f"{seed.outline}.json"), "--create-department")
    call_command("export_report", "--department", seed.code, "--year", year, "--format", "pdf", "--output", str(pdf))
    call_command("export_report", "--department", seed.code, "--year", year, "--format", "json", "--output", str(back))
    assert back.read_text(encoding="utf-8") == (tmp_path / f"{seed.outline}.json").read_text(encoding="utf-8")
    assert share_in(text_of(pdf), seeds.text_of(seed, folder)) >= 0.99


def text_of(pdf):
    """The text of all pages, without page numbers and the mark of a draft."""
    text = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    return fold(re.sub(r"(?m)^— \d+ —$|^草稿$", "", text))


def share_in(text, paper):
    """How much of the paper's letters stand in the text, counted by sentences."""
    sentences = [fold(part) for line in DEBRIS.sub("", paper).splitlines() for part in re.split(r"(?<=[。；])", line)]
    wanted = [sentence for sentence in sentences if len(sentence) > 1]
    return sum(len(sentence) for sentence in wanted if sentence in text) / sum(map(len, wanted))

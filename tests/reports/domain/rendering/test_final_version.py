"""财政评分 on the approved paper: a column beside the score and a closing sentence, where the outline wants them."""

from decimal import Decimal

import pytest

from reports.domain.outlines import Mistakes, outline_loader
from reports.domain.rendering import final_version, pages
from reports.domain.rendering.page_blocks import Paragraph, ReportPage, Signature, Table
from reports.domain.scoring import Given, build_review_sheets, records
from tests import builders
from tests.reports.domain.scoring.papers import paper

RATE = "scoring.staff_rate"


def printed(**given: Given) -> ReportPage:
    document = paper()
    frozen = records.load_sheet_records(
        records.record_sheets(build_review_sheets(document, {f"scoring.{key}": one for key, one in given.items()}))
    )
    return final_version.build_final_page(pages.build_report_page(document), document.outline, frozen)


def section(page: ReportPage, key: str):
    return next(one for one in page.sections if one.key == key)


def table(page: ReportPage, key: str, place: str) -> Table:
    return next(block for block in section(page, key).blocks if isinstance(block, Table) and block.place == place)


def test_the_bureaus_points_stand_in_a_column_beside_the_departments():
    found = table(printed(staff_rate=Given("125%", Decimal("2.5"), "超编")), "rating", "table.scoring")
    labels = [cell.text for cell in found.head[0]]
    row = next(row for row in found.body if any(cell.place == f"{RATE}.score" for cell in row))
    at = next(at for at, cell in enumerate(row) if cell.place == f"{RATE}.score")

    assert labels[labels.index("得分") + 1] == "财政评分"
    assert row[at + 1].text == "2.5"
    assert sum(found.widths) == pytest.approx(1)
    assert len(found.widths) == len(labels)


def test_every_row_has_a_cell_for_every_column():
    before = table(pages.build_report_page(paper()), "rating", "table.scoring")
    after = table(printed(), "rating", "table.scoring")
    assert [len(row) + 1 for row in before.body] == [len(row) for row in after.body]


def test_the_last_row_sums_the_column():
    own = table(pages.build_report_page(paper()), "rating", "table.scoring").body[-1]
    found = table(printed(staff_rate=Given("", Decimal(0), "超编")), "rating", "table.scoring").body[-1]
    score = next(at for at, cell in enumerate(own) if at and cell.text and cell.text != "100")
    assert Decimal(found[score].text) - Decimal(found[score + 1].text) == 5


def test_the_last_row_counts_the_row_of_money_as_the_departments_does():
    *_, own, bureau, _ = table(printed(), "self_rating", "table.indicators").body[-1]
    assert own.text == bureau.text == "98.45"


@pytest.mark.parametrize("key", ["rating", "self_rating"])
def test_a_sentence_says_both_totals_before_what_is_signed(key):
    blocks = section(printed(), key).blocks
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Signature))
    said = blocks[at - 1]
    assert isinstance(said, Paragraph)
    assert said.text.startswith("财政部门评分：")
    assert said.text.endswith("相差0分），等次：优。")


def test_a_paper_without_scores_is_printed_as_it_was_sent():
    document = builders.document()
    assert final_version.build_final_page(pages.build_report_page(document), document.outline, ()) == pages.build_report_page(document)


def test_a_sentence_may_say_nothing_else():
    source = outline_loader.find_source("hunan-standard")
    with pytest.raises(Mistakes, match="可用的有：gap、grade、own、points"):
        outline_loader.parse_outline_text(
            "hunan-standard", source.text.replace("财政部门评分：{points}", "财政部门评分：{score}", 1), source.vocabulary
        )

"""What is hidden and yet stands in public, in whatever shape: found before publishing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from departments.models import User
from reports import workflow
from reports.domain import places
from reports.domain.document import Row
from reports.domain.figures import Figure
from reports.domain.rendering import pdf
from reports.filing import report_import
from reports.models import Report
from reports.release.publishing import leaks, public_version, publication_acts
from reports.release.publishing.leaked_amounts import find_leaked_amounts
from reports.release.publishing.leaked_names import find_leaked_names
from reports.release.publishing.public_texts import PublicText
from reports.workflow import Refused
from tests import builders
from tests.growth import assert_linear

SECRET = frozenset({"expenditure.project.final", "table.projects"})


def amounts(text: str, secret: str, *, is_cell: bool = False) -> int:
    plain = builders.document()
    made = replace(plain, figures={"expenditure.project.final": Figure.of(Decimal(secret))}, lists={})
    return len(find_leaked_amounts(made, SECRET, [PublicText("一、", text, is_cell)]))


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("全年支出1234.50万元。", "1234.5"),
        ("全年支出１２３４．５０万元。", "1234.5"),
        ("全年支出1,234.5万元", "1234.5"),
        ("全年支出１，２３４．５万元", "1234.5"),
        ("合计12345000元", "1234.5"),
        ("合计12,345,000.00元", "1234.5"),
        ("约0.12345亿元", "1234.5"),
        ("约1234.5", "1234.5"),
        ("约1235万元", "1234.5001"),
        ("另安排12万元", "12"),
        ("另安排一百二十万元", "120"),
        ("另安排壹仟贰佰叁拾肆点伍万元", "1234.5"),
        ("共计一千二百三十四万五千元", "1234.5"),
        ("另安排1.2万元", "1.2"),
    ],
)
def test_an_amount_is_found_however_it_is_written(text: str, secret: str):
    assert amounts(text, secret) == 1


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("全年支出超过120万元", "123.4"),
        ("全年支出超过５００万元", "573.5"),
        ("支出一百二十余万元", "123.4"),
        ("支出壹佰贰拾多万元", "123.4"),
        ("一百二十万余元", "123.4"),
        ("一亿二千余万元", "12345"),
        ("逾百万元", "103"),
        ("1,200多万元", "1234.5"),
        ("突破了120万元大关", "123.4"),
        ("不足130万元", "123.4"),
        ("支出不超过130万元", "123.4"),
        ("近一亿三千万元", "12900"),
        ("将近1.3亿元", "12900"),
        ("120万元以上", "123.4"),
        ("约一百二十万元", "118"),
        ("120万元左右", "123.4"),
        ("在120—130万元之间", "123.4"),
        ("一百二十万元至一百三十万元", "123.4"),
    ],
)
def test_an_amount_that_a_bound_nearly_tells_is_found(text: str, secret: str):
    assert amounts(text, secret) == 1


@pytest.mark.parametrize(
    ("text", "secret"),
    [("支出超过500万元", "800"), ("不足130万元", "60"), ("支出120万元", "123.4"), ("开展一百二十余次", "123.4"), ("10—100万元", "50")],
)
def test_a_bound_that_says_little_is_no_leak(text: str, secret: str):
    assert amounts(text, secret) == 0


@pytest.mark.parametrize("text", ["一", "百", "1", ",1", "近", "约1万"])
def test_a_long_text_of_number_signs_is_read_in_linear_time(text: str):
    assert_linear(lambda size: amounts(text * size, "123.4"), 2_000)


@pytest.mark.parametrize(("text", "secret"), [("全年12次", "12"), ("2018年", "12"), ("支出1234.6万元", "1234.5"), ("第5项", "5")])
def test_other_numbers_are_no_leaks(text: str, secret: str):
    assert amounts(text, secret) == 0


def test_a_cell_that_holds_a_short_amount_alone_is_one():
    assert (amounts("12", "12", is_cell=True), amounts("12 人", "12", is_cell=True)) == (1, 0)


def test_a_name_of_a_withheld_list_is_found_in_a_text():
    made = replace(builders.document(), lists={"projects": (Row("p1", {"name": "雪亮工程三期"}),)})
    found = find_leaked_names(made, SECRET, [PublicText("三、绩效", "重点推进“雪亮工程 三期”建设。"), PublicText("四、", "没有问题。")])
    assert [(leak.heading, leak.words) for leak in found] == [("三、绩效", "雪亮工程三期")]


# Before publishing ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def approved(db: None, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")
    raw = builders.paper()
    name = raw["lists"]["projects"][0]["name"]
    raw["texts"] |= {"output": f"{raw['texts']['output']}其中{name}按期完成。"}
    report = report_import.import_file(raw, create=True).report
    for act in ("hand_over", "submit", "start_review", "approve"):
        workflow.take_action(act, report, by=None)
    return report


def home_of(report: Report, place: str) -> str:
    return str(places.find_section(report.outline.definition, place))


@pytest.fixture
def by(approved: Report) -> User:
    return builders.manager(approved.department.district)


def test_a_leak_is_decided_about_before_it_is_published(approved: Report, by: User):
    withheld = {home_of(approved, "table.projects"): "涉及国家秘密"}
    approval = publication_acts.get_approval(approved)
    found = leaks.find_leaks(approval, public_version.prepare_publication(approval, withheld))
    assert found
    given = {"by": by, "on": timezone.localdate(), "withheld": withheld}
    with pytest.raises(Refused, match="保留公开"):
        publication_acts.publish_report(approved, **given, kept=())
    assert publication_acts.publish_report(approved, **given, kept=[leak.key for leak in found]).is_standing


def test_silence_means_that_there_is_none(approved: Report):
    approval = publication_acts.get_approval(approved)
    assert leaks.find_leaks(approval, public_version.prepare_publication(approval, {})) == []


def test_who_says_nothing_of_the_leaks_is_refused_and_told_all_of_them(approved: Report, by: User):
    """Also a command, which has no boxes to tick."""
    withheld = {home_of(approved, "table.projects"): "涉及国家秘密"}
    found = leaks.find_leaks(publication_acts.get_approval(approved), _prepare(approved, withheld))
    with pytest.raises(Refused) as refused:
        publication_acts.publish_report(approved, by=by, on=timezone.localdate(), withheld=withheld)
    assert all(leak.words in str(refused.value) for leak in found)


def test_names_and_sentences_are_looked_for_in_other_years_too(approved: Report, by: User):
    """What this year withholds stands in last year's paper, and what last year withheld stands in this one."""
    section = home_of(approved, "table.projects")
    publication_acts.publish_report(approved, by=by, on=timezone.localdate(), withheld={})
    raw = {**builders.paper(), "year": 2019}
    later = report_import.import_file(raw, create=True).report
    for act in ("hand_over", "submit", "start_review", "approve"):
        workflow.take_action(act, later, by=None)
    name = raw["lists"]["projects"][0]["name"]

    found = leaks.find_leaks(publication_acts.get_approval(later), _prepare(later, {section: "涉及国家秘密"}))

    assert ("2018 年度公开版", name) in [(leak.heading, leak.words) for leak in found]


def _prepare(report: Report, withheld: dict[str, str]) -> public_version.Prepared:
    return public_version.prepare_publication(publication_acts.get_approval(report), withheld)

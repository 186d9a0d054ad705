"""Fields of every kind: from what a person or a paper writes, to sentences, formulas, checks, and back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from reports.domain import checks, diff, interchange, text_import
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import Mistakes, Outline, outline_loader
from reports.domain.shapes import Field, NotAValue
from reports.domain.shapes.field_kinds import KINDS
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.models import Report
from reports.release.exports import fields_sheet
from reports.release.statistics import own_facts
from tests import builders
from tests.reports.domain.outlines.language import HERE, load_county
from tests.reports.domain.text_import.test_round_trip import printed

FIELDS = {
    "year": "2025",
    "district": "梅溪区",
    "department": "梅溪区水务局",
    "unit.name": "梅溪区水务局",
    "unit.funding": "全额拨款",
    "meixi_area": "1200.5",
    "meixi_people": "40",
    "meixi_cost": "3.2",
    "meixi_start": "2026-01-05",
    "meixi_end": "2026-02-10",
    "meixi_founded": "1998",
    "meixi_way": "委托第三方评价",
    "meixi_means": "查阅资料、问卷调查",
    "meixi_agency": "某某会计师事务所",
    "meixi_rules": "3",
}
SENTENCE = (
    "评价自2026年1月5日至2026年2月10日进行，历时37天，费用3.2万元，由某某会计师事务所实施。取证方法为查阅资料、问卷调查，"
    "办公用房1200.5平方米，单位成立于1998年，方式为委托第三方评价。"
)


@pytest.fixture
def outline() -> Outline:
    return load_county("meixi-2025")


@pytest.fixture
def document(outline: Outline) -> Document:
    money = {"expenditure.total.final": "50", "expenditure.basic.final": "47", "expenditure.project.final": "3"}
    duties = (Row("a", {"text": "管理河道"}), Row("b", {"text": "保障供水"}))
    figures = {place: Figure.of(amount) for place, amount in money.items()}
    return Document(outline, 2025, "梅溪区水务局", "", FIELDS, {}, {"duties": duties}, figures)


@pytest.mark.parametrize(
    ("kind", "written", "kept", "said", "shown"),
    [
        ("number", "１,200.50", "1200.5", "1200.5", "1200.5平方米"),
        ("number", "0.12公顷", "1200", "1200", "1200平方米"),
        ("number", "1200 ㎡", "1200", "1200", "1200平方米"),
        ("number", "不适用", "不适用", "不适用", "不适用"),
        ("integer", "12平方米", "12", "12", "12平方米"),
        ("money", "235000元", "23.5", "23.5", "23.5万元"),
        ("year", "二〇二四年", "2024", "2024", "2024"),
        ("date", "2024.3.5", "2024-03-05", "2024年3月5日", "2024年3月5日"),
        ("date", "二〇二四年三月五日", "2024-03-05", "2024年3月5日", "2024年3月5日"),
        ("choice", "□自办 ■委托", "委托", "委托", "委托"),
        ("ticks", "合作，自办", "自办、合作", "自办、合作", "■自办　□委托　■合作"),
        ("ticks", "□自办 □委托 □合作", "", "", "□自办　□委托　□合作"),
        ("text", "某某", "某某", "某某", "某某"),
    ],
)
def test_a_value_has_one_spelling_wherever_it_comes_from(kind: str, written: str, kept: str, said: str, shown: str) -> None:
    field = make_field(kind)
    assert (field.parse(written), field.say(kept), field.show(kept), field.parse(shown)) == (kept, said, shown, kept)


@pytest.mark.parametrize(
    ("kind", "written", "word"),
    [
        ("number", "约3", "不是以“平方米”计的数"),
        ("number", "12吨", "不是以“平方米”计的数"),
        ("integer", "1.5", "不是整数"),
        ("money", "9999999999", "过大"),
        ("year", "24", "四位年份"),
        ("date", "2024年2月30日", "没有这一天"),
        ("date", "3月5日", "年月日"),
        ("choice", "自办、委托", "选一项"),
        ("ticks", "自办、外包", "“外包”不是可选的"),
    ],
)
def test_what_is_no_value_of_the_kind_is_refused_in_words(kind: str, written: str, word: str) -> None:
    with pytest.raises(NotAValue, match=word):
        make_field(kind).parse(written)


def make_field(kind: str) -> Field:
    given = {"choices": ("自办", "委托", "合作")} if "choices" in KINDS[kind].takes else {}
    unit = {"unit": "万元" if kind == "money" else "平方米"} if "unit" in KINDS[kind].takes else {}
    return Field(key="x", label="某项", kind=kind, **given, **unit)


def test_every_kind_is_used_in_the_county(outline: Outline) -> None:
    assert {field.kind for field in outline.field} == set(KINDS) - {"code", "phone"}


def test_sentences_say_them_and_formulas_count_with_them(document: Document) -> None:
    assert SENTENCE in printed(document)
    assert [document.value(name) for name in ("meixi_each", "meixi_days")] == [Figure.of(30), Figure.of(37)]


def test_nothing_is_claimed_while_they_are_blank(outline: Outline) -> None:
    text = printed(Document(outline, 2025, "梅溪区水务局", "", {"year": "2025"}))
    assert "评价自＿＿至＿＿进行，历时＿＿天，费用＿＿万元，＿＿。" in text


def test_the_paper_reads_back_as_it_was(document: Document) -> None:
    read = text_import.read_report_text(document.outline, printed(document))
    known = {key: text for key, text in document.fields.items() if key != "district"}
    assert (read.document.fields, read.unplaced, read.document.statements) == (known, (), ())


def test_a_paper_in_other_spellings_reads_as_the_same_values(document: Document) -> None:
    text = printed(document).replace("费用3.2万元", "费用32000元").replace("自2026年1月5日", "自二〇二六年一月五日")
    text = text.replace("■查阅资料　□实地查看　■问卷调查", "☑查阅资料 ☐实地查看 ☑问卷调查").replace("\t1200.5平方米", "\t1,200.50㎡")
    read = text_import.read_report_text(document.outline, text)
    assert (read.document.fields["meixi_cost"], read.document.fields["meixi_start"]) == ("3.2", "2026-01-05")
    assert (read.document.fields["meixi_means"], read.unplaced, read.document.statements) == ("查阅资料、问卷调查", (), ())


def test_a_paper_that_contradicts_itself_is_told_so(document: Document) -> None:
    text = printed(document).replace("历时37天", "历时36天").replace("办公用房1200.5平方米", "办公用房1300平方米")
    stated = text_import.read_report_text(document.outline, text).document.statements
    assert [(one.place, one.stated, one.found) for one in stated] == [("meixi_days", "36", "37"), ("meixi_area", "1300", "1200.5")]
    found = [finding for finding in checks.run(text_import.read_report_text(document.outline, text).document) if finding.check == "C09"]
    assert [(one.places, one.message.partition("：“")[0]) for one in found] == [
        (("meixi_days",), "评价天数：一处为 37，文中另称 36"),
        (("meixi_area",), "办公用房面积：一处为 1200.5，文中另称 1300"),
    ]


def test_the_interchange_file_takes_any_spelling_and_writes_one(document: Document) -> None:
    raw = interchange.parse_source(interchange.dump_document(document))
    assert interchange.load_document(raw, document.outline).fields == {**document.fields, "city": ""}
    raw["fields"] |= {"meixi_start": "2026/1/5", "meixi_area": "1,200.5平方米", "meixi_means": "问卷调查,查阅资料"}
    assert interchange.load_document(raw, document.outline).fields == {**document.fields, "city": ""}
    raw["fields"]["meixi_end"] = "2026年2月30日"
    with pytest.raises(interchange.BadInterchange, match="没有这一天"):
        interchange.load_document(raw, document.outline)


def test_checks_hold_them_against_one_another(document: Document) -> None:
    found = {finding.check: finding.message for finding in checks.run(document)}
    assert found == {
        "D02": "办公用房面积 1200.5，应不大于 1000，差 +200.50 平方米",
        "D03": "制度数量 3，应等于 2，差 +1 项",
        "D04": "评价费用 3.2，项目支出 · 决算数 3，差 +0.20 万元，为 106.67 %",
    }
    wrong = replace(document, fields={**document.fields, "meixi_end": "2026-01-01"})
    assert "评价开始日期 2026年1月5日，评价结束日期 2026年1月1日，差 +4 天" in {one.message for one in checks.run(wrong)}


def test_a_change_is_told_as_people_write_it(document: Document) -> None:
    new = replace(document, fields={**document.fields, "meixi_start": "2026-01-08", "meixi_cost": "3", "meixi_means": "实地查看"})
    told = [(one.place, one.old, one.new, one.difference) for one in diff.compare_documents(document, new)]
    assert [str(part) for one in told for part in one] == [
        *("meixi_cost", "3.2", "3", "-0.2"),
        *("meixi_start", "2026年1月5日", "2026年1月8日", "None"),
        *("meixi_means", "查阅资料、问卷调查", "实地查看", "None"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "date" },\n  { key = "meixi_end"', 'kind = "datum" },\n  { key = "meixi_end"', "“kind”只能是 'text'、'code'"),
        ('kind = "year"', 'kind = "year", unit = "年"', "unit 只能用于类型（kind）为 number、integer、money 的栏目"),
        ('choices = ["自行评价", "委托第三方评价"]', 'choices = ["自行评价"]', "须有至少 2 个互不相同的选项"),
        ('choices = ["自行评价", "委托第三方评价"]', 'choices = ["自行、联合评价", "委托第三方评价"]', "选过之后分不开"),
        ("meixi_end - meixi_start + 1", "meixi_ende - meixi_start + 1", "“meixi_ende”不存在，是不是想写“meixi_end”"),
        ("meixi_end - meixi_start + 1", "meixi_days + 1", "公式绕回了自己"),
        ("round(meixi_area / meixi_people, 1)", "round(meixi_area)", "round 应写作 round(甲, 小数位数)"),
        ("round(meixi_area / meixi_people, 1)", "round(meixi_area, 9)", "0 到 6 的整数"),
        ("round(meixi_area / meixi_people, 1)", "count(dutie)", "“dutie”不存在，是不是想写“duties”"),
        ("meixi_way = '委托第三方评价'", "meixi_way = '委托'", "“评价方式”没有选项“委托”，可选：自行评价、委托第三方评价"),
        ("meixi_way = '委托第三方评价'", "meixi_area = '委托'", "“meixi_area”不是有选项的栏目"),
        ("meixi_way = '委托第三方评价'", "meixi_area + '委托' = 3", "带引号的文字只能写在条件里"),
        ("meixi_area <= 1000", "abs(meixi_area) <= 1000", "请先设一个有公式的栏目"),
        ('label = "成立年份"', 'label = "成立年份", default = "去年"', "不是年份"),
    ],
)
def test_what_does_not_fit_is_told_in_words(old: str, new: str, message: str) -> None:
    text = (HERE / "meixi-2025.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(Mistakes) as found:
        outline_loader.parse_outline_text("meixi-2025", text.replace(old, new, 1), outline_loader.find_source("daxiang-2021").vocabulary)
    assert message in str(found.value)


@pytest.mark.django_db
def test_the_bureau_collects_them_as_rows_of_a_sheet(settings: Settings) -> None:
    settings.PERFEVAL_OUTLINES = [HERE]
    department = builders.department(builders.district("梅溪区"), code="0015", name="梅溪区水务局")
    report = builders.report(department, builders.cycle(department.district, year=2025, outline="meixi-2025"))
    drafts.save_section(report, "basics", Changes(fields={"meixi_area": "1,200.5", "meixi_start": "2026/1/5"}), revision=0, by=None)
    outlines = own_facts.load_outlines(Report.objects.all())
    assert list(fields_sheet.iter_field_rows(Report.objects.all(), outlines)) == []
    Report.objects.update(status="in_review", turn="bureau")
    who = ["0015", "梅溪区水务局", None, 2025]
    assert list(fields_sheet.iter_field_rows(Report.objects.all(), outlines)) == [
        [*who, "办公用房面积", "1200.5平方米", Decimal("1200.5")],
        [*who, "评价开始日期", "2026年1月5日", None],
    ]

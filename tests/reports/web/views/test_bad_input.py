"""What bad input gets: a sentence at its place, the typed text still there, nothing half written, never a 500."""

import pytest

from reports.models import Figure, Narrative, SectionState
from tests.reports.filing.forms.builders import DAXIANG, Browser, facts, make_clerk, make_report

pytestmark = pytest.mark.django_db
TEXT = "narrative.management"
CELL = "expenditure.basic.final"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


def nothing_written():
    return not (Figure.objects.exists() or Narrative.objects.exists() or SectionState.objects.exists())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("三百万", "“三百万”带有单位“万”"),
        ("abc", "“abc”不是数字"),
        ("1e400", "“1e400”不是数字"),
        ("NaN", "“NaN”不是数字"),
        ("Infinity", "不是数字"),
        ("1_000", "“1_000”不是数字"),
        ("12万元", "“12万元”带有单位“万元”"),
        ("1.2.3", "“1.2.3”不是数字"),
        ("1\x002", "不是数字"),
        ("9" * 12, "过大"),
        ("0.1234567", "小数超过 6 位"),
        ("1" * 200_000, "共 200,000 个字符，不是数字"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;”不是数字"),
    ],
)
def test_what_is_no_number_gets_a_sentence_at_its_cell(report, clerk, typed, sentence):
    page = Browser(clerk, report, "expenditure").open().type({CELL: typed, "expenditure.total.final": "478.9"}).press()
    at = page.html.index(f'id="{CELL}-error"')
    assert (page.status, sentence in page.html[at : at + 300]) == (422, True)
    assert (page.value(CELL), page.value("expenditure.total.final")) == (typed, "478.9")
    assert nothing_written()


def test_a_text_that_is_too_long_stays_on_the_page(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "长" * 200_000}).press()
    assert (page.status, "最多 50,000 字，现有 200,000 字" in page.html, page.value(TEXT)) == (422, True, "长" * 200_000)
    assert nothing_written()


def test_a_field_that_is_too_long_is_named(report, clerk):
    page = Browser(clerk, report, "basics").open().type({"unit.superior": "长" * 201}).press()
    assert (page.status, "“隶属”最多 200 字，现有 201 字" in page.html) == (422, True)


def test_control_characters_are_left_out_and_that_is_said(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "专款\x00专用\u202e。"}).press()
    assert ("控制字符" in page.html, facts(report).text("management")) == (True, "专款专用。")


def test_a_character_that_no_font_has_is_kept_and_named_with_its_place(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "专款👍专用\ue123，见\uf0b7。"}).press()
    assert facts(report).text("management") == "专款👍专用\ue123，见\uf0b7。"
    assert "打印用的字体里没有“👍”（U+1F44D）、U+E123，打印出来是“〓”；内容已照原样保存" in page.html
    assert "打印出来是“〓”，请改用别的写法" in page.html.split(f'id="{TEXT}"')[1] + page.html.split('id="findings"')[-1]


def test_ten_thousand_pasted_lines_are_not_taken_and_not_lost(report, clerk):
    lines = "\n".join(f"第{at}项职责" for at in range(10_000))
    page = Browser(clerk, report, "basics").open().type({"duties:paste": lines}).press("paste:duties")
    assert ("最多 1,000 行" in page.html, page.value("duties:paste"), len(page.keys("duties"))) == (True, lines, 1)
    assert nothing_written()


def test_more_rows_than_a_list_may_have_stay_on_the_page(report, clerk):
    page = Browser(clerk, report, "basics").open()
    extra = [pair for at in range(1_001) for pair in (("duties:key", f"k{at}"), (f"duties.k{at}.text", f"第{at}项"))]
    page.pairs += extra
    page.press()
    assert (page.status, "最多 1,000 行，现有 1,00" in page.html, "第1000项" in page.html) == (422, True, True)
    assert nothing_written()


def test_a_thousand_rows_are_saved(report, clerk):
    lines = "\n".join(f"第{at}项职责" for at in range(1_000))
    page = Browser(clerk, report, "basics").open().type({"duties:paste": lines}).press("paste:duties").press()
    assert (page.status, len(facts(report).rows("duties"))) == (200, 1_000)


@pytest.mark.parametrize("name", ["expenditure.basic.nothing", "expenditure.nothing", "unit.name", "narrative.output", "status", "x" * 500])
def test_a_name_that_the_section_does_not_have_is_refused(report, clerk, name):
    page = Browser(clerk, report, "expenditure").open().type({CELL: "1"})
    page.pairs.append((name, "5"))
    page.press()
    assert (page.status, "本章节没有的数据项" in page.html, page.value(CELL)) == (422, True, "1")
    assert nothing_written()


def test_a_computed_cell_cannot_be_typed(clerk):
    report = make_report(DAXIANG, 2024)
    page = Browser(make_clerk(report, "another"), report, "income").open()
    page.pairs.append(("income.fiscal.share", "99"))
    assert (page.press().status, nothing_written()) == (422, True)


@pytest.mark.parametrize("key", ["", "a.b", "长", "k" * 33, "<b>", "../x"])
def test_a_row_key_that_is_none_is_refused_with_its_cells(report, clerk, key):
    page = Browser(clerk, report, "basics").open()
    page.pairs += [("duties:key", key), (f"duties.{key}.text", "别的行")]
    assert (page.press().status, nothing_written()) == (422, True)


@pytest.mark.parametrize("revision", ["", "x", "-5", "9" * 40, "１"])
def test_a_revision_that_is_none_is_a_stale_one(report, clerk, revision):
    page = Browser(clerk, report, "management").open().type({TEXT: "专款专用。", ":revision": revision})
    assert page.press().status == 409
    assert not Narrative.objects.exists()


@pytest.mark.parametrize(
    "button", ["up:duties:nothing", "remove:x", "paste:nothing", "carry:unit.name", "restore:x", "add:nothing", "fly", ":::"]
)
def test_a_button_of_ones_own_changes_nothing(report, clerk, button):
    page = Browser(clerk, report, "basics").open()
    before = page.pairs
    assert (page.press(button).status, without_token(page.pairs)) == (200, without_token(before))


def without_token(pairs):
    return [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]


def test_more_fields_than_a_post_may_have_get_a_sentence(report, clerk):
    page = Browser(clerk, report, "basics").open()
    page.pairs += [("duties:key", f"k{at}") for at in range(20_001)]
    assert (page.press().status, "没有保存" in page.html) == (413, True)


def test_a_body_of_any_size_gets_a_sentence(report, clerk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    page = Browser(clerk, report, "management").open().type({TEXT: "长" * 5_000}).press()
    assert (page.status, "没有保存" in page.html) == (413, True)


@pytest.mark.parametrize(
    ("worded", "sentence"),
    [
        ("金额为【支出合计万元。", "没有配对"),
        ("金额为【不存在的】万元。", "没有名为“不存在的”的取数项"),
        ("金额为五百万元。", "缺少取数项【"),
        ("金额为{expenditure.total.goal}万元。", "不能使用“{”"),
    ],
)
def test_a_sentence_that_lost_a_placeholder_is_refused_at_its_place(worded, sentence):
    report = make_report(DAXIANG, 2024)
    page = Browser(make_clerk(report), report, "goal").open().type({"wording.goal_wording": worded}).press()
    assert (page.status, sentence in page.html, page.value("wording.goal_wording")) == (422, True, worded)
    assert nothing_written()


def test_a_sentence_with_an_unpaired_bracket_is_refused():
    report = make_report(DAXIANG, 2024)
    page = Browser(make_clerk(report), report, "goal").open()
    page.type({"wording.goal_wording": f"[{page.value('wording.goal_wording')}"}).press()
    assert (page.status, "方括号" in page.html) == (422, True)

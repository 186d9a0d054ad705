"""A Word file becomes a draft, section by section: nothing before a yes, nothing of others overwritten, what is left out told."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.domain import interchange
from reports.filing import drafts, report_import, word_import
from reports.models import ReportReading
from reports.release.editing_copies import make_draft_copy
from tests import builders
from tests.departments.untrusted.test_word_files import OLE
from tests.papers import PAPERS
from tests.reports.demo import test_bureau
from tests.reports.filing.attachments.files import pdf
from tests.reports.filing.forms.builders import Form, facts, fresh, make_clerk, make_report, rows, store
from tests.reports.test_query_counts import asked
from tests.reports.web.views.test_reading_page import CLEAN, DOUBTFUL
from tests.word_files import build, deleted, dress_text, inserted, paragraph, run
from tests.word_fuzz import make_fuzzed

pytestmark = pytest.mark.django_db
OUTLINES = ("tianxin-2018", "daxiang-2021", "hunan-standard")


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


@pytest.fixture
def page(client, report, clerk):
    client.force_login(clerk)
    client.address = f"/reports/{report.pk}/reading/"
    return client


def as_word(text, **parts):
    """A paragraph for every line."""
    return build("".join(paragraph(run(line)) for line in text.split("\n")), **parts)


def edited_copy(report, text, revisions=None, **changed):
    """As the editing copy that was downloaded here, and edited."""
    now = drafts.list_section_revisions(report) if revisions is None else revisions
    origin = {"perfeval_report": str(report.pk), "perfeval_outline": report.outline.sha256, "perfeval_sections": json.dumps(now)}
    return as_word(text, properties={**origin, **changed})


def upload(page, content, name="自评报告.docx"):
    return page.post(page.address, {"file": SimpleUploadedFile(name, content)}, follow=True).content.decode()


def take(page, shown, **changed):
    """Writes what the page has ticked; None unticks."""
    pairs = Form(shown, "reading-sections").pairs
    ticked = {name: value for name, value in pairs if not name.startswith("take:") or f'name="{name}" value="1" checked' in shown}
    pairs = {**ticked, **changed}
    return page.post(page.address, {name: value for name, value in pairs.items() if value is not None}, follow=True).content.decode()


def filled(page, report):
    """The report as the paper says it."""
    take(page, upload(page, as_word(CLEAN)))
    return fresh(report)


def offered(shown):
    return [name.removeprefix("take:") for name, _ in Form(shown, "reading-sections").pairs if name.startswith("take:")]


def test_a_word_file_is_offered_section_by_section_and_written_with_a_yes(page, report):
    shown = upload(page, dress_text(CLEAN))
    assert "采用这一节的改动" in shown
    assert facts(report).figures == {}
    assert "从《自评报告》.docx 读入" in take(page, shown)
    assert str(facts(report).figure("expenditure.total.final")) == "300"
    assert [row.text("text") for row in facts(report).rows("problems")] == ["数字化进度偏慢"]


def test_a_section_that_is_not_ticked_stays_as_it_is(page, report):
    told = take(page, upload(page, as_word(CLEAN)), **{"take:expenditure": None})
    assert "没有采用的 1 节保持原样" in told
    assert facts(report).figure("expenditure.total.final").is_blank
    assert facts(report).rows("duties") != ()


def test_what_the_file_holds_beside_is_told_and_doubts_come_first(page):
    body = "".join(paragraph(run(line)) for line in DOUBTFUL.split("\n")) + paragraph(deleted("旧话") + inserted(""))
    shown = upload(page, build(body, comments=f'<w:comment w:id="1">{paragraph("请核实")}</w:comment>'))
    assert "存疑，请逐处核对：2 处" in shown
    assert "修订：已删除的文字，没有读入：“旧话”" in shown
    assert "批注，没有读入：“请核实”" in shown
    assert "文件中没有读入 2 处" in shown
    assert "写入勾选的章节" not in shown


def test_of_an_edited_copy_only_what_was_changed_outside_is_shown(page, report):
    report = filled(page, report)
    shown = upload(page, edited_copy(report, CLEAN.replace("数字化进度偏慢", "数字化进度仍然偏慢")))
    assert offered(shown) == ["problems"]
    assert "<ins>仍然</ins>" in shown
    take(page, shown)
    assert [row.text("text") for row in facts(report).rows("problems")] == ["数字化进度仍然偏慢"]


def test_a_row_that_was_changed_outside_keeps_its_key(page, report):
    report = filled(page, report)
    before = facts(report).rows("problems")[0].key
    take(page, upload(page, edited_copy(report, CLEAN.replace("数字化进度偏慢", "数字化进度仍然偏慢"))))
    assert facts(report).rows("problems")[0].key == before


def test_a_copy_that_nobody_changed_brings_nothing(page, report):
    report = filled(page, report)
    shown = upload(page, edited_copy(report, CLEAN))
    assert offered(shown) == []
    assert "没有可以采用的改动" in shown


def test_a_section_that_the_file_does_not_have_is_not_emptied_unless_the_person_ticks_it(page, report):
    report = filled(page, report)
    shown = upload(page, edited_copy(report, CLEAN.replace("数字化进度偏慢", "进度很慢").replace("目标与职责相符。\n", "")))
    assert "原文里没有这些内容" in shown
    assert [name for name in offered(shown) if f'name="take:{name}" value="1" checked' in shown] == ["problems"]


def test_what_was_changed_here_meanwhile_is_a_conflict_with_both_versions(page, report, clerk):
    report = filled(page, report)
    copy = edited_copy(report, CLEAN.replace("数字化进度偏慢", "数字化进度仍然偏慢"))
    row = facts(report).rows("problems")[0]
    changes = drafts.Changes(lists={"problems": (type(row)(row.key, {"text": "数字化进度很慢"}),)})
    drafts.save_section(report, "problems", changes, revision=drafts.get_section_revision(report, "problems"), by=clerk)
    shown = upload(page, copy)
    assert "系统里的这一节又改过" in shown
    assert ("数字化进度仍然偏慢" in shown, "数字化进度很慢" in shown) == (True, True)
    take(page, shown, **{f":keep:problems.{row.key}.text": "theirs"})
    assert [each.text("text") for each in facts(report).rows("problems")] == ["数字化进度很慢"]


def test_a_save_while_the_page_was_open_refuses_all_and_loses_nothing(page, report, clerk):
    shown = upload(page, as_word(CLEAN))
    store(report, "problems", clerk, lists={"problems": rows("另一个问题")})
    told = take(page, shown)
    assert "没有写入，报告没有改动" in told
    assert "系统里的这一节又改过" in told
    assert facts(report).figures == {}
    assert "从《自评报告》.docx 读入" in take(page, told)


def test_last_years_paper_brings_what_carries_over_and_no_results(page, report):
    shown = upload(page, as_word(CLEAN.replace("2023", "2022")))
    assert "这是 2022 年度的报告" in shown
    take(page, shown)
    document = facts(report)
    assert document.rows("duties") != ()
    assert (document.figures, document.rows("problems")) == ({}, ())


def test_last_years_other_words_are_offered_as_a_model_and_never_its_amounts(page, report):
    shown = upload(page, as_word(CLEAN.replace("2023", "2022")))
    assert "上年的文字，只可作底稿" in shown
    take(page, shown, **{"take:problems+": "1", "revision:problems+": "0", "take:projects+": "1", "revision:projects+": "0"})
    document = facts(report)
    assert [row.text("text") for row in document.rows("problems")] == ["数字化进度偏慢"]
    assert (document.figures, {row.text("final") for row in document.rows("projects")}) == ({}, {""})


def test_the_copy_of_another_department_is_refused(page, report):
    assert "另一个单位的报告的编辑稿" in upload(page, edited_copy(report, CLEAN, perfeval_report="99999"))
    assert not ReportReading.objects.exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"perfeval_outline": "0" * 64}, "按提纲的另一个版本下载的"),
        ({"perfeval_sections": "not json"}, "没有记下各章节的版本"),
        ({"perfeval_sections": '{"a": "b"}'}, "没有记下各章节的版本"),
    ],
)
def test_a_copy_that_does_not_say_where_it_comes_from_is_told(page, report, changed, told):
    assert told in upload(page, edited_copy(report, CLEAN, **changed))


def test_names_of_another_unit_are_told(page):
    assert "原文写的单位是“别的局”" in upload(page, as_word(CLEAN.replace("望溪区档案馆", "别的局")))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (pdf(), "这是 PDF 文件"),
        (OLE, "这是旧格式的文件"),
        (b"PK just words", "这不是 Word 文件|文件已损坏"),
        (build(""), "没有可以读入的文字"),
        (as_word("一封信"), "没有找到提纲"),
        (as_word(CLEAN.replace("2023", "2020")), "原文是 2020 年度的"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_the_draft_is_untouched(page, report, content, sentence):
    shown = upload(page, content)
    assert any(words in shown for words in sentence.split("|"))
    assert not ReportReading.objects.exists()
    assert facts(report).figures == {}


def test_damaged_files_are_answered_in_words_and_leave_the_draft_alone(page, report):
    """A sample of scripts/prove.sh word-fuzz."""
    good, before = dress_text(CLEAN), facts(report)
    for seed in range(30):
        shown = page.post(page.address, {"file": SimpleUploadedFile("a.docx", make_fuzzed(good, seed))}, follow=True)
        assert shown.status_code == 200
        page.post(page.address, {"discard": "1"})
    assert facts(report) == before


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(word_import, "MAX_FILE", 10)
    with pytest.raises(word_import.Unreadable, match="没有读入"):
        word_import.read_word_text(BytesIO(bytes(11)), "a.docx")


@pytest.mark.parametrize("posted", [{"take:nothing": "1"}, {"take:problems": "1", "revision:problems": "x"}, {"sections": "1"}])
def test_what_no_page_of_ours_sends_writes_nothing(page, report, posted):
    upload(page, as_word(CLEAN))
    page.post(page.address, {"sections": "1", **posted}, follow=True)
    assert facts(report).rows("problems") == ()


def test_the_page_asks_as_often_for_many_changes_as_for_few(page, report):
    upload(page, as_word(CLEAN))
    page.get(page.address)
    with asked() as many:
        shown = page.get(page.address).content.decode()
    take(page, shown)
    upload(page, edited_copy(fresh(report), CLEAN.replace("数字化进度偏慢", "数字化进度很慢")))
    with asked() as few:
        page.get(page.address)
    assert len(many) == len(few)


def complete_report(outline):
    if outline in PAPERS:
        return builders.complete_report(outline)
    return report_import.import_file(interchange.dump_document(test_bureau.document()), create=True).report


@pytest.fixture(params=OUTLINES)
def complete(request, client):
    """A complete report of the demonstration, and its clerk's browser."""
    report = complete_report(request.param)
    client.force_login(builders.clerk(report.department))
    client.address = f"/reports/{report.pk}/reading/"
    client.report = fresh(report)
    return client


def test_a_report_that_is_taken_away_as_word_comes_back_without_a_change(complete):
    shown = upload(complete, make_draft_copy(complete.report))
    assert "存疑，请逐处核对" not in shown
    assert "没有可以采用的改动" in shown

"""read_report prints what it could not place and what contradicts, and writes the interchange format."""

import pytest
from django.core.management import CommandError, call_command

from reports.domain import interchange, text_import
from reports.domain.outlines import outline_loader
from tests.reports.domain.text_import.papers import LIBRARY
from tests.reports.web.views.test_reading_page import CLEAN
from tests.word_files import build, deleted, paragraph, run

DAXIANG = "daxiang-2021"


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "paper.txt"
    file.write_text(LIBRARY, encoding="utf-8")
    return file


def test_it_says_what_is_placed_unplaced_and_contradicting(paper, capsys):
    call_command("read_report", DAXIANG, str(paper))
    assert capsys.readouterr().out.splitlines() == [
        "已读入2023年度望溪区图书馆：文字 3 段，列表 10 行，数据 19 个。",
        "前后不一致：2 处。",
        "  （一）收入决算情况说明 › 事业收入 · 决算数：文中写“15.5%”，按其他内容为“15%”（原文：事业收入30万元，占15.5%）",
        "  年度：文中写“2022”，按其他内容为“2023”（原文：2022年度支出合计198.20万元，其中：基本支出120万元，占60.54%；）",
        "  存疑：第 19 行，三、预算绩效情况 › 支出合计 · 纳入绩效目标的金额：“198”（这句话与提纲的写法不同，按前后文字认出）",
        "  存疑：第 19 行，三、预算绩效情况 › 基本支出 · 纳入绩效目标的金额：“120”（这句话与提纲的写法不同，按前后文字认出）",
        "  存疑：第 19 行，三、预算绩效情况 › 项目支出 · 纳入绩效目标的金额：“78”（这句话与提纲的写法不同，按前后文字认出）",
        "  未能归位：第 29 行：“附件：无关的一页说明”（提纲中没有能放下这段文字的位置）",
        "归位 228 字，固定文字 429 字，存疑 3 处，未能归位 1 处",
    ]


def test_it_names_the_sections_that_the_paper_lacks(paper, capsys):
    paper.write_text(LIBRARY.replace("（二）存在问题\n新书采购偏慢。\n", ""), encoding="utf-8")
    call_command("read_report", DAXIANG, str(paper))
    assert "文中没有的章节：存在问题。" in capsys.readouterr().out.splitlines()


def test_complete_is_said_only_when_nothing_is_doubtful_or_unplaced(paper, capsys):
    call_command("read_report", DAXIANG, str(paper))
    assert "完整" not in capsys.readouterr().out
    text = LIBRARY.replace("附件：无关的一页说明\n", "").replace(
        "2023年度本馆纳入绩效目标", "本部门整体支出和项目支出实行绩效目标管理，纳入2023年部门整体支出绩效目标"
    )
    paper.write_text(text.replace("78万元，全部公开", "78万元"), encoding="utf-8")
    call_command("read_report", DAXIANG, str(paper))
    complete, sums = capsys.readouterr().out.splitlines()[-2:]
    assert complete.startswith("完整：")
    assert sums.endswith("存疑 0 处，未能归位 0 处")


def test_text_is_cleaned_as_at_every_other_door_and_that_is_said(paper, tmp_path, capsys):
    call_command("read_report", DAXIANG, str(paper), "--output", str(tmp_path / "plain.json"))
    plain = capsys.readouterr().out.splitlines()
    paper.write_text(LIBRARY.replace("新书采购", "新\u200b书\u202d采购"), encoding="utf-8")
    call_command("read_report", DAXIANG, str(paper), "--output", str(tmp_path / "marked.json"))
    assert capsys.readouterr().out.splitlines() == [*plain, "读入时已去掉 2 个看不见的字符，其余文字没有变化。"]
    assert (tmp_path / "marked.json").read_bytes() == (tmp_path / "plain.json").read_bytes()


def test_the_file_it_writes_is_the_report(paper, tmp_path, capsys):
    out = tmp_path / "out.json"
    call_command("read_report", DAXIANG, str(paper), "--output", str(out))
    outline = outline_loader.load_outline(DAXIANG)
    assert (
        interchange.load_document(out.read_text(encoding="utf-8"), outline).lists
        == text_import.read_report_text(outline, LIBRARY).document.lists
    )
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out.json", "paper.txt"]


@pytest.mark.parametrize(
    ("outline", "content", "sentence"),
    [
        ("tianxin-2081", LIBRARY, "没有编号为“tianxin-2081”的提纲"),
        (DAXIANG, " ", "是空的"),
        (DAXIANG, "PK\0", "不是文本文件"),
        (DAXIANG, "一封信", "没有找到提纲"),
    ],
    ids=["outline", "empty", "bytes", "letter"],
)
def test_what_it_cannot_read_is_a_sentence(paper, outline, content, sentence):
    paper.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        call_command("read_report", outline, str(paper))


def test_a_place_that_cannot_be_written_is_a_sentence(paper, tmp_path):
    with pytest.raises(CommandError, match="不能写入"):
        call_command("read_report", DAXIANG, str(paper), "--output", str(tmp_path / "none" / "out.json"))


def test_a_word_file_is_read_and_what_it_holds_beside_is_told(tmp_path, capsys):
    file, back = tmp_path / "paper.docx", tmp_path / "paper.json"
    file.write_bytes(build("".join(paragraph(run(line)) for line in CLEAN.split("\n")) + paragraph(deleted("旧话"))))
    call_command("read_report", "tianxin-2018", str(file), "--output", str(back))
    *_, note, sums = capsys.readouterr().out.splitlines()
    assert note.endswith("修订：已删除的文字，没有读入：“旧话”")
    assert sums.endswith("存疑 0 处，未能归位 2 处，文件中没有读入 1 处")
    read = interchange.load_reading_part(interchange.parse_source(back.read_text(encoding="utf-8")))
    assert [(each.what, each.quote) for each in read.file.notes] == [("修订：已删除的文字，没有读入", "旧话")]


def test_a_word_file_that_cannot_be_read_is_a_sentence(tmp_path):
    (tmp_path / "paper.docx").write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="这是 PDF 文件"):
        call_command("read_report", "tianxin-2018", str(tmp_path / "paper.docx"))

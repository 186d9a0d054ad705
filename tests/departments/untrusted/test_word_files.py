"""A Word file is read as lines; whatever else is in it is told, and its letters add up."""

import pytest

from departments.untrusted.refusals import Refused
from departments.untrusted.word_files import read_word
from tests.reports.filing.attachments.files import pdf, xlsx
from tests.word_files import (
    abstract,
    build,
    cell,
    deleted,
    field,
    inserted,
    level,
    number,
    pack,
    paragraph,
    restart,
    row,
    run,
    table,
    text_box,
    wrap,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
RUBY = "<w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby>"
PICTURE = "<w:r><w:drawing><wp:inline><wp:docPr descr='公章'/><pic:pic/></wp:inline></w:drawing></w:r>"


def lines(body, **parts):
    told = read_word(build(body, **parts))
    letters = told["letters"]
    assert letters["found"] == letters["taken"] + letters["left_out"]
    return [text for text, _ in told["lines"]]


def notes(body, **parts):
    told = read_word(build(paragraph("正文") + body, **parts))
    assert told["letters"]["found"] == told["letters"]["taken"] + told["letters"]["left_out"]
    return [(note["what"].partition("，")[0], note["quote"], note["taken"]) for note in told["notes"]]


def numbered(form, written="%1", count=3, start=1):
    found = lines(
        "".join(paragraph("项", "1") for _ in range(count)), numbering=abstract("0", level(0, form, written, start)) + number("1", "0")
    )
    return [line.removesuffix("项") for line in found]


@pytest.mark.parametrize(
    ("form", "start", "written"),
    [
        ("chineseCounting", 9, ["九", "十", "十一"]),
        ("chineseCountingThousand", 104, ["一百零四", "一百零五", "一百零六"]),
        ("japaneseCounting", 19, ["十九", "二十", "二十一"]),
        ("ideographDigital", 9, ["九", "一〇", "一一"]),
        ("chineseLegalSimplified", 9, ["玖", "壹拾", "壹拾壹"]),
        ("ideographTraditional", 1, ["甲", "乙", "丙"]),
        ("ideographZodiac", 1, ["子", "丑", "寅"]),
        ("decimalEnclosedCircleChinese", 19, ["⑲", "⑳", "（21）"]),
        ("decimalFullWidth", 9, ["９", "１０", "１１"]),
        ("decimalZero", 9, ["09", "10", "11"]),
        ("upperRoman", 3, ["III", "IV", "V"]),
        ("lowerLetter", 25, ["y", "z", "aa"]),
        ("bullet", 1, ["", "", ""]),
        ("klingon", 1, ["1", "2", "3"]),
    ],
)
def test_a_number_is_written_as_word_writes_it(form, start, written):
    assert numbered(form, start=start) == written


def test_lists_of_one_kind_go_on_counting_and_one_that_begins_anew_does_so_once():
    numbering = abstract("0", level(0, "chineseCounting", "（%1）")) + number("1", "0") + number("2", "0") + number("3", "0", restart(5))
    body = "".join(paragraph("", each) for each in "1121331")
    assert lines(body, numbering=numbering) == ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）"]


def test_a_level_begins_anew_below_each_of_the_one_above():
    levels = level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"), level(2, "decimal", "%3）", 1)
    numbering = abstract("0", *levels) + number("1", "0")
    body = "".join(paragraph("", "1", at) for at in (0, 1, 1, 2, 0, 1, 2))
    assert lines(body, numbering=numbering) == ["一、", "1.1", "1.2", "1）", "二、", "2.1", "1）"]


def test_a_level_that_never_restarts_goes_on():
    levels = level(0, "decimal", "%1、"), level(1, "decimal", "(%2)", more='<w:lvlRestart w:val="0"/>')
    body = "".join(paragraph("", "1", at) for at in (0, 1, 0, 1))
    assert lines(body, numbering=abstract("0", *levels) + number("1", "0")) == ["1、", "(1)", "2、", "(2)"]


def test_a_number_comes_from_the_style_or_from_one_that_it_is_based_on():
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="b"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract("0", level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")) + number("1", "0")
    body = paragraph("", style="b") + paragraph("", style="c") + paragraph("没有", "0", style="b") + paragraph("", style="a")
    assert lines(body, styles=styles, numbering=numbering) == ["1.", "a)", "没有", "2."]


def test_a_soft_break_ends_a_line_and_a_tab_stays():
    assert lines(paragraph("一\n二\t三")) == ["一", "二\t三"]


def test_a_row_is_a_line_of_cells_and_one_over_the_whole_width_lines_of_its_own():
    body = table(
        ["项目", "决算数"], [cell(paragraph("说明一") + paragraph("说明二"))], [cell(paragraph("基本") + paragraph("支出")), "1.5"]
    )
    told = read_word(build(body))
    assert told["lines"] == [
        ["项目\t决算数", "第 1 张表第 1 行"],
        ["说明一", "第 1 张表第 2 行"],
        ["说明二", "第 1 张表第 2 行"],
        ["基本支出\t1.5", "第 1 张表第 3 行"],
    ]


def test_a_cell_that_goes_on_with_the_one_above_is_empty():
    merged = table([cell("产出", '<w:vMerge w:val="restart"/>'), "数量"], [cell(paragraph("<w:r/>"), "<w:vMerge/>"), "质量"])
    assert lines(merged) == ["产出\t数量", "\t质量"]


def test_a_table_inside_of_a_cell_does_not_make_cells_of_its_own():
    assert lines(table(["外", cell(table(["甲", "乙"]))], ["下", "面"])) == ["外\t甲 乙", "下\t面"]


def test_content_controls_links_and_fields_are_followed():
    control = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
    link = paragraph(f"<w:hyperlink>{run('链')}</w:hyperlink><w:fldSimple w:instr='PAGE'>{run('接')}</w:fldSimple>")
    assert lines(control + link + paragraph(field("= 1 + 1", "2"))) == ["控件", "链接", "2"]


def test_a_field_without_an_end_hides_nothing_behind_it():
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert lines(paragraph(begun) + paragraph("后面")) == ["", "后面"]


def test_a_paragraph_whose_mark_is_deleted_goes_on_with_the_next():
    assert lines(paragraph("上半", look="<w:del/>") + paragraph("下半")) == ["上半下半"]


def test_insertions_are_taken_and_deletions_are_not_and_both_are_told():
    body = paragraph(run("共") + deleted("五") + inserted("六") + run("项"))
    assert lines(body) == ["共六项"]
    assert notes(body) == [("修订：已删除的文字", "五", False), ("修订：插入的文字", "六", True)]


def test_what_was_moved_stands_where_it_was_moved_to():
    moved = paragraph(f"<w:moveFrom>{run('甲')}</w:moveFrom>") + paragraph(f"<w:moveTo>{run('甲')}</w:moveTo>")
    assert lines(moved) == ["", "甲"]
    assert notes(moved) == [("修订：已移走的文字", "甲", False), ("修订：移到这里的文字", "甲", True)]


def test_deleted_rows_and_cells_are_told():
    body = table(row("删", "去", look="<w:del/>"), row(cell("余", "<w:cellDel/>"), "留"))
    assert lines(body + paragraph("完")) == ["留", "完"]
    assert notes(body) == [("修订：已删除的表格行或单元格", "删去", False), ("修订：已删除的表格行或单元格", "余", False)]


def test_a_text_box_is_read_once_before_its_paragraph():
    body = paragraph(run("段落") + text_box(paragraph("框一") + paragraph("框二")))
    assert read_word(build(body))["lines"] == [["框一", "文本框"], ["框二", "文本框"], ["段落", ""]]
    assert notes(body) == [("文本框里的文字", "框一框二", True)]


@pytest.mark.parametrize(
    ("body", "parts", "told"),
    [
        (
            paragraph('<w:r><w:commentReference w:id="3"/></w:r>'),
            {"comments": f'<w:comment w:id="3">{paragraph("请改")}</w:comment>'},
            ("批注", "请改"),
        ),
        (
            paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>'),
            {"footnotes": f'<w:footnote w:id="2">{paragraph("见附表")}</w:footnote>'},
            ("脚注", "见附表"),
        ),
        ("", {"endnotes": f'<w:endnote w:id="9">{paragraph("没人引用")}</w:endnote>'}, ("尾注", "没人引用")),
        ("", {"header": paragraph("内部资料")}, ("页眉或页脚", "内部资料")),
        (paragraph(run("看不见", "<w:vanish/>")), {}, ("隐藏文字", "看不见")),
        (
            paragraph("看不见", style="h"),
            {"styles": '<w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'},
            ("隐藏文字", "看不见"),
        ),
        (paragraph("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"), {}, ("公式", "x+y")),
        (paragraph(PICTURE), {}, ("图片或图形", "图片：公章")),
        (paragraph("<w:r><w:pict><v:shape><v:textpath string='草稿'/></v:shape></w:pict></w:r>"), {}, ("图片或图形", "艺术字：草稿")),
        (paragraph("<w:r><w:object><v:shape/><o:OLEObject xmlns:o='o'/></w:object></w:r>"), {}, ("嵌入的对象（如 Excel 表格）", "")),
        ("<w:altChunk/>", {}, ("嵌入的另一个文件", "")),
        (paragraph(RUBY), {}, ("注音的正文已读入", "zi")),
        (table([cell("看不见", "<w:vMerge/>"), "丙"]), {}, ("合并的单元格里看不见的文字", "看不见")),
        ("<w:t>散落</w:t>", {}, ("这些字数在文件里", "2 字")),
        ("<w:p><w:rPr><w:t>x</w:t></w:rPr></w:p>", {"footer": paragraph("— 3 —")}, None),
    ],
)  # fmt: skip
def test_what_is_not_read_is_told_with_its_words(body, parts, told):
    assert notes(body, **parts) == ([(*told, False)] if told else [])


def test_a_letter_of_a_symbol_font_is_told():
    assert lines(paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>')) == ["☑"]
    assert notes(paragraph('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>')) == [("符号字体里的字", "〓（Wingdings，F04A）", True)]


def test_the_number_of_the_line_is_told_beside_a_note():
    told = read_word(build(paragraph("一") + table(["甲", "乙"], [cell(paragraph(run("丙") + deleted("旧"))), "丁"]) + paragraph("末")))
    assert told["lines"][told["notes"][0]["line"] - 1][0] == "丙\t丁"


def test_properties_are_read_by_name():
    assert read_word(build(paragraph("字"), {"perfeval_sections": '{"a": 1}'}))["properties"] == {"perfeval_sections": '{"a": 1}'}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "这不是 Word 文件"),
        (b"just words", "这不是 Word 文件"),
        (pdf(), "这是 PDF 文件"),
        (OLE, "这是旧格式的文件"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (xlsx(), "这是 Excel 文件"),
        (pack({"a.txt": b"x"}), "这不是 Word 文件"),
        (build("")[:-200], "文件已损坏"),
        (build(paragraph("字")).replace(b"PK\x01\x02", b"PK\x01\x03"), "文件已损坏"),
        (build("<w:p>" * 100_000), "文件已损坏"),
        (build("<w:p>" * 100_000 + "</w:p>" * 100_000), "文件已损坏"),
        (pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>"}), "文件已损坏"),
        (pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 200_000_000}), "解压后过大"),
        (pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>", **{f"{at}": b"" for at in range(1_999)}}), "过于复杂"),
        (build(paragraph("字" * 300_001)), "30 万字或 1 万行以上"),
        (build("<w:p/>" * 10_000 + paragraph("字")), "30 万字或 1 万行以上"),
        (build("<w:p/>" * 250_000), "过于复杂"),
        (build(""), "没有可以读入的文字"),
        (build(paragraph(PICTURE) * 2), "没有可以读入的文字（只有：图片或图形 2 处）"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_a_file_that_cannot_be_read_is_refused_in_words(content, sentence):
    with pytest.raises(Refused, match="^.*" + sentence.replace("（", "（")):
        read_word(content)


def test_a_part_is_found_by_its_relation_under_any_name():
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    link = '<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/x/main.xml"/>'
    parts = {
        "[Content_Types].xml": b'<Types><Override PartName="/x/main.xml" ContentType="x/wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": relations.format(link).encode(),
        "x/main.xml": wrap("document", f"<w:body>{paragraph('在这里')}</w:body>")
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .encode(),
    }
    assert read_word(pack(parts))["lines"] == [["在这里", ""]]

"""Which files are taken, and what the person is told of those that are not."""

import io
import zipfile

import pytest

from reports.filing.attachments import EVIDENCE, SCAN, NotAccepted, file_names, file_validation, upload_limits
from tests.reports.filing.attachments import files
from tests.reports.filing.attachments.files import upload

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
SCRIPT = b"<< /S /JavaScript /JS (app.alert) >>"


def refusal(name: str, content: bytes, allowed=EVIDENCE) -> str:
    with pytest.raises(NotAccepted) as refused:
        file_validation.validate_upload(upload(name, content), allowed)
    return str(refused.value)


@pytest.mark.parametrize("name", files.GOOD)
def test_a_good_file_is_taken(name: str):
    file = upload(name, files.GOOD[name])
    found = file_validation.validate_upload(file, EVIDENCE)
    assert (found.name, file.tell()) == (name, 0)
    assert file_names.get_file_extension(name) in found.kind.extensions


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.pdf", b"", "文件是空的"),
        ("程序.exe", b"MZ", "只接受 PDF、JPG、PNG、DOCX、XLSX 文件"),
        ("无扩展名", files.pdf(), "只接受"),
        ("网页.html", b"<script>", "只接受"),
        ("图片.svg", b"<svg>", "只接受"),
        ("宏.docm", files.docx(), "只接受"),
        ("旧.doc", OLD, "只接受"),
        ("旧.docx", OLD, "是旧版 Office 文件，或者加了密码"),
        ("网页.pdf", b"<html>%PDF-1.7", "内容不是所写的类型"),
        ("动图.png", b"GIF89a", "内容不是所写的类型"),
        ("合同.pdf", files.picture(), "扩展名是 .pdf，内容却是 PNG 图片"),
        ("合同.docx", files.xlsx(), "扩展名是 .docx，内容却是 XLSX 表格，请把扩展名改为 .xlsx"),
        ("合同.jpg", files.pdf(), "内容却是 PDF"),
    ],
)
def test_name_and_content_must_agree(name: str, content: bytes, words: str):
    assert words in refusal(name, content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (files.pdf()[:-20], "PDF 已损坏或不完整"),
        (files.pdf()[: len(files.pdf()) // 2], "PDF 已损坏或不完整"),
        (b"%PDF-1.7\n" + b"x" * 500, "PDF 已损坏或不完整"),
        (files.pdf().replace(b"%PDF-1.7", b"%PDF-x.7"), "PDF 已损坏或不完整"),
        (b"%PDF-1.7\nstartxref\n99999\n%%EOF", "PDF 已损坏或不完整"),
        (b"%PDF-1.7\nnothing here\nstartxref\n9\n%%EOF", "PDF 已损坏或不完整"),
        (files.pdf(trailer=b"/Encrypt 9 0 R"), "加了密码"),
        (files.pdf(SCRIPT), "有脚本"),
        (files.pdf(b"<< /S /J#61vaScript >>"), "有脚本"),
        (files.pdf(b"<< /S /Launch /F (cmd.exe) >>"), "启动程序"),
        (files.pdf(files.packed_objects(b"4 0 " + SCRIPT)), "有脚本"),
        (files.pdf(files.packed_objects(b"0" * (65 * upload_limits.MB))), "过于复杂"),
    ],
)
def test_a_bad_pdf_is_refused(content: bytes, words: str):
    assert words in refusal("合同.pdf", content)


@pytest.mark.parametrize(
    "content",
    [
        files.pdf(files.packed_objects(b"4 0 << /Type /Font >>")),
        files.pdf(b"<< /Type /ObjStm /Length 4 >>\nstream\nnope\nendstream"),
        files.pdf(b"<< /Type /EmbeddedFile >>", trailer=b"/EncryptMetadataX false"),
        files.pdf() + b"\r\n",
    ],
)
def test_an_unusual_but_harmless_pdf_is_taken(content: bytes):
    assert file_validation.validate_upload(upload("合同.pdf", content), SCAN)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.png", files.picture()[:-20], "图片已损坏"),
        ("a.png", files.picture()[:12], "图片已损坏"),
        ("a.png", files.picture().replace(b"IDAT", b"IDAX"), "图片已损坏"),
        ("a.jpg", files.picture("JPEG", (400, 400), "red")[:-300], "图片已损坏"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(64), "图片已损坏"),
        ("a.png", files.huge_picture(), "超过 8,000 万像素"),
        ("a.png", files.picture("PNG", (9_000, 9_000), 0, "1"), "超过 8,000 万像素"),
    ],
)
def test_a_bad_picture_is_refused(name: str, content: bytes, words: str):
    assert words in refusal(name, content)


def lying(content: bytes) -> bytes:
    """The list of the ZIP says that its last part is empty."""
    changed = bytearray(content)
    at = changed.rindex(b"PK\x01\x02")
    changed[at + 24 : at + 28] = bytes(4)
    return bytes(changed)


def encrypted(content: bytes) -> bytes:
    """Every part is marked as encrypted."""
    changed = bytearray(content)
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(sign)
        while at >= 0:
            changed[at + flags] |= 1
            at = changed.find(sign, at + 4)
    return bytes(changed)


def twice() -> bytes:
    made = io.BytesIO(files.docx())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/document.xml", b"<other/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (files.docx()[:-30], "已损坏"),
        (files.docx()[:40], "已损坏"),
        (files.docx().replace(b"word/document.xml", b"/etc/document.xml"), "已损坏"),
        (files.docx(**{"../../evil.xml": b"x"}), "已损坏"),
        (files.docx(**{"..\\evil.xml": b"x"}), "已损坏"),
        (files.docx(**{"C:evil.xml": b"x"}), "已损坏"),
        (files.docx(**{f"word/{at}.xml": b"" for at in range(5_001)}), "过于复杂"),
        (lying(files.docx(**{"word/last.xml": b"x" * 9})), "已损坏"),
        (encrypted(files.docx()), "已损坏"),
        (files.docx(**{"word/vbaProject.bin": b"x"}), "文件里有宏"),
        (files.package({"word/document.xml": b""}, files.WORD.replace("document.main", "document.macroEnabled.main")), "文件里有宏"),
        (files.packed({"合同.pdf": files.pdf()}), "压缩包请解开后逐个上传"),
        (files.package({}, files.WORD), "不是完整的 Word 或 Excel 文件"),
        (files.package({"ppt/presentation.xml": b""}, "application/presentation", "/ppt/presentation.xml"), "不是完整的"),
        (files.docx(**{"word/bomb.xml": bytes(11 * upload_limits.MB)}), "解压后过大"),
    ],
)
def test_a_bad_office_file_is_refused(content: bytes, words: str):
    assert words in refusal("说明.docx", content)


def test_so_is_one_whose_part_is_there_twice():
    assert "已损坏" in refusal("说明.docx", twice())


def test_a_large_file_is_refused_with_its_size():
    assert refusal("大.pdf", files.pdf() + bytes(upload_limits.MOST_OF_FILE)).startswith("文件有 20.1 MB，超过 20 MB")


@pytest.mark.parametrize("name", ["说明.docx", "明细.xlsx"])
def test_a_scan_is_a_pdf_or_a_picture(name: str):
    assert "只接受 PDF、JPG、PNG 文件" in refusal(name, files.GOOD[name], SCAN)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/合同.pdf", "合同.pdf"),
        ("C:\\文件\\合同.pdf", "合同.pdf"),
        ("合\x00同\x07.pdf", "合同.pdf"),
        ("合同\u202efdp.exe", "合同fdp.exe"),
        ("合\u200b同.pdf", "合同.pdf"),
        ('a"b<c>|d?.pdf', "a_b_c__d_.pdf"),
        (" 合同.pdf. ", "合同.pdf"),
        ("𠮷.pdf", "𠮷.pdf"),
    ],
)
def test_a_name_is_cleaned(typed: str, kept: str):
    assert file_names.clean_file_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "\u202e", " . ", "/"])
def test_a_file_needs_a_name(typed: str):
    with pytest.raises(NotAccepted, match="没有名称"):
        file_names.clean_file_name(typed)


def test_a_name_has_a_limit():
    with pytest.raises(NotAccepted, match="最多 120 个"):
        file_names.clean_file_name("长" * 117 + ".pdf")
    assert file_names.clean_file_name("长" * 116 + ".pdf")


def test_half_a_picture_is_refused_also_after_a_paper_was_printed():
    from reports.domain.rendering import engine  # noqa: F401 - the import is what matters

    assert "图片已损坏" in refusal("a.jpg", files.picture("JPEG", (400, 400), "red")[:-300])

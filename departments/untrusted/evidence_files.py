"""A PDF, Word or Excel file as evidence, with all that is packed inside it: one budget for the whole, three files deep."""

from __future__ import annotations

from functools import partial

from departments.untrusted import office_files, pdf_files, signatures
from departments.untrusted.budgets import FILE, Budget
from departments.untrusted.refusals import Refused

MOST_DEPTH = 3
TEXTS = ("utf-8", "gb18030")
DEEP = "文件里一层套一层地嵌有别的文件，请把它们分别另存，逐个上传。"
STRANGE = "文件里嵌有“{}”，它不是文字、图片、PDF 或 Office 文件，没有办法查看里面的内容。请去掉它，需要的话另存为单独的文件上传。"
EDITING_COPY = "这是从本系统下载的编辑稿，不能作为附件报送，报告以系统内的文本为准。请在系统里修改报告，不用上传它。"


def check(content: bytes) -> str:
    """PDF, DOCX or XLSX. Raises Refused."""
    if content.startswith(signatures.PACKED):
        budget = Budget(office_files.MOST_UNPACKED)
        kind = _check_office(content, budget, 1)
        if kind == "PPTX":
            raise Refused(office_files.NO_MAIN)
        if office_files.is_editing_copy(content):
            raise Refused(EDITING_COPY)
        return kind
    _check_pdf(content, Budget(pdf_files.MOST_UNPACKED), 1)
    return "PDF"


def _check_office(content: bytes, budget: Budget, depth: int) -> str:
    return office_files.check(content, budget, partial(_look_into, budget, depth))


def _check_pdf(content: bytes, budget: Budget, depth: int) -> None:
    pdf_files.check(content, budget, partial(_look_into, budget, depth))


def _look_into(budget: Budget, depth: int, name: str, content: bytes) -> None:
    """An embedded file. Raises Refused, TooComplex."""
    budget.count(FILE)
    if depth >= MOST_DEPTH:
        raise Refused(DEEP)
    if content.startswith(signatures.PACKED):
        _check_office(content, budget, depth + 1)
    elif content.startswith(b"%PDF-"):
        _check_pdf(content, budget, depth + 1)
    elif content.startswith(signatures.OLD_OFFICE) and office_files.VBA in content:
        raise Refused(office_files.MACROS)
    elif signatures.is_program(content):
        raise Refused(pdf_files.PROGRAM.format(name or "未命名"))
    elif not content.startswith(signatures.PICTURES) and not _is_text(content):
        raise Refused(STRANGE.format(name or "未命名"))


def _is_text(content: bytes) -> bool:
    if signatures.is_web_page(content):
        return False
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in content and any(_decodes(content, encoding) for encoding in TEXTS)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True

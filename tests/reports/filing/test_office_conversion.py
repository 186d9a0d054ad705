"""A .doc or .wps is converted only where the site has a program for it, and the result says that it was."""

import sys
from io import BytesIO

import pytest

from departments.untrusted.word_parts import ENCRYPTED
from reports.domain.text_import import Unreadable
from reports.filing import office_conversion
from tests.departments.untrusted.test_word_files import OLE
from tests.word_files import build, paragraph

PROGRAM = """
import pathlib, sys
out, source = sys.argv[sys.argv.index("--outdir") + 1], sys.argv[-1]
pathlib.Path(out).mkdir()
{act}
"""


@pytest.fixture
def program(tmp_path, settings):
    """An office program of our own that does as it is told."""

    def make(act):
        script, made = tmp_path / "office.py", tmp_path / "made.docx"
        made.write_bytes(build(paragraph("转换后的文字")))
        script.write_text(PROGRAM.format(act=act.format(made=str(made))))
        settings.PERFEVAL_OFFICE_COMMAND = [sys.executable, str(script)]

    return make


def test_nothing_is_converted_by_default(settings):
    assert settings.PERFEVAL_OFFICE_COMMAND == []
    assert not office_conversion.is_convertible(OLE, "a.doc")


@pytest.mark.parametrize(
    ("name", "start", "expected"), [("a.doc", OLE, True), ("甲.WPS", OLE, True), ("a.xls", OLE, False), ("a.doc", b"PK", False)]
)
def test_only_old_word_files_are_converted(program, name, start, expected):
    program("pass")
    assert office_conversion.is_convertible(start, name) is expected


def test_what_was_converted_is_read_and_marked(program):
    program("pathlib.Path(out, 'paper.docx').write_bytes(pathlib.Path({made!r}).read_bytes())")
    source = office_conversion.read_converted(BytesIO(OLE), "旧报告.doc")
    assert source.text == "转换后的文字"
    assert source.file.notes[0].what.startswith("由.doc文件自动转换而来")


@pytest.mark.parametrize("act", ["pass", "sys.exit(3)", "pathlib.Path(out, 'paper.docx').write_bytes(b'PK nonsense')"])
def test_a_program_that_fails_is_told(program, act):
    program(act)
    with pytest.raises(Unreadable, match=r"转换程序没有能打开|这不是 Word 文件"):
        office_conversion.read_converted(BytesIO(OLE), "a.doc")


def test_a_password_is_told_before_anything_is_started(program):
    program("raise SystemExit")
    with pytest.raises(Unreadable, match="加了密码"):
        office_conversion.read_converted(BytesIO(OLE + ENCRYPTED), "a.doc")

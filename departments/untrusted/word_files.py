"""A Word file → its lines of text with where each comes from, and what else is in it. Run in the limited child."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from departments.untrusted.archives import MB, BrokenArchive
from departments.untrusted.budgets import TooComplex, TooLarge
from departments.untrusted.refusals import Refused
from departments.untrusted.word_lines import BodyReader, Line
from departments.untrusted.word_notes import Kind, Tally
from departments.untrusted.word_numbering import Numbering
from departments.untrusted.word_parts import WordParts
from departments.untrusted.word_styles import Styles
from departments.untrusted.xml_elements import BrokenXml
from departments.untrusted.xml_trees import count_letters, get_text

MAX_FILE = 20 * MB
MOST_LETTERS = 300_000  # of a report; the longest published one has 60,000
MOST_LINES = 10_000  # a report of 200 pages with its tables has 6,000
BROKEN = "文件已损坏或不完整，没有读入。请用 Word 或 WPS 打开后另存为 .docx，再上传。"
TOO_LARGE = "文件解压后过大，不像一份报告，没有读入。请删去图片和多余的内容，另存后再上传。"
COMPLEX = "文件内部结构过于复杂（部件、表格或格式太多），没有读入。请把正文复制到新的 Word 文件里，另存后再上传。"
TOO_LONG = f"文件有 {MOST_LETTERS // 10_000} 万字或 {MOST_LINES // 10_000} 万行以上，不像一份报告，没有读入。请只保留这份报告的内容。"
NO_TEXT = "文件里没有可以读入的文字{}。扫描件请先用识别软件转成文字。"
PAGE_NUMBER = re.compile(r"[\s\dIVXivx—–\-－·第共页/／]*")  # what a footer says that only counts the pages
ASIDES = {Kind.FOOTNOTE: "footnotes", Kind.ENDNOTE: "endnotes", Kind.COMMENT: "comments"}


def read_word(content: bytes) -> dict[str, Any]:
    """`lines`: text and origin of each; `notes`: as word_notes.Note; `properties`: custom ones by name; `letters`: of the texts of
    the file: `found` = `taken` + `left_out`, blanks left out. Raises Refused."""
    try:
        package = WordParts(content)
        lines, tally = _read_lines(package)
        properties = package.read_properties()
    except TooLarge as large:
        raise Refused(TOO_LARGE) from large
    except TooComplex as complicated:
        raise Refused(COMPLEX) from complicated
    except (BrokenArchive, BrokenXml, RecursionError) as broken:
        raise Refused(BROKEN) from broken
    if not any(line.text.strip() for line in lines):
        raise Refused(NO_TEXT.format(_describe_left_out(tally)))
    letters = {"found": package.letters, "taken": package.letters - tally.left_out, "left_out": tally.left_out}
    told = [[line.text, line.origin] for line in lines]
    return {"lines": told, "notes": list(tally.list_notes()), "properties": properties, "letters": letters}


def _read_lines(package: WordParts) -> tuple[list[Line], Tally]:
    tally = Tally()
    styles = Styles(package.read_part("styles"))
    numbering = Numbering(package.read_part("numbering"), styles, lambda name: tally.tell(Kind.NUMBER_FORMAT, name, 0, 0))
    package.letters = 0  # sample texts of styles are none of the paper
    asides = {key: text for kind, name in ASIDES.items() for key, text in _iter_asides(package, kind, name)}
    reader = BodyReader(numbering, styles, tally, asides)
    reader.read_blocks(package.read_main())
    reader.end_body()
    for (kind, _), text in asides.items():
        tally.tell(kind, text)
    _tell_headers(package, tally)
    if package.letters > MOST_LETTERS or len(reader.lines) > MOST_LINES:
        raise Refused(TOO_LONG)
    if lost := package.letters - reader.taken - tally.left_out:
        tally.tell(Kind.LOST, f"{lost} 字", 0, lost)
    return reader.lines, tally


def _iter_asides(package: WordParts, kind: Kind, name: str) -> Iterator[tuple[tuple[Kind, str], str]]:
    """Each with its number, in the order of the file."""
    root = package.read_part(name)
    for each in root.children if root else ():
        if text := get_text(each):
            yield (kind, each.attributes.get("id", "")), text


def _tell_headers(package: WordParts, tally: Tally) -> None:
    """What stands on every page, each text once; a number of the page is nothing of the paper."""
    texts = Counter(get_text(part) for name in ("header", "footer") for part in package.read_parts(name))
    for text, times in texts.items():
        if PAGE_NUMBER.fullmatch(text):
            tally.left_out += times * count_letters(text)
        else:
            tally.tell(Kind.HEADER, text, letters=times * count_letters(text))


def _describe_left_out(tally: Tally) -> str:
    """（有：图片或图形 3 处）; "" for nothing."""
    kinds = Counter(note.what.partition("，")[0] for note in tally.notes)
    return f"（只有：{'、'.join(f'{kind} {count} 处' for kind, count in kinds.items())}）" if kinds else ""

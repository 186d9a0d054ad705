"""C38: debris of a word processor, blanks left to fill in, broken numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.domain import numbering
from reports.domain.checks.prose import Prose, collect_prose
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule

MARK = re.compile(
    r"\[bookmark[^\]\n]*\]?|\[image[^\[\]\n]{0,80}\]"
    r"|错误[!！]\s*未[^。\n]{0,12}|Error! [A-Z][^.\n]{0,40}|\{\s*(?:PAGE|TOC|REF)\b[^{}\n]{0,80}\}"
    r"|&(?:nbsp|lt|gt|amp);|</?(?:p|br|span|div)\b[^<>\n]{0,80}>|(?<![xX×])[xX×]{2,6}(?=单位|局|中心|万元|年|项目|部门)|\ufffd"
    r"|_{2,}|＿{2,}|[（(](?:此处|请|待)[^（）()]{0,20}(?:填写|填列|补充|说明)[^（）()]{0,20}[）)]|请在此处?填写|【[^【】]{0,12}(?:填写|待补|待填|请填)[^【】]{0,12}】"
    r"|(?<=[为是共达计了])[ \u3000]{2,}(?:%|万元|元|项|个|人|次|家)|某某(?=单位|局|中心|部门)|待补充|待填写"
)
MOST_SHOWN = 3
WRITTEN = {numbering.format_chinese_number(number): number for number in range(1, 100)}
JOIN, RANGE = "[、，,和及与至到–—~～-]", "[–—~～-]|至|到"  # ①–⑤ and ①、③ speak of numbers, and number nothing
ITEM = "[项款条点号类](?=[均都全皆已未不的为、，,。；;和与及达符]|整改|内容|要求|$)"  # ③项均已达到, but not ③项目评审
STYLES = (  # where a number of the style may stand: items of one run follow one another
    ("①", re.compile(rf"(?<![第①-⑳])(?<![①-⑳]{JOIN})([①-⑳])(?!{JOIN}?[①-⑳]|{RANGE}|{ITEM}|[)）]|\s*$)")),
    ("一是", re.compile(r"(?:^|[。；：，\n])\s*([一二三四五六七八九十]{1,3})是")),
    ("（一）", re.compile(r"(?:^|[。；：\n])\s*[（(]([一二三四五六七八九十]{1,3})[）)]")),
    ("1、", re.compile(r"(?:^|\n)\s*(\d{1,2})[、.．](?!\d)")),
)


@rule(
    "C38",
    name="没有残留标记，编号连续",
    severity="W",
    source="财政部门审核惯例",
    explanation="找出文字处理软件留下的标记、没有填的空，以及不连续的编号。",
    watches=(Watched.TEXTS, Watched.LISTS),
    version=3,
)
def check_leftovers(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for one in document.statements:
        if one.is_debris:
            yield report_finding(check, (one.place,), f"原文中有残留标记 {one.stated}", subject=f"{one.place}|{one.stated}")
    for text in collect_prose(document):
        yield from _check_text(check, text, _find_outline_words(document, text))


def _find_outline_words(document: Document, text: Prose) -> str:
    """What the outline itself says at the place: the hint of a text, the sentence that a wording changes."""
    if text.place.startswith("wording."):
        return "\n".join(block.sentence for section in document.outline.section for block in section.show if block.editable == text.source)
    return document.outline.texts[text.source].hint if text.source in document.outline.texts else ""


def _check_text(check: Check, text: Prose, own: str) -> Iterator[Finding]:
    if found := [mark for mark in dict.fromkeys(MARK.findall(text.text)) if mark not in own]:
        yield report_finding(check, (text.place,), f"文中有残留标记 {'、'.join(found[:MOST_SHOWN])}", subject=f"{text.place}|mark")
    jump = find_broken_numbering(text.text.replace(own, "") if own else text.text)
    if jump and jump != find_broken_numbering(own):
        yield report_finding(check, (text.place,), f"文中编号不连续：{jump[0]}之后是{jump[1]}", subject=f"{text.place}|numbering")


def find_broken_numbering(text: str) -> tuple[str, str] | None:
    """The first number that does not follow the one before it, with that one; a run may begin again at one."""
    for style, expression in STYLES:
        last = 0
        for sign in expression.findall(text):
            number = _read_number(sign)
            if last and number not in (1, last + 1):
                return numbering.format_label(style, last), numbering.format_label(style, number)
            last = number
    return None


def _read_number(sign: str) -> int:
    if sign in numbering.CIRCLED:
        return numbering.CIRCLED.index(sign) + 1
    return int(sign) if sign.isdecimal() else WRITTEN.get(sign, 0)

"""C33: the unit's name and the year are the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reports.domain.checks.prose import collect_narratives, collect_prose
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule

NAMES = ("unit.name", "department", "accounts.entity")  # the first that is filled in is the one that counts
SHORTEST = 5  # letters; shorter names are near too many words
COUNTING = set("一二三四五六七八九十东南西北0123456789")  # what tells two units apart: 第一小学, 第二小学
YEAR = re.compile(r"(?<!\d)(20\d\d)年")
SINCE = ("依据", "根据", "按照", "比", "较", "与", "自", "从", "延续")
HISTORY = re.compile(  # of 依据2024年印发的办法, 2023年度部门决算批复后 nobody would say that they are last year's text
    r"度?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:的|以|就|部门|决算|预算|财政|由|经|,|，){0,4}"
    r"(?:印发|出台|下发|发布|制定|修订|立项|开工|启动|批复|结转|以来|招标|审计|巡察|同期|相比|设立|成立|提前下达|基础|预付|预拨|签订|采购|购置)"
)


@rule(
    "C33",
    name="单位名称和年度前后一致",
    severity="W",
    source="财政部门审核惯例",
    version=2,
    explanation="找出与单位名称只差一字的写法（登记过的原名、简称、挂牌名称除外），以及只提到上年的文字。",
    watches=(Watched.TEXTS, Watched.LISTS),
)
def check_name_and_year(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    keys = [key for key in NAMES if key in document.outline.fields]
    name = next((document.field(key) for key in keys if document.field(key)), document.department)
    yield from _check_names(document, check, (name, *context.aliases), keys)
    yield from _check_years(document, check)


def _check_names(document: Document, check: Check, names: Sequence[str], keys: list[str]) -> Iterator[Finding]:
    """`names`: the one that counts, then those that are registered beside it."""
    name = names[0]
    if len(name) < SHORTEST:
        return
    texts = [(key, document.fields.get(key, "")) for key in document.outline.fields]
    texts += [(one.place, one.text) for one in collect_prose(document)]
    for place, text in texts:
        if other := find_near_name(name, mask_names(text, names)):
            both = (place, keys[0]) if keys and place != keys[0] else (place,)
            yield report_finding(check, both, f"“{other}”与单位名称“{name}”只差一字，请核对")


def mask_names(text: str, names: Iterable[str]) -> str:
    """The text without names that are right, the longest first; nothing moves."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "　" * len(name))
    return text


def find_near_name(name: str, text: str) -> str:
    """The first words of the text that differ from the name in one letter; "" where there are none."""
    size, middle = len(name), len(name) // 2
    for half, offset in ((name[:middle], 0), (name[middle:], middle)):
        at = text.find(half)
        while at >= 0:
            other = text[max(at - offset, 0) : max(at - offset, 0) + size]
            if at >= offset and len(other) == size and _is_slip(name, other):
                return other
            at = text.find(half, at + 1)
    return ""


def _is_slip(name: str, other: str) -> bool:
    different = [pair for pair in zip(name, other, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and not set(different[0]) & COUNTING and different[0][1].isalnum()


def _check_years(document: Document, check: Check) -> Iterator[Finding]:
    for one in document.statements:
        if one.place == "year":
            words = f"报告年度为 {document.year}，文中称 {one.stated}：“{one.quote}”"
            yield report_finding(check, (one.place,), words, subject=f"year|{one.quote}")
    for text in collect_narratives(document):
        years = {int(found[1]) for found in YEAR.finditer(text.text) if not _is_history(text.text, found)}
        years |= {document.year for _ in range(f"{document.year}年" in text.text)}
        if document.year - 1 in years and not years & {document.year, document.year - 2, document.year - 3}:
            yield report_finding(check, (text.place,), f"文中写 {document.year - 1} 年而未提到 {document.year} 年，请核对是否为上年内容")


def _is_history(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(0, found.start() - 4) : found.start()], text[found.end() : found.end() + 24]
    return before.endswith(SINCE) or bool(HISTORY.match(after))

"""Amounts in prose with the words that they stand for, and with what other sentences say: read once for all rules of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from reports.domain.checks import amounts
from reports.domain.checks.amounts import Amount
from reports.domain.checks.figure_names import FigureName, NameIndex, build_index, split_column
from reports.domain.checks.findings import Finding
from reports.domain.checks.prose import Prose, collect_prose, normalise_text
from reports.domain.document import Document

REACH = 60  # letters before an amount that may name it
NOTES = re.compile(r"（[^（）]*）|\([^()]*\)")
QUOTES = re.compile(r"[“”\"‘’《》\s]")
BARE = ("支出", "收入", "追加", "职工")  # words that many sentences use of something else
END = re.compile(r"[。；;\n]")
HARD = re.compile(r"[。；;，,！？!?、\n]")
SOFT = re.compile(r"[：:（(）)]")
VERBS = re.compile(
    r"(?:分别|已经|均|共计|合计为|累计|总计为|总额|约|为|是|达到|达|有|完成了|仅|只|了|支付|支出了|金额|共|的|即|(?:安排|投入|落实|拨付|下达|支付|使用|到位)(?:资金|经费)?|列支|发生|(?:完成)?投资|完成支付|全年|本年|当年|年内)+$"
)
OPENING = re.compile(
    r"^(?:其中|包括|以及|和|与|及|全年|本年度?|今年|当年|年内|我单位|本单位|我局|本局|本部门|部门|单位|我中心|本中心|中心|20\d\d年度?|年度|末|底|区级|县级|实际|共|的|实现|现有|现|完成|截至|截止|12月31日|年末|年底)+"
)
KEEP = ("年末结", "年底结", "部门支出", "部门收入", "实际完成", "单位支出")  # names that begin like an opening
GOALS = ("goals", "goal_expected")  # what was aimed at may differ from what was done
UNITS = {"名": "人", "人次": "人次", "个": "个"}


@dataclass(frozen=True)
class Mention:
    """An amount of a text. `subject`: the words that name it, without openings and verbs."""

    prose: Prose
    amount: Amount
    subject: str
    named: FigureName | None

    @property
    def quote(self) -> str:
        return self.prose.passage(self.amount.at)

    @property
    def unit(self) -> str:
        return UNITS.get(self.amount.unit, self.amount.unit)

    @cached_property
    def digits(self) -> int:
        """Significant digits that were written."""
        return len(self.amount.value.scaleb(0).as_tuple().digits)


def list_mentions(document: Document) -> tuple[Mention, ...]:
    """Every amount of the report's prose, in order."""
    if "mentions" not in document.derived:
        index = get_index(document)
        document.derived["mentions"] = tuple(
            _build_mention(one, amount, index)
            for one in list_own_prose(document)
            for amount in amounts.read_amounts(one.text, document.year)
        )
    found: tuple[Mention, ...] = document.derived["mentions"]
    return found


def list_own_prose(document: Document) -> tuple[Prose, ...]:
    """What the department wrote: without the words that the outline presets."""
    if "prose" not in document.derived:
        locked = {(listing.key, field.key) for listing in document.outline.listing for field in listing.fields if field.locked}
        texts = collect_prose(document)
        document.derived["prose"] = tuple(one for one in texts if (one.source, one.place.rpartition(".")[2]) not in locked)
    found: tuple[Prose, ...] = document.derived["prose"]
    return found


def get_index(document: Document) -> NameIndex:
    if "names" not in document.derived:
        document.derived["names"] = build_index(document)
    index: NameIndex = document.derived["names"]
    return index


def _build_mention(prose: Prose, amount: Amount, index: NameIndex) -> Mention:
    subject = find_subject(prose.text, amount.at)
    named = index.find(subject)
    if named and named.name in BARE and not _is_sentence_about(prose.text, amount.at, named.name):
        named = None
    return Mention(prose, amount, subject, named)


def _is_sentence_about(text: str, at: int, name: str) -> bool:
    """Whether the sentence speaks of nothing before the bare name: 2024年，我局支出, not 避难场所改造项目……，完成支出."""
    before = END.split(text[max(0, at - REACH) : at])[-1]
    words, _ = split_column(normalise_text(before))
    return not OPENING.sub("", VERBS.sub("", words.replace(name, "")))


def find_subject(text: str, at: int) -> str:
    """The words before an amount that name it: 基本支出 of “其中：2024年基本支出（含津补贴）为”."""
    before = text[max(0, at - REACH) : at]
    if "）" in before or ")" in before:
        before = NOTES.sub("", before)
    words = HARD.split(before)[-1]
    if not words.isalnum():
        words = _split_soft(words)
    words = VERBS.sub("", words)
    opened = words if words.startswith(KEEP) else OPENING.sub("", words)
    return VERBS.sub("", opened) if opened and opened != words else opened or words


def _split_soft(words: str) -> str:
    """Behind the last colon or bracket that has words behind it, without quotes and blanks."""
    parts = [part for part in SOFT.split(QUOTES.sub("", words)) if part]
    return normalise_text(parts[-1]) if parts else ""


def tell_apart(found: Iterable[Finding]) -> Iterator[Finding]:
    """Each question once: what is said twice in one text is dropped, other figures under one question are numbered."""
    said: dict[str, list[str]] = {}
    for finding in found:
        before = said.setdefault(finding.key, [])
        if finding.message not in before:
            yield replace(finding, subject=f"{finding.subject}|{len(before) + 1}") if before else finding
            before.append(finding.message)


def differ_by_power(value: Decimal, half: Decimal, other: Decimal, other_half: Decimal) -> int:
    """The power of ten by which the first is larger; 0 where they differ otherwise or not at all."""
    if not value or not other:
        return 0
    power = value.copy_abs().adjusted() - other.copy_abs().adjusted()
    for each in (power, power + 1, power - 1):
        moved = other.scaleb(each)
        if each and abs(value - moved) <= half + other_half.scaleb(each):
            return each
    return 0


def is_swapped(value: Decimal, other: Decimal) -> bool:
    """Whether two neighbouring digits changed places: 478.9 and 487.9."""
    places = max(-int(one.as_tuple().exponent) for one in (value, other))
    first, second = (f"{one:.{max(places, 0)}f}" for one in (value, other))
    if len(first) != len(second):
        return False
    wrong = [at for at, pair in enumerate(zip(first.replace(".", ""), second.replace(".", ""), strict=True)) if pair[0] != pair[1]]
    plain, twin = first.replace(".", ""), second.replace(".", "")
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and plain[wrong[0]] == twin[wrong[1]] and plain[wrong[1]] == twin[wrong[0]]

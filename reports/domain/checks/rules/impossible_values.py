"""C48: values that cannot be: 985 % satisfied, a score below 0 or above its weight, people below 0, a number that lost a digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.domain.checks import mentions, numbers, short_names
from reports.domain.checks.mentions import Mention, is_swapped
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Outcome, Row, Watched, report_finding, rule
from reports.domain.checks.targets import LIST
from reports.domain.number_spelling import fold_letters
from reports.domain.shapes import Listing

NEVER = re.compile(r"(?:满意度|满意率|合格率|及时率|准确率|按期\w{0,4}率|按时\w{0,4}率|完好率|优良率|好评率|成活率|知晓率)(?:（.*）)?$")
RARELY = re.compile(r"(?:达标率|覆盖率|整改率|办结率|支付率|公开率|成功率|参与率|入学率|普及率|落实率|建档率|巩固率)(?:（.*）)?$")
AROUND = re.compile(r"(?:不低于|不少于|不小于|达到|高于|超过|至少|大于|≥|为|约|近|以上)+$")
VALUE = re.compile(r"[≥≤=><]?\s*(?P<number>-?\d{1,7}(?:\.\d+)?)\s*(?P<unit>%|分|)")
WHOLE = Decimal(100)
BROKEN = re.compile(
    r"(?<![\d.,])(?P<lost>,\d{3}(?:,\d{3})*\.\d+)(?=万元|元|%)"
    r"|(?P<groups>\d{1,3},\d{1,2}(?:\.\d+)?)(?=万元|元)|(?P<points>\d+\.\d+\.\d+|\d+\.\.\d+)(?=万元|元|%)"
)
CODE = re.compile(r"(?:预算|单位)编码[为是:：]?\s*(\d{3,12})")
COUNTED = ("人", "项", "辆", "㎡")


@rule(
    "C48",
    name="没有不可能的数值",
    severity="E",
    source="财政部门审核惯例",
    explanation="满意度、合格率等超过 100 %，得分为负数或高于分值，人数为负数，少了数字的金额（如“,867.48”），与登记的编码颠倒了数字。",
    watches=(LIST, Watched.PRESETS),
    also=("E", "R"),
    everywhere=True,
)
def check_impossible(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for listing in document.outline.listing:
        for row in document.rows(listing.key) if listing.field("score") else ():
            yield from _check_score(document, check, listing, row)
            yield from _check_rate(check, listing, row)
    yield from mentions.tell_apart(_check_prose(document, check))
    yield from _check_negative(document, check)
    yield from _check_codes(document, check, context)


def _check_score(document: Document, check: Check, listing: Listing, row: Row) -> Iterator[Finding]:
    """Scores above their weight in the list of indicators are C19's."""
    score, weight = row.figure("score").amount, row.figure("weight").amount
    place, name = f"{listing.key}.{row.key}.score", document.row_names.get((listing.key, row.key), "")
    if score is not None and score < 0:
        yield report_finding(check, (place,), f"{name}得分 {numbers.show_amount(score)}，得分不能是负数", Outcome.MUST_FIX)
    elif score is not None and weight is not None and score > weight and not (listing.key == LIST and _has_c19(document)):
        words = f"{name}得分 {numbers.show_amount(score)}，高于分值 {numbers.show_amount(weight)}"
        yield report_finding(check, (place, f"{listing.key}.{row.key}.weight"), words, Outcome.MUST_FIX)


def _has_c19(document: Document) -> bool:
    return any(check.id == "C19" for check in document.outline.check)


def _check_rate(check: Check, listing: Listing, row: Row) -> Iterator[Finding]:
    """A rate above 100; with full marks the message says so."""
    name = "".join(row.text("level3").split())
    kind = Outcome.MUST_FIX if NEVER.search(name) else Outcome.MUST_EXPLAIN if RARELY.search(name) else None
    match = VALUE.fullmatch(fold_letters(row.text("actual")).strip()) if kind else None
    unit = row.text("unit").strip() or (match["unit"] if match else "")
    if kind is None or match is None or unit not in ("%", "％", "分", "") or 0 <= Decimal(match["number"]) <= WHOLE:
        return
    if unit == "" and kind is not Outcome.MUST_FIX:
        return
    score, weight = row.figure("score").amount, row.figure("weight").amount
    full = "，并且得了满分" if score is not None and score == weight else ""
    words = f"“{name}”的完成值 {row.text('actual').strip()}{'' if match['unit'] else unit} 不在 0 到 100 之间{full}，请核对"
    yield report_finding(check, (f"{listing.key}.{row.key}.actual",), words, kind)


def _is_share(one: Mention) -> bool:
    """Whether the rate can never be above 100 %; one that may be (培训覆盖率 of several times the plan) where it is above 200 %."""
    name = AROUND.sub("", one.subject)
    return bool(NEVER.search(name)) or (one.amount.value >= 2 * WHOLE and bool(RARELY.search(name)))


def _check_prose(document: Document, check: Check) -> Iterator[Finding]:
    for one in mentions.list_mentions(document):
        if one.unit == "%" and one.amount.value > WHOLE and _is_share(one):
            words = f"“{one.quote}”称{one.subject} {numbers.show_amount(one.amount.value)} %，超过 100 %"
            yield report_finding(check, (one.prose.place,), words, Outcome.MUST_EXPLAIN, f"{one.prose.place}|{one.subject}|rate")
    for text in mentions.list_own_prose(document):
        match = BROKEN.search(text.text) if "," in text.text or "." in text.text else None
        if match and not (match["lost"] and re.search(r",\D", text.text)):
            words = f"“{text.passage(match.start())}”中的“{match.group()}”不是完整的数字，请核对是否少了或多了一位"
            yield report_finding(check, (text.place,), words, Outcome.MUST_EXPLAIN, f"{text.place}|number")


def _check_negative(document: Document, check: Check) -> Iterator[Finding]:
    for place, figure in document.figures.items():
        if figure.amount is not None and figure.amount < 0 and short_names.find_unit(document, place) in COUNTED:
            words = f"{short_names.name_place(document, place)} {numbers.show_amount(figure.amount)}，不能是负数"
            yield report_finding(check, (place,), words, Outcome.MUST_FIX)


def _check_codes(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """A code in the text whose digits are those of the registered one in another order."""
    if not document.code.isdecimal():
        return
    for text in mentions.list_own_prose(document):
        match = CODE.search(text.text) if "编码" in text.text else None
        if match and len(match[1]) == len(document.code) and is_swapped(Decimal(f"1{match[1]}"), Decimal(f"1{document.code}")):
            words = f"“{text.passage(match.start())}”中的编码 {match[1]} 与登记的编码 {document.code} 有两位数字颠倒"
            yield report_finding(check, (text.place,), words, Outcome.MUST_EXPLAIN, f"{text.place}|code")
    last = context.last_year.code if context.last_year else ""
    if last.isdecimal() and len(last) == len(document.code) and is_swapped(Decimal(f"1{last}"), Decimal(f"1{document.code}")):
        words = f"本年的编码 {document.code} 与上年报告的编码 {last} 有两位数字颠倒"
        yield report_finding(check, ("department",), words, Outcome.MUST_EXPLAIN, "department|code")

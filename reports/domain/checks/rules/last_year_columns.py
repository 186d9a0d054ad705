"""C49: last year's figures are those of its report; C50: 三公 that rose without a word; C51: money left that went nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain.checks import mentions, numbers, short_names
from reports.domain.checks.mentions import Mention
from reports.domain.checks.prose import collect_narratives
from reports.domain.checks.rounding import compute_half_unit
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, Watched, report_finding, rule
from reports.domain.last_year_figures import find_last_year_figures

SAID = re.compile(r"三公|“三公”|公务用车|公车|公务接待|出国")
WHY = re.compile(r"增|升|超|因|由于|原因|主要是|高于|多于")
RETURNED = re.compile(r"收回|收缴|上缴|缴回|交回|缴还|注销|核减|财政统筹|统筹使用|清收|收归|退回|额度失效|不再结转")
LAST_YEAR = re.compile(r"上年|去年|上一年")
TOTAL, LAST = "three_public.total.final", "three_public.total.last_final"
CLOSING, SPENT, PLANNED = "carryover.total.closing", "expenditure.total.final", "expenditure.total.adjusted"
LEAST = "90"  # per cent
MOST_ALONE = 2  # cells of one table that are asked about one by one


@rule(
    "C49",
    name="上年数与上年报告一致",
    severity="R",
    source="预算法第七十五条",
    explanation="表格的上年栏、文字里“上年”的金额，与上年报告的同一项相比。",
    watches=(Watched.TEXTS,),
    version=2,
    everywhere=True,
)
def check_last_year(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    last = context.last_year
    wrong = _list_wrong(document, last)
    for table in dict.fromkeys(place.partition(".")[0] for place in wrong):
        places = [place for place in wrong if place.partition(".")[0] == table]
        if len(places) > MOST_ALONE:
            yield _report_table(document, check, places, wrong)
        else:
            yield from (_report_cell(document, check, place, wrong[place]) for place in places)
    yield from mentions.tell_apart(_check_prose(document, check, last))


def _list_wrong(document: Document, last: Document | None) -> dict[str, Decimal]:
    """Cells of last year's columns that are not what its report says, with what that says."""
    wrong = {}
    for place, before in find_last_year_figures(document, last).items():
        now = document.figure(place).amount
        if now is not None and before.amount is not None and abs(now - before.amount) > 2 * compute_half_unit(document, place):
            wrong[place] = before.amount
    return wrong


def _report_cell(document: Document, check: Check, place: str, before: Decimal) -> Finding:
    now = document.figure(place).amount or Decimal(0)
    words = f"{short_names.name_place(document, place)} {numbers.show_amount(now)}，上年报告为 {numbers.show_amount(before)}"
    words += f"，差 {numbers.show_difference(now - before, short_names.count_decimals(document, place))}"
    return replace(report_finding(check, (place,), words), difference=now - before, figures=short_names.show_figures(document, place))


def _report_table(document: Document, check: Check, places: list[str], wrong: dict[str, Decimal]) -> Finding:
    """Many cells of one table are one question: was last year's report another one?"""
    shown = "；".join(
        f"{short_names.name_place(document, place)} {numbers.show_amount(document.figure(place).amount or Decimal(0))}"
        f"（上年报告 {numbers.show_amount(wrong[place])}）"
        for place in places
    )
    made = report_finding(
        check, tuple(places), f"上年数有 {len(places)} 处与上年报告不同：{shown}", subject=f"table.{places[0].partition('.')[0]}|last"
    )
    return replace(made, figures=short_names.show_figures(document, *places), parts=len(places))


def _check_prose(document: Document, check: Check, last: Document | None) -> Iterator[Finding]:
    for each in mentions.list_mentions(document):
        one = _name_without_year(document, each)
        if not _is_of_last_year(document, one):
            continue
        known = [(place, amount) for place, amount in _list_last_year(document, one, last)]
        if known and all(abs(one.amount.value - amount) > one.amount.half + compute_half_unit(document, place) for place, amount in known):
            place, amount = known[0]
            words = (
                f"“{one.quote}”称{one.subject} {numbers.show_amount(one.amount.value)} {one.unit}，上年的数为 {numbers.show_amount(amount)}"
            )
            yield report_finding(check, (one.prose.place, place), words, subject=f"{one.prose.place}|{one.subject}|last")


def _name_without_year(document: Document, one: Mention) -> Mention:
    """上年公务接待费 is 公务接待费 of the year before."""
    words = re.sub(rf"^(?:上年度?|去年|上一年度?|{document.year - 1}年度?)", "", one.subject)
    if one.named or words == one.subject:
        return one
    return replace(one, named=mentions.get_index(document).find(words), subject=words)


def _is_of_last_year(document: Document, one: Mention) -> bool:
    """上年支出合计 478.4 万元; not 比上年增加 35.6 万元."""
    if one.named is None or one.amount.is_rough or one.unit not in ("万元", "人"):
        return False
    clause = re.split(r"[。；;，,\n]", one.prose.text[max(0, one.amount.at - 30) : one.amount.at])[-1]
    spoken = bool(LAST_YEAR.search(clause)) or f"{document.year - 1}年" in clause
    return spoken and not re.search(r"比|较|同比|增|减|降|升|结转|计划|预计|目标", clause)


def _list_last_year(document: Document, one: Mention, last: Document | None) -> Iterator[tuple[str, Decimal]]:
    if one.named is None or not _name_last_year(document, one):
        return
    for place in one.named.places:
        head, _, column = place.rpartition(".")
        own = document.figure(f"{head}.last_{column}").amount
        before = last.figure(place).amount if last else None
        yield from ((f"{head}.last_{column}", amount) for amount in (own,) if amount is not None)
        yield from ((place, amount) for amount in (before,) if amount is not None)


def _name_last_year(document: Document, one: Mention) -> bool:
    """Whether nothing but the year stands before the name."""
    if one.named is None:
        return False
    rest = one.subject.removesuffix(one.named.name)
    return one.named.is_exact or bool(re.fullmatch(rf"(?:上年度?|去年|上一年度?|{document.year - 1}年度?|决算|部门)*", rest))


@rule(
    "C50",
    name="“三公”经费上升的写明原因",
    severity="R",
    source="预算法第十四条",
    explanation="“三公”经费决算数大于上年决算数（表格的上年栏，没有的取上年报告）的，看文字里有没有说明。",
    everywhere=True,
)
def check_rise(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    now, own = document.figure(TOTAL).amount, document.figure(LAST).amount
    before = own if own is not None else context.last_year.figure(TOTAL).amount if context.last_year else None
    if now is None or before is None or now - before <= 2 * compute_half_unit(document, TOTAL) or _is_told(document):
        return
    places = (TOTAL, LAST) if own is not None else (TOTAL,)
    rate = f"（{numbers.show_percent((now - before) * 100 / before)}）" if before else ""
    gap = numbers.show_difference(now - before, short_names.count_decimals(document, TOTAL))
    words = (
        f"“三公”经费决算数 {numbers.show_amount(now)}，上年 {numbers.show_amount(before)}，差 {gap} 万元{rate}，文字里没有说明上升的原因"
    )
    made = report_finding(check, places, words)
    yield replace(made, difference=now - before, figures=short_names.show_figures(document, *places))


def _is_told(document: Document) -> bool:
    sentences = (sentence for text in collect_narratives(document) for sentence in re.split(r"[。；;\n]", text.text))
    return any(SAID.search(sentence) and WHY.search(sentence) for sentence in sentences)


@rule(
    "C51",
    name="没有支出的资金有去向",
    severity="R",
    source="预算法第七十五条",
    explanation="执行率低于界限而年末结转结余为 0 的，看文字里有没有说明资金已由财政收回等。",
    thresholds={"least": Limit("执行率低于", "%", LEAST)},
    everywhere=True,
)
def check_left_over(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    closing, spent, planned = (document.figure(place).amount for place in (CLOSING, SPENT, PLANNED))
    if closing != 0 or spent is None or not planned or spent * 100 >= planned * Decimal(check.settings.get("least", LEAST)):
        return
    if any(RETURNED.search(text.text) for text in collect_narratives(document)):
        return
    words = f"{numbers.show_amount(spent)} ÷ {numbers.show_amount(planned)} = {spent * 100 / planned:.2f} %"
    words += f"，还有 {numbers.show_amount(planned - spent)} 万元没有支出，年末结转结余为 0，请说明资金的去向"
    places = (CLOSING, SPENT, PLANNED)
    yield replace(report_finding(check, places, words), figures=short_names.show_figures(document, *places))

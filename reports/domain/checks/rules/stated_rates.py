"""C45: a rate of execution or completion that prose states (执行率98.8%, 完成目标的103%) is that of its amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.domain.checks import mentions, numbers, ratios, short_names
from reports.domain.checks.mentions import Mention
from reports.domain.checks.ratios import Operand
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule

EXECUTION = re.compile(r"(?:预算)?(?:总体)?(?:预算)?(?:资金)?(?:执行率|支出率|支付率|支出进度|支付进度|执行进度)$")
CONTROL = re.compile(r"控制率$")
OF_BUDGET = re.compile(r"完成预算$")
OPEN = re.compile(r"推迟|未|没有|剩余|尚")  # what was not done is no part of what was
COMPLETION = re.compile(
    r"(?:完成|达到|为)了?(?:全年|年初|年度|当年)?(?P<what>计划|目标|任务|预算|指标)(?:任务|目标|数|值|总数)?的$|(?:目标|计划|任务)?完成率(?:为|达到|达)*$"
)
AIMED = re.compile(  # 完成目标600家次的130%: the aim stands between
    r"(?:完成|达到|为)了?(?:全年|年初|年度|当年)?(?:计划|目标|任务|指标)(?:任务|目标|数|值|总数)?(?:为|的)?[\d.,]+[余多]?[万亿]?[一-龥]{1,3}的$"
)
COUNTED = re.compile(r"^(?P<what>满意|合格|办结|整改|达标|回收|参训|优良|成功|及格)率$")
RATES = ("率", "进度")
WHOLE = ("", "整体", "部门整体", "总", "全年", "年度", "支出", "部门", "财政", "部门整体支出", "整体支出")
STOP = re.compile(r"[。；;\n]")
NEAREST = 6
LEAST_ALIKE = 3  # pairs of letters that two names share where one aims at what the other reached
PAIRS = (("final", "adjusted"), ("final", "budget"), ("actual", "posts"), ("done", "planned"), ("final", "goal"))


@rule(
    "C45",
    name="文字中的执行率、完成率与金额相符",
    severity="R",
    source="财政部门审核惯例",
    explanation="执行率 = 决算（执行）数 ÷ 全年（调整）预算数；完成率 = 实际数 ÷ 目标数，目标数取同一句、绩效目标或绩效指标里的。",
    watches=(Watched.TEXTS,),
    everywhere=True,
)
def check_rates(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    yield from mentions.tell_apart(_find_rates(document, check, context))


def _find_rates(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    found = mentions.list_mentions(document)
    for at, one in enumerate(found):
        if one.unit != "%" or one.amount.is_rough or one.prose.source in mentions.GOALS:
            continue
        is_rate = one.subject.endswith(RATES)
        if is_rate and EXECUTION.search(one.subject) and not one.amount.is_elsewhen:
            yield from _check_execution(document, check, one, EXECUTION)
        elif is_rate and CONTROL.search(one.subject) and not one.amount.is_elsewhen:
            yield from _check_execution(document, check, one, CONTROL)
        elif match := is_rate and COUNTED.search(one.subject):
            yield from _check_counted(check, found, at, match["what"])
        elif match := COMPLETION.search(one.prose.text[max(0, one.amount.at - 16) : one.amount.at]):
            yield from _check_completion(document, check, found, at, match["what"] or "")
        elif one.prose.text.startswith("的", one.amount.at - 1) and AIMED.search(
            one.prose.text[max(0, one.amount.at - 30) : one.amount.at]
        ):
            yield from _check_against_aim(check, found, at)


def _check_execution(document: Document, check: Check, stated: Mention, ending: re.Pattern[str]) -> Iterator[Finding]:
    """Against every pair of columns that the row has: 全年预算 first, then 年初预算, which is the wrong base where the two differ."""
    name = ending.sub("", stated.subject)
    pairs = _list_pairs(document, "支出合计" if name in WHOLE and ending is not CONTROL else name)
    if not pairs or ratios.matches(stated, *pairs[0]):
        return
    wrong = next((pair for pair in pairs[1:] if ratios.matches(stated, *pair)), None)
    part, whole = pairs[0]
    words = f"“{stated.quote}”称{stated.subject} {numbers.show_amount(stated.amount.value)} %"
    words += f"，按表格 {ratios.show_ratio(part, whole)}"
    if wrong:
        words += f"；所写的是除以{short_names.name_column(document, wrong[1].place)} {numbers.show_amount(wrong[1].amount)} 的结果"
    yield report_finding(check, (stated.prose.place, part.place, whole.place), words, subject=f"{stated.prose.place}|{stated.subject}")


def _list_pairs(document: Document, name: str) -> list[tuple[Operand, Operand]]:
    named = mentions.get_index(document).find(name) if name else None
    found = []
    for head in dict.fromkeys(place.rpartition(".")[0] for place in named.places) if named and named.is_exact else ():
        for pair in PAIRS:
            part, whole = (Operand.from_cell(document, f"{head}.{column}") for column in pair)
            if part and whole and whole.amount > 0:
                found.append((part, whole))
    return found


def _check_completion(document: Document, check: Check, found: Sequence[Mention], at: int, what: str) -> Iterator[Finding]:
    """The amount before the rate, against what was aimed at."""
    stated = found[at]
    near = [one for one in reversed(found[max(0, at - NEAREST) : at]) if _is_same_sentence(one, stated)]
    done = next((one for one in near if one.unit != "%"), None)
    spent = _name_spent(stated) if what == "预算" else ""
    if spent or (what == "预算" and done is None):
        yield from _check_execution(document, check, replace(stated, subject=f"{spent}完成预算"), OF_BUDGET)
        return
    if done is None or done.amount.is_rough or done.amount.value <= 0 or OPEN.search(stated.prose.text[done.amount.at : stated.amount.at]):
        return
    own = Operand.from_mention(done)
    wholes = [Operand.from_mention(one) for one in near if one is not done and one.unit == done.unit]
    wholes += _list_aims(document, found, done) if what != "预算" else _list_budgets(document, done)
    wholes = [whole for whole in wholes if whole.amount > 0]
    if wholes and not ratios.fits_any(stated, own, wholes):
        words = f"“{stated.quote}”称完成 {numbers.show_amount(stated.amount.value)} %，按数字 {ratios.show_ratio(own, wholes[0])}"
        places = tuple(dict.fromkeys((stated.prose.place, wholes[0].place)))
        yield report_finding(check, places, words, subject=f"{stated.prose.place}|{done.subject}|completion")


def _name_spent(stated: Mention) -> str:
    """基本支出 of 其中基本支出完成预算的98.1%; "" where the amount before is meant."""
    before = stated.prose.text[max(0, stated.amount.at - 30) : stated.amount.at]
    clause = re.split(r"[，,。；;\n]", before[: max(0, before.rfind("完成"))])[-1]
    return "" if re.search(r"\d", clause) else mentions.find_subject(clause, len(clause))


def _check_against_aim(check: Check, found: Sequence[Mention], at: int) -> Iterator[Finding]:
    """检查628家次，完成目标600家次的104.7%: the amount before the aim, against the aim."""
    stated, near = found[at], [one for one in reversed(found[max(0, at - NEAREST) : at]) if _is_same_sentence(one, found[at])]
    aim = near[0] if near else None
    done = next((one for one in near[1:] if aim and one.unit == aim.unit and not one.amount.is_rough), None)
    if (
        aim is None
        or done is None
        or aim.amount.value <= 0
        or ratios.matches(stated, Operand.from_mention(done), Operand.from_mention(aim))
    ):
        return
    shown = ratios.show_ratio(Operand.from_mention(done), Operand.from_mention(aim))
    words = f"“{stated.quote}”称完成 {numbers.show_amount(stated.amount.value)} %，按数字 {shown}"
    yield report_finding(check, (stated.prose.place,), words, subject=f"{stated.prose.place}|{done.subject}|completion")


def _check_counted(check: Check, found: Sequence[Mention], at: int, what: str) -> Iterator[Finding]:
    """收回196份，满意183份，满意率93.4%: the count of the rate's own word, against any other count of the sentence."""
    stated = found[at]
    near = [one for one in reversed(found[max(0, at - NEAREST) : at]) if _is_same_sentence(one, stated) and not one.amount.is_rough]
    part = next((one for one in near if what in one.subject and one.unit not in ("%", "万元")), None)
    wholes = [Operand.from_mention(one) for one in near if part and one is not part and one.unit == part.unit and one.amount.value > 0]
    if part and wholes and not ratios.fits_any(stated, Operand.from_mention(part), wholes):
        shown = ratios.show_ratio(Operand.from_mention(part), wholes[0])
        words = f"“{stated.quote}”称{stated.subject} {numbers.show_amount(stated.amount.value)} %，按数字 {shown}"
        yield report_finding(check, (stated.prose.place,), words, subject=f"{stated.prose.place}|{stated.subject}|counted")


def _is_same_sentence(one: Mention, other: Mention) -> bool:
    return one.prose is other.prose and not STOP.search(one.prose.text[one.amount.at : other.amount.at])


def _list_budgets(document: Document, done: Mention) -> list[Operand]:
    places = done.named.places if done.named and done.named.is_exact else ()
    heads = dict.fromkeys(place.rpartition(".")[0] for place in places)
    cells = [Operand.from_cell(document, f"{head}.{column}") for head in heads for column in ("adjusted", "budget")]
    return [cell for cell in cells if cell]


def _list_aims(document: Document, found: Sequence[Mention], done: Mention) -> list[Operand]:
    """What the goals say of a thing of nearly the same name, in the same unit."""
    letters = _pair_letters(done.subject)
    aims = [one for one in found if one.prose.source in mentions.GOALS and one.unit == done.unit]
    return [Operand.from_mention(one) for one in aims if len(letters & _pair_letters(one.subject)) >= LEAST_ALIKE]


def _pair_letters(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}

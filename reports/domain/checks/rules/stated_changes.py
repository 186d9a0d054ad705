"""C44: a change that prose states (比上年增加35.6万元，增长7.44%) is that of its amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.domain.checks import mentions, numbers, ratios
from reports.domain.checks.mentions import Mention
from reports.domain.checks.ratios import Operand
from reports.domain.checks.rounding import compute_half_unit
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule

UP = r"增长|增加|上升|提高|增幅|上涨|增"
DOWN = r"下降|减少|降低|降幅|压减|减"
CHANGE = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:了|率|约|为|达到|达|幅度|比例)*$")
TO = re.compile(r"(?:增加|增长|提高|上升|下降|减少|降低|压减|压缩|增|降|升)(?:到|至)$")
LAST_YEAR = re.compile(r"(?:比|较|与)(?:上年|去年|20\d\d年)(?:度)?(?:决算数?|同期|相比)?|同比")
BUDGET = re.compile(r"(?:比|较|与)(?P<which>年初|全年|调整|)(?:部门)?预算(?:数|相比)?(?!执行)")
PAST = re.compile(r"(?:上年|去年|上一年)度?(?:为|是|支出|收入|合计|决算|[一-龥]{0,4}(?:支出|经费|费|收入))*$")
STOP = re.compile(r"[。；;\n]")
REACH = 80  # letters before a change that may say of what it is
NEAREST = 8  # amounts of a sentence that are looked at


@rule(
    "C44",
    name="文字中的增减与金额相符",
    severity="R",
    source="财政部门审核惯例",
    explanation="增减额 = 本年 − 上年，增减率 = 增减额 ÷ 上年；上年数取文中写明的、表格的上年栏或上年的报告。",
    watches=(Watched.TEXTS,),
    everywhere=True,
)
def check_changes(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    yield from mentions.tell_apart(_find_changes(document, check, context))


def _find_changes(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    found = mentions.list_mentions(document)
    for at, one in enumerate(found):
        match = CHANGE.search(one.prose.text[max(0, one.amount.at - 12) : one.amount.at])
        if match is None or one.amount.is_rough:
            continue
        before = _list_before(found, at)
        sign = 1 if match["up"] else -1
        if not any(not _is_change(each) for each in before):
            yield from _check_named(document, check, context, one, sign)
            continue
        if one.unit == "%":
            yield from _check_rate(document, check, context, one, before, sign)
        elif one.unit == "万元":
            yield from _check_amount(document, check, context, one, before, sign)


def _check_named(document: Document, check: Check, context: Context, stated: Mention, sign: int) -> Iterator[Finding]:
    """支出比上年增加87.02万元，增长11.63%: the sentence names a row and gives no amount of it."""
    sentence = STOP.split(stated.prose.text[max(0, stated.amount.at - REACH) : stated.amount.at])[-1]
    match = LAST_YEAR.search(sentence) or BUDGET.search(sentence)
    subject = _find_changed(sentence, match) if match else ""
    named = mentions.get_index(document).find(subject) if subject else None
    if named is None or not named.is_exact or stated.unit not in ("万元", "%"):
        return
    for place in named.places[:1]:
        now, bases = Operand.from_cell(document, place), _list_cells_before(document, context, place)
        if match and match.re is BUDGET:
            bases = _list_budgets(document, place, match["which"])
        if now is None or not bases or bases[0].amount <= 0:
            return
        change = _change(now, bases[0], sign)
        if stated.unit == "%" and not ratios.matches(stated, change, bases[0]):
            yield _build_finding(check, stated, change, bases[0], "")
        elif stated.unit == "万元" and abs(change.amount - stated.amount.value) > change.half + stated.amount.half:
            yield _report_amount(check, stated, named.name, now, bases[0], sign)


def _find_changed(sentence: str, match: re.Match[str]) -> str:
    """What changed: the words before 比上年; in 三公经费比上年下降5.3%，其中公务接待费下降11.4% those of its own clause."""
    clause = re.split(r"[，,：:]", sentence)[-1]
    own = mentions.find_subject(CHANGE.sub("", clause), len(CHANGE.sub("", clause))) if match.end() <= len(sentence) - len(clause) else ""
    return own or mentions.find_subject(sentence, match.start())


def _list_budgets(document: Document, place: str, which: str) -> list[Operand]:
    """The planned figure of the row: 年初预算, else 全年预算; a bare 预算 only where both are the same."""
    head = place.rpartition(".")[0]
    cells = {column: Operand.from_cell(document, f"{head}.{column}") for column in ("budget", "adjusted")}
    known = [cell for column, cell in cells.items() if cell and (not which or (column == "budget") == (which == "年初"))]
    return known[:1] if known and len({cell.amount for cell in known}) == 1 else []


def _list_before(found: Sequence[Mention], at: int) -> list[Mention]:
    """The amounts of the sentence before this one, the nearest first."""
    here = found[at]
    near = []
    for one in reversed(found[max(0, at - NEAREST) : at]):
        if one.prose is not here.prose or STOP.search(here.prose.text[one.amount.at : here.amount.at]):
            break
        near.append(one)
    return near


def _is_change(one: Mention) -> bool:
    return bool(CHANGE.search(one.prose.text[max(0, one.amount.at - 12) : one.amount.at]))


def _check_rate(document: Document, check: Check, context: Context, stated: Mention, before: list[Mention], sign: int) -> Iterator[Finding]:
    """Against the change that stands before it, else against the two amounts of 由…到, else against last year's figure."""
    if not before or before[0].amount.is_rough or before[0].unit == "%":
        return
    first = before[0]
    wholes = [one for one in before[1:] if one.unit == first.unit and not one.amount.is_rough and not _is_change(one)]
    if _is_change(first):
        part = Operand.from_mention(first)
        bases = [base for one in wholes for base in (_undo(Operand.from_mention(one), part, sign), Operand.from_mention(one))]
        right = [base for at, base in enumerate(bases) if base.amount > 0 and (at % 2 == 0 or _is_base(wholes[at // 2]))]
        if right and not ratios.fits_any(stated, part, right):
            yield _build_finding(check, stated, part, right[0], _find_wrong_base(stated, part, bases))
        return
    now = Operand.from_mention(first)
    near = stated.prose.text[max(0, first.amount.at - 12) : first.amount.at].replace(f"{document.year - 1}年", "上年")
    if wholes and PAST.search(near):
        now, bases = Operand.from_mention(wholes[0]), [now]
    elif TO.search(stated.prose.text[max(0, first.amount.at - 6) : first.amount.at]) and wholes:
        bases = [Operand.from_mention(wholes[0])]
    else:
        bases = _list_last_year(document, context, first) if _speaks_of_last_year(stated, first) else []
    bases = [base for base in bases if base.amount > 0]
    if bases and not any(ratios.matches(stated, _change(now, base, sign), base) for base in bases):
        yield _build_finding(check, stated, _change(now, bases[0], sign), bases[0], "")


def _undo(now: Operand, change: Operand, sign: int) -> Operand:
    """What the amount was before it changed."""
    return now.minus(change) if sign > 0 else now.plus(change)


def _change(now: Operand, base: Operand, sign: int) -> Operand:
    return now.minus(base) if sign > 0 else base.minus(now)


def _is_base(one: Mention) -> bool:
    """Whether the amount is itself that of the year before, or of the plan."""
    return one.amount.is_elsewhen


def _find_wrong_base(stated: Mention, part: Operand, bases: Sequence[Operand]) -> str:
    wrong = next((base for base in bases if base.amount > 0 and ratios.matches(stated, part, base)), None)
    return f"；所写的是除以 {numbers.show_amount(wrong.amount)} 的结果，增减率应除以变动以前的数" if wrong else ""


def _speaks_of_last_year(stated: Mention, first: Mention) -> bool:
    return bool(LAST_YEAR.search(stated.prose.text[first.amount.at : stated.amount.at]))


def _list_last_year(document: Document, context: Context, one: Mention) -> list[Operand]:
    """The same cell a year before: by this report's own column, else by last year's report."""
    if one.named is None or not one.named.is_exact or one.amount.is_elsewhen:
        return []
    return [base for place in one.named.places for base in _list_cells_before(document, context, place)]


def _list_cells_before(document: Document, context: Context, place: str) -> list[Operand]:
    head, _, column = place.rpartition(".")
    own = Operand.from_cell(document, f"{head}.last_{column}") if not column.startswith("last_") else None
    before = context.last_year.figure(place).amount if context.last_year and document.figure(place).amount is not None else None
    return [own] if own else [Operand(before, compute_half_unit(document, place), place)] if before is not None else []


def _check_amount(
    document: Document, check: Check, context: Context, stated: Mention, before: list[Mention], sign: int
) -> Iterator[Finding]:
    """The change in 万元 against last year's figure of the same name."""
    first = before[0] if before else None
    if first is None or first.unit != "万元" or first.amount.is_rough or not _speaks_of_last_year(stated, first):
        return
    now = Operand.from_mention(first)
    bases = _list_last_year(document, context, first)
    changes = [_change(now, base, sign) for base in bases]
    if changes and all(abs(one.amount - stated.amount.value) > one.half + stated.amount.half for one in changes):
        yield _report_amount(check, stated, first.subject, now, bases[0], sign)


def _report_amount(check: Check, stated: Mention, name: str, now: Operand, base: Operand, sign: int) -> Finding:
    operands = (now, base) if sign > 0 else (base, now)
    sum_ = f"{numbers.show_amount(operands[0].amount)} {numbers.MINUS} {numbers.show_amount(operands[1].amount)}"
    words = f"“{stated.quote}”称{'增加' if sign > 0 else '减少'} {numbers.show_amount(stated.amount.value)} 万元"
    words += f"，按上年数 {sum_} = {numbers.show_amount(operands[0].amount - operands[1].amount)} 万元"
    places = tuple(dict.fromkeys((stated.prose.place, base.place)))
    return report_finding(check, places, words, subject=f"{stated.prose.place}|{name}|amount")


def _build_finding(check: Check, stated: Mention, part: Operand, base: Operand, more: str) -> Finding:
    words = f"“{stated.quote}”称增减 {numbers.show_amount(stated.amount.value)} %，按金额 {ratios.show_ratio(part, base)}{more}"
    places = tuple(dict.fromkeys((stated.prose.place, base.place)))
    return report_finding(check, places, words, subject=f"{stated.prose.place}|{numbers.show_amount(part.amount)}|rate")

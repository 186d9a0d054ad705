"""C52: a score or grade that prose states; C53: “全部完成” beside what was missed; C54: a loss that the remark states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reports.domain import scoring
from reports.domain.checks import numbers
from reports.domain.checks.likeness import pair_letters
from reports.domain.checks.mentions import GOALS, list_mentions, list_own_prose, tell_apart
from reports.domain.checks.prose import Prose
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule
from reports.domain.checks.targets import LIST, NOT_APPLICABLE, list_indicators

SCORE = re.compile(
    r"(?:自评|综合评|评价|综合)(?:总分|总得分|总评分|得分|评分|分数|分值|分|得)(?:[为是得：:]|合计|共计|达到|共)*(?P<score>\d{1,3}(?:\.\d{1,2})?)分"
)
GRADE = re.compile(
    r"(?:(?:等级|等次|档次|评级)(?:均|都)?(?:评定|评价|确定|认定)?[为是：:]*|(?:自评结[果论]|评价结[果论])(?:均|都)?[为是：:]+(?![“\"]?良好))[“\"]?(?P<grade>优秀|良好|中等|合格|较差|优|良|中|差)(?![质化好于性])"
)
WHOLE = Decimal(100)  # points
SAME = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}
USUAL = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(70), "中"))  # 60–70 is 中 here and 差 there, so nothing is said of it
AT_LEAST = re.compile(r"(?:不低于|不少于|不小于|达到|至少|≥|大于等于)+$")
LEAST_ALIKE = 3  # pairs of letters that two names share where one aims at what the other reached
ALL_DONE = re.compile(
    r"(?:均|都|全部)(?:高于|超过|达到|好于|优于)(?:了)?(?:年初|预期|绩效|年度|设定|确定|的){0,3}(?:目标|指标|预期|计划)(?:值)?|(?:各项|所有|全部|年度|整体|绩效|工作|年初)(?:绩效|工作|重点|年度|的|设定|确定|整体){0,3}(?:目标|指标|任务|指标值)(?:值|任务)?"
    r"(?:\d{1,3}[项个条]|均|都|已|全面|如期|按期|按时|圆满|顺利|，|100%){0,3}(?:全部|均|都|全面|100%|百分之百|圆满)(?:已|按期|按时|如期|圆满|顺利|超额|地){0,2}"
    r"(?:完成|达到|实现|达标)(?!较好|良好|情况|率|进度|得)"
    r"|(?:各项|所有|全部)(?:绩效|工作|重点|年度)?(?:目标|指标|任务)(?:的)?完成率(?:均|都|全部)?(?:为|达到|达)?(?:了)?(?:100%|百分之百)"
    r"|(?:重点工作|工作任务|任务|指标|目标)(?:共)?\d{1,3}[项个]，?(?:均|全部|都){1,2}(?:已|按期|按时|如期|圆满){0,2}完成"
    r"|\d{1,3}[项个](?:年度|重点|绩效){0,2}(?:工作|任务|指标|目标)(?:均|全部|都){1,2}(?:已|按期|按时|如期|圆满){0,2}完成"
    r"|(?:圆满|全面|全部|如期|高质量)(?:地)?完成(?:了)?(?:年初|年度|全年|上级|区委区政府|下达|确定|设定|预定|的|各项|所有|全部|绩效|工作|重点){1,6}(?:目标|任务|指标)(?!要求|的)"
)
REACH = 80  # letters
PARTIAL = re.compile(r"指标|产出|效益|满意|过程|投入|项目|执行")
HEDGED = re.compile(r"基本|除|未|没有|大部分|多数|外|确保|力争|推动|尚")
LOST = re.compile(r"(?:扣|扣减|扣除|扣去|减|失)(?:了)?(?P<points>\d{1,2}(?:\.\d{1,2})?)分")
LOST_SHARE = re.compile(
    r"(?:扣|扣减|扣除|−|-)(?:了|分值的|该项分值的)?(?P<share>\d{1,3})%$|扣(?:减|除)?(?:了|分值的|该项分值的)?(?P<other>\d{1,3})%"
    r"|按(?:该项)?分值的?(?P<third>\d{1,3})%扣"
)
REACHED = re.compile(r"(?<![可应能])得(?P<points>\d{1,2}(?:\.\d{1,2})?)分")


@rule(
    "C52",
    name="文字中的自评得分和等次与表格一致",
    severity="R",
    source="财预〔2020〕10号",
    explanation="文字里“自评得分95分”“等次为优”等，与自评表、评分表的合计和等次分界相比。",
    watches=(Watched.TEXTS,),
    everywhere=True,
)
def check_stated_scores(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    texts = [one for one in list_own_prose(document) if "分" in one.text or "等" in one.text or "结" in one.text]
    if not any(SCORE.search(one.text) or GRADE.search(one.text) for one in texts):
        return
    totals = {one.label: scoring.compute_total(document, one) for one in document.outline.assessment}
    known = {label: (total.points.amount, total.grade) for label, total in totals.items() if total.points.amount is not None}
    yield from tell_apart(finding for one in texts for finding in _check_text(document, check, one, known))


def _check_text(document: Document, check: Check, one: Prose, known: Mapping[str, tuple[Decimal | None, str]]) -> Iterator[Finding]:
    score, grade = next((found for found in SCORE.finditer(one.text) if not _is_partial(one.text, found)), None), GRADE.search(one.text)
    stated = Decimal(score["score"]) if score else None
    if stated is not None and stated > WHOLE and not known:
        words = f"“{one.passage(score.start() if score else 0)}”称自评 {numbers.show_amount(stated)} 分，高于满分 100 分"
        yield report_finding(check, (one.place,), words, subject=f"{one.place}|score")
    if score and known and stated not in {points for points, _ in known.values()}:
        told = "、".join(f"{label} {numbers.show_amount(points or Decimal(0))} 分" for label, (points, _) in known.items())
        words = f"“{one.passage(score.start())}”称自评 {numbers.show_amount(stated or Decimal(0))} 分，{told}"
        yield report_finding(check, (one.place, *_list_tables(document)), words, subject=f"{one.place}|score")
    if grade is None:
        return
    named = SAME.get(grade["grade"], grade["grade"])
    right = {_grade(document, stated)} if stated is not None else {name for _, name in known.values()}
    right = {SAME.get(name, name) for name in right if name}
    if right and named not in right and named in "优良中差":
        why = f"按得分 {numbers.show_amount(stated)} 分" if stated is not None else "按表格的得分"
        words = f"“{one.passage(grade.start())}”称等次为“{grade['grade']}”，{why}应为“{'、'.join(sorted(right))}”"
        yield report_finding(check, (one.place, *_list_tables(document)), words, subject=f"{one.place}|grade")


def _is_partial(text: str, match: re.Match[str]) -> bool:
    """Whether it is the score of one indicator or class: 产出指标50分，自评得分48.5分."""
    before = re.split(r"[。；;\n]", text[max(0, match.start() - REACH) : match.start()])[-1]
    *others, last = re.split(r"[，,]", before)
    told = [last, *(clause for clause in others if re.search(r"\d分", clause))]
    return any(PARTIAL.search(clause) for clause in told) and "总" not in match.group()


def _list_tables(document: Document) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"table.{one.listing}" for one in document.outline.assessment))


def _grade(document: Document, points: Decimal) -> str:
    """By the cycle's or the outline's cuts, else by the usual ones."""
    cuts = document.cuts or next((one.grades for one in document.outline.assessment if one.grades), ())
    return scoring.get_grade(points, cuts) if cuts else next((name for least, name in USUAL if points >= least), "")


@rule(
    "C53",
    name="称全部完成的没有未完成的指标",
    severity="R",
    source="财预〔2020〕10号",
    explanation="文字里“各项目标全部完成”“均高于目标”等，与没有达到指标值的指标、没有完成的重点工作、"
    "文字里低于绩效目标的数字相比；“基本完成”的不比。",
    watches=(Watched.TEXTS, LIST),
    version=2,
    everywhere=True,
)
def check_all_done(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    missed = [
        (one.place("actual"), f"“{one.name}”指标值 {one.target}，完成值 {one.actual}") for one in list_indicators(document) if one.misses
    ]
    planned, done = (document.figure(f"delivery.tasks.{column}").amount for column in ("planned", "done"))
    if planned is not None and done is not None and done < planned:
        missed.append(("delivery.tasks.done", f"重点工作计划 {numbers.show_amount(planned)} 项，实际完成 {numbers.show_amount(done)} 项"))
    missed += _list_missed_goals(document)
    for one in list_own_prose(document) if missed else ():
        match = next((found for found in ALL_DONE.finditer(one.text) if not _is_hedged(one.text, found)), None)
        if match:
            more = f"等 {len(missed)} 项" if len(missed) > 1 else ""
            words = f"“{one.passage(match.start())}”称全部完成，而{missed[0][1]}{more}"
            yield report_finding(check, (one.place, *(place for place, _ in missed[:3])), words, subject=f"{one.place}|all")


def _list_missed_goals(document: Document) -> list[tuple[str, str]]:
    """Results in prose that are below what a goal of the same name asks for at least: 设备完好率不低于98 % and 设备完好率89.6 %."""
    found = list_mentions(document)
    goals = [one for one in found if one.prose.source in GOALS and AT_LEAST.search(one.prose.text[: one.amount.at])]
    named = [(pair_letters(AT_LEAST.sub("", one.amount.subject)), one) for one in goals]
    return [
        (goal.prose.place, f"目标“{goal.quote}”，文中写“{one.quote}”")
        for one in (found if named else ())
        if one.prose.source not in GOALS and not one.amount.is_elsewhen
        for letters, goal in named
        if one.unit == goal.unit
        and one.amount.value < goal.amount.value
        and len(letters & pair_letters(one.subject)) >= LEAST_ALIKE
        and one.subject[-2:] == AT_LEAST.sub("", goal.amount.subject)[-2:]
    ]


def _is_hedged(text: str, match: re.Match[str]) -> bool:
    clause = re.split(r"[。；;\n]", text[max(0, match.end() - REACH) : match.end()])[-1]
    return bool(HEDGED.search(clause))


@rule(
    "C54",
    name="写明的扣分与实际扣分一致",
    severity="R",
    source="财预〔2020〕10号",
    explanation="原因里写的“扣0.5分”“扣60%”“得4分”，与分值减得分相比；写了原因而得分未填的列出。",
    watches=(LIST, Watched.PRESETS),
    everywhere=True,
)
def check_stated_loss(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for listing in document.outline.listing:
        if not (listing.field("score") and listing.field("weight") and listing.field("reason")):
            continue
        for row in document.rows(listing.key):
            weight, score, reason = row.figure("weight").amount, row.figure("score").amount, row.text("reason").strip()
            places = (f"{listing.key}.{row.key}.score", f"{listing.key}.{row.key}.reason")
            name = document.row_names.get((listing.key, row.key), "")
            if reason and weight and row.figure("score").is_blank and NOT_APPLICABLE not in (row.text("actual").strip(), reason):
                yield report_finding(check, places, f"{name}写了“{reason[:20]}”，得分未填")
            elif reason and weight is not None and score is not None and (wrong := _compare_loss(reason, weight, score)):
                yield report_finding(check, places, f"{name}{wrong}")


def _compare_loss(reason: str, weight: Decimal, score: Decimal) -> str:
    """What the remark says otherwise than the score; "" where it says nothing, or several losses that may add up."""
    lost = [Decimal(points) for points in LOST.findall(reason)]
    taken = f"分值 {numbers.show_amount(weight)}，得分 {numbers.show_amount(score)}，扣了 {numbers.show_amount(weight - score)} 分"
    if lost and weight - score not in (sum(lost), *lost):
        return f"的原因写扣 {numbers.show_amount(sum(lost, Decimal(0)))} 分，{taken}"
    share = LOST_SHARE.search(reason)
    stated = share and (share["share"] or share["other"] or share["third"])
    if stated and not lost and abs(weight * Decimal(stated) / 100 - (weight - score)) >= Decimal("0.1"):
        return f"的原因写扣 {stated} %，{taken}"
    reached = REACHED.findall(reason)
    if len(reached) == 1 and not lost and Decimal(reached[0]) != score:
        return f"的原因写得 {reached[0]} 分，{taken}"
    return ""

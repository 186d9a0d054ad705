"""C43: a share that prose states (占50.2%) is that of its amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.domain.checks import mentions, numbers, ratios
from reports.domain.checks.mentions import Mention
from reports.domain.checks.prose import normalise_text
from reports.domain.checks.ratios import Operand
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule

SHARE = re.compile(r"占(?P<whole>[^，,。；;占]{0,24}?)(?:的)?(?:比重|比例|比)?(?:为|达到|达|约)*$")
OWN = re.compile(
    r"[\d.,]+[余多几]?[万亿千百]?[余多]?[一-龥%]{1,2}(?:左右)?[，,、（(\s]*(?:约|大约|仅|只|分别|大致)?占"
)  # the amount itself is the part
NAMED = re.compile(r"(?P<part>[^占，。]{2,20})占(?P<whole>[^，,。；;占]{2,24}?)(?:的)?(?:比重|比例|比)?(?:为|达到|达|约)*$")
CLAUSE = re.compile(r"[。；;，,：:\n]")
STOP = re.compile(r"[。；;\n]")
END = re.compile(r"[。\n]")


@rule(
    "C43",
    name="文字中的占比与金额相符",
    severity="R",
    source="财政部门审核惯例",
    explanation="占比 = 部分 ÷ 整体，整体取文中写明的、表格的合计，或者“其中”之前的数；四舍五入的尾差不计。",
    watches=(Watched.TEXTS,),
    everywhere=True,
)
def check_shares(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    yield from mentions.tell_apart(_find_shares(document, check, context))


def _find_shares(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    found = mentions.list_mentions(document)
    for at, one in enumerate(found):
        near = one.prose.text[max(0, one.amount.at - 40) : one.amount.at] if one.unit == "%" else ""
        if "占" not in near or one.amount.is_rough:
            continue
        clause = CLAUSE.split(near)[-1]
        is_told = bool(at) and found[at - 1].prose is one.prose and one.amount.at - found[at - 1].amount.at < len(clause)
        if not is_told and (match := NAMED.search(clause)):
            yield from _check_named(document, check, one, match["part"], match["whole"])
        elif at and found[at - 1].prose is one.prose:
            yield from _check_share(document, check, found, at)


def _check_named(document: Document, check: Check, stated: Mention, part: str, whole: str) -> Iterator[Finding]:
    """基本支出占总支出的69.36%: both by name, no amount in the sentence."""
    index = mentions.get_index(document)
    first, second = (index.find(mentions.find_subject(words, len(words))) for words in (part, whole))
    if not (first and second and first.is_exact and second.is_exact):
        return
    parts, wholes = ([Operand.from_cell(document, place) for place in named.places if ".last_" not in place] for named in (first, second))
    pairs = [(own, all_) for own in parts for all_ in wholes if own and all_ and all_.amount > 0 and _is_one_column(own.place, all_.place)]
    if pairs and not any(ratios.matches(stated, *pair) for pair in pairs):
        words = f"“{stated.quote}”称{first.name}占 {numbers.show_amount(stated.amount.value)} %，按表格 {ratios.show_ratio(*pairs[0])}"
        yield report_finding(check, (stated.prose.place, pairs[0][0].place), words, subject=f"{stated.prose.place}|{first.name}|share")


def _is_one_column(first: str, second: str) -> bool:
    return first.rpartition(".")[2] == second.rpartition(".")[2]


def _check_share(document: Document, check: Check, found: Sequence[Mention], at: int) -> Iterator[Finding]:
    stated, part = found[at], found[at - 1]
    between = stated.prose.text[part.amount.at : stated.amount.at]
    match = SHARE.search(between)
    if (
        match is None
        or not OWN.match(between)
        or STOP.search(between)
        or part.unit == "%"
        or part.amount.is_rough
        or "上年" in match["whole"]
    ):
        return
    earlier = [one for one in found[max(0, at - 12) : at - 1] if one.prose is part.prose and one.unit == part.unit]
    wholes = _list_named(document, earlier, normalise_text(match["whole"]), part.unit) if match["whole"] else []
    likely = wholes or ([] if match["whole"] else [*_list_totals(document, part), *_list_titles(earlier, part)])
    own = Operand.from_mention(part)
    others = [Operand.from_mention(one) for one in earlier]
    usable = [whole for whole in likely if whole.amount > 0]
    if usable and not ratios.fits_any(stated, own, [*usable, *others]):
        yield _build_finding(check, stated, part, own, usable[0])


def _list_named(document: Document, earlier: Sequence[Mention], name: str, unit: str) -> list[Operand]:
    """The whole that the words name, in the tables and in the text before."""
    named = mentions.get_index(document).find(mentions.OPENING.sub("", name))
    cells = [Operand.from_cell(document, place) for place in (named.places if named else ()) if ".last_" not in place]
    said = [Operand.from_mention(one) for one in earlier if one.subject and (one.subject.endswith(name) or name.endswith(one.subject))]
    return [*said, *(cell for cell in cells if cell)] if unit in ("万元", "人") else said


def _list_totals(document: Document, part: Mention) -> list[Operand]:
    """The totals of the table in which the part stands."""
    found = []
    for place in part.named.places if part.named and part.named.is_exact else ():
        table, _, column = place.split(".")
        grid = document.outline.grids.get(table)
        if (
            grid
            and grid.total
            and not column.startswith("last_")
            and (whole := Operand.from_cell(document, f"{table}.{grid.total}.{column}"))
        ):
            found.append(whole)
    return found


def _list_titles(earlier: Sequence[Mention], part: Mention) -> list[Operand]:
    """The amount before 其中, in the same sentence."""
    for one in reversed(earlier):
        between = part.prose.text[one.amount.at : part.amount.at]
        if END.search(between):
            return []
        if "其中" in between:
            return [Operand.from_mention(one)]
    return []


def _build_finding(check: Check, stated: Mention, part: Mention, own: Operand, whole: Operand) -> Finding:
    places = tuple(dict.fromkeys((stated.prose.place, whole.place)))
    said = f"“{stated.quote}”称{part.subject or '其'}占 {numbers.show_amount(stated.amount.value)} %"
    return report_finding(
        check, places, f"{said}，按金额 {ratios.show_ratio(own, whole)}", subject=f"{stated.prose.place}|{part.subject}|share"
    )

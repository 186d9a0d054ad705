"""C66: in every list that scores, a loss has its reason and its measure, what cannot be worked out is said, and 不适用 earns nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.domain import scoring
from reports.domain.checks import numbers
from reports.domain.checks.likeness import pair_letters
from reports.domain.checks.prose import normalise_text
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, Outcome, Row, Watched, report_finding, rule
from reports.domain.checks.targets import LIST, NOT_APPLICABLE
from reports.domain.scoring import Basis, Score
from reports.domain.shapes import Listing

LOST = "2"  # points of one row that are a problem
COMMON = re.compile(
    r"项目|资金|支出|预算|指标|绩效|目标|工作|完成|情况|年度|单位|部门|进行|实际|没有|不够|问题|原因|下一|一年|度举|措施|加强|管理|及时|质量|数量"
)
ANSWERS = ("reason", "measure")


@dataclass(frozen=True)
class ScoredRow:
    """A row that scores, with what its rule says, where it has one."""

    listing: Listing
    row: Row
    name: str
    score: Decimal
    weight: Decimal | None
    ruled: Score | None

    def place(self, field: str) -> str:
        return f"{self.listing.key}.{self.row.key}.{field}"

    @property
    def loss(self) -> Decimal:
        return max(Decimal(0), self.weight - self.score) if self.weight is not None else Decimal(0)

    @property
    def reason(self) -> str:
        return self.row.text("reason").strip()


@rule(
    "C66",
    name="扣分有原因、有措施，不能计算的有说明",
    severity="R",
    source="财预〔2020〕10号",
    explanation="每个有得分的列表：没有评分规则或规则因数据未填不能计算的，有得分而没有写原因；不适用的填了得分；扣了分没有写改进措施（有此栏的）；"
    "按规则算出的扣分没有原因、扣分较多而存在的问题没有提到的，只作提示。",
    thresholds={"lost": Limit("一项扣分达到", "分", LOST)},
    watches=(LIST, Watched.PRESETS, "problems"),
    also=("R", "W"),
    everywhere=True,
)
def check_grounds(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    rows = list(_list_scored(document))
    for one in rows:
        yield from _check_reason(document, check, one)
        if one.loss and one.listing.field("measure") and not one.row.text("measure").strip():
            words = f"{one.name}扣了 {numbers.show_amount(one.loss)} 分，没有写改进措施"
            yield report_finding(check, (one.place("score"), one.place("measure")), words)
    yield from _check_problems(document, check, rows)


def _list_scored(document: Document) -> Iterator[ScoredRow]:
    listings = [listing for listing in document.outline.listing if listing.field("score")]
    ruled = {each.row: each for each in scoring.score_document(document)} if any(listing.preset for listing in listings) else {}
    for listing in listings:
        for row in document.rows(listing.key):
            score, name = row.figure("score").amount, document.row_names.get((listing.key, row.key), "")
            if score is not None:
                yield ScoredRow(listing, row, name, score, row.figure("weight").amount, ruled.get(f"{listing.key}.{row.key}"))


def _check_reason(document: Document, check: Check, one: ScoredRow) -> Iterator[Finding]:
    """What C20 and C21 do not ask: where no rule gives the score, and where a rule gave it."""
    places, points = (one.place("score"), one.place("reason")), numbers.show_amount(one.score)
    if _is_left_out(one) and one.score > 0:
        yield report_finding(check, places[:1], f"{one.name}填为不适用，不计入总分，得分却填报 {points} 分，请留空")
    elif one.listing.key == LIST and one.score > 0 and one.listing.field("actual") and not one.row.text("actual").strip():
        yield report_finding(check, (one.place("score"), one.place("actual")), f"{one.name}得 {points} 分，完成值没有填")
    elif one.reason or not one.listing.field("reason"):
        return
    elif one.ruled and one.ruled.basis is Basis.NOT_EVALUATED:
        yield report_finding(check, places, f"{one.ruled.working}，填报 {points} 分，没有写明原因")
    elif one.ruled is None and one.loss and not _is_asked_elsewhere(document, one):
        yield report_finding(check, places, f"{one.name}扣了 {numbers.show_amount(one.loss)} 分，没有写明原因")
    elif one.ruled and one.ruled.basis is Basis.COMPUTED and one.loss:
        yield report_finding(check, places, f"{one.name}按规则扣了 {numbers.show_amount(one.loss)} 分，没有写明原因", Outcome.HINT)


def _is_left_out(one: ScoredRow) -> bool:
    told = one.row.text("actual").strip() == NOT_APPLICABLE
    return told and (one.ruled is None or not one.ruled.of)


def _is_asked_elsewhere(document: Document, one: ScoredRow) -> bool:
    """Whether C21 asks for the reasons of the list."""
    return any(
        check.rule == "C21" and not check.off and check.settings.get("list", LIST) == one.listing.key for check in document.outline.check
    )


def _check_problems(document: Document, check: Check, rows: list[ScoredRow]) -> Iterator[Finding]:
    """A large loss of which no problem speaks, in any word of the row or of its reason."""
    problems = document.rows("problems") if "problems" in document.outline.lists else ()
    heavy = [one for one in rows if one.loss >= Decimal(check.settings.get("lost", LOST))]
    if not heavy or not problems:
        return
    said = _pair_words("".join(row.text("text") for row in problems))
    for one in heavy:
        words = [one.row.text(field) for field in ("level3", "name", "reason")]
        if not said & _pair_words("，".join(words)):
            told = f"{one.name}扣了 {numbers.show_amount(one.loss)} 分，存在的问题里没有提到，请核对是否应列为问题"
            yield report_finding(check, (one.place("score"), "table.problems"), told, Outcome.HINT, f"{one.place('score')}|problem")


def _pair_words(text: str) -> frozenset[str]:
    return pair_letters(normalise_text(COMMON.sub(" ", text)))

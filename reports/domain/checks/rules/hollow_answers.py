"""C55: a reason, measure or result that says nothing: 酌情, 详见附件, the target copied with its sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.domain.checks import numbers
from reports.domain.checks.prose import normalise_text
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Outcome, Row, Watched, report_finding, rule
from reports.domain.checks.targets import LIST
from reports.domain.shapes import Listing

HOLLOW = re.compile(
    r"(?:无|暂无|没有|略|同上|酌情(?:扣分|扣减|处理|打分|考虑|自评)?|(?:具体|详)?(?:情况)?(?:详)?(?:请)?见(?:后附|所附)?(?:附件\d?|附表\d?|材料|佐证材料|(?:自评|绩效自评|总结)?(?:报告|正文)|上|下|上述|说明|文字说明|自评表)|(?:由于|因为|因|受)?(?:其他|客观|主观|特殊|实际|历史|多方面|各种|相关|工作)(?:原因|因素|情况)?(?:造成|导致|所致|影响|限制)?"
    r"|(?:按照?|根据|结合|视)(?:实际|规定|要求|工作)?(?:完成)?(?:情况)?(?:酌情)?(?:扣分|打分|评分|自评|得分)?|工作需要|正常|已完成|完成|良好|较好|不详|待定|待补充|暂缺|(?:略|稍|尚|还|仍|存在|存)?有?(?:一定|一些|部分|少量)?(?:差距|偏差|不足|欠缺|问题)"
    r"|(?:有待|需要|需|继续|进一步)+(?:加强|改进|提高|完善|努力)|扣分|适当扣分|自评扣分|谨慎打分|留有余地|不宜满分)"
)
MARKS = re.compile(r"^[/／\\\-—–·.。、*＊xX×]+$")
SIGNED = re.compile(r"\s*(?:[≥≤＞＜><=＝]=?|大于等于|小于等于|大于或等于|小于或等于|不低于|不少于|不超过|不高于|不大于|不小于)\s*\d")
TAIL = re.compile(r"(?:自评)?(?:扣|扣减|扣除|减)了?[\d.]+分?$")  # 酌情扣1分 says no more than 酌情
REMARKS = (("reason", "原因"), ("measure", "改进措施"))


@rule(
    "C55",
    name="原因、措施和完成值写有内容",
    severity="R",
    source="财政部门审核惯例",
    explanation="扣了分而原因、措施只写“酌情”“详见附件”等，或照抄指标值；完成值带着“≥”“≤”，像是照抄指标值。",
    watches=(LIST, Watched.PRESETS),
    also=("R", "W"),
    everywhere=True,
)
def check_hollow(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for listing in document.outline.listing:
        if listing.field("score"):
            for row in document.rows(listing.key):
                yield from _check_remarks(document, check, listing, row)
                yield from _check_signed(document, check, listing, row)


def _check_remarks(document: Document, check: Check, listing: Listing, row: Row) -> Iterator[Finding]:
    score, weight = row.figure("score").amount, row.figure("weight").amount
    if score is None or weight is None or score >= weight:
        return
    for key, label in REMARKS:
        text = row.text(key).strip() if listing.field(key) else ""
        plain = normalise_text(text)
        copied = plain and plain in {normalise_text(row.text(name)) for name in ("target", "actual", "level3", "standard")}
        if text and (copied or MARKS.fullmatch(text) or HOLLOW.fullmatch(plain) or HOLLOW.fullmatch(TAIL.sub("", plain) or "扣分")):
            name = document.row_names.get((listing.key, row.key), "")
            what = "照抄了表中的其他内容" if copied else "没有说明具体情况"
            words = f"{name}扣了 {numbers.show_amount(weight - score)} 分，{label}只写“{text[:20]}”，{what}"
            yield report_finding(check, (f"{listing.key}.{row.key}.{key}",), words, Outcome.MUST_EXPLAIN)


def _check_signed(document: Document, check: Check, listing: Listing, row: Row) -> Iterator[Finding]:
    actual = row.text("actual").strip()
    if SIGNED.match(actual):
        name = document.row_names.get((listing.key, row.key), "")
        words = f"{name}的完成值“{actual[:20]}”带有符号，像是照抄指标值，请填实际完成的数"
        yield report_finding(check, (f"{listing.key}.{row.key}.actual",), words, Outcome.MUST_EXPLAIN)

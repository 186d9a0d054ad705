"""When: what must be true before a step. Each guard raises Refused with the sentence for the person.

The first line of a guard's docstring is printed in docs/workflow.md.
"""

from __future__ import annotations

from django.utils import timezone

from reports.domain import Finding, completeness, places
from reports.domain.rendering import pages, print_limits
from reports.models import ItemKind, ReportReading
from reports.workflow import signed_scans
from reports.workflow.act_context import Attempt, Guard, Refused, check_words

SHOWN = 3  # so many examples make a sentence that can still be read


def signature_is_needed(attempt: Attempt) -> None:
    """the cycle needs a signature"""
    if not attempt.report.cycle.needs_signature:
        raise Refused("本年度任务不需要单位负责人签发，请直接报送。")


def signature_is_not_needed(attempt: Attempt) -> None:
    """the cycle needs no signature"""
    if attempt.report.cycle.needs_signature:
        raise Refused("本年度任务须由单位负责人签发，请先交签发。")


def second_review_is_needed(attempt: Attempt) -> None:
    """the cycle asks for a second review"""
    if not attempt.report.cycle.second_review:
        raise Refused("本年度任务不需要复审，审核无误后请直接通过。")


def second_review_is_not_needed(attempt: Attempt) -> None:
    """the cycle asks for no second review"""
    if attempt.report.cycle.second_review:
        raise Refused("本年度任务须复审，请先提请复审，由另一名复审员确认通过。")


def filling_in_has_begun(attempt: Attempt) -> None:
    """the day on which filling in begins has come"""
    if attempt.report.is_not_begun:
        begins = timezone.localtime(attempt.report.cycle.opens)
        raise Refused(f"本年度任务 {begins:%Y-%m-%d %H:%M} 开始填报，现在还不能办理。")


def required_is_filled(attempt: Attempt) -> None:
    """required sections are filled"""
    gaps = [gap.message for gap in completeness.find_all_missing(attempt.document)]
    if gaps:
        raise Refused(f"还有 {len(gaps)} 处必填内容未填，请先补齐：{_join_some(gaps)}。")


def reading_is_answered(attempt: Attempt) -> None:
    """every doubt of a text that was read in is answered, or the reading is given up"""
    if ReportReading.objects.filter(report=attempt.report, is_settled=False).exists():
        raise Refused("读入的原文还有存疑没有核对完，没有核对的内容不算数。请先到“读入原文”逐处核对，不要了的点“放弃这次读入”。")


def musts_are_answered(attempt: Attempt) -> None:
    """every open 必改 item is answered"""
    open_ = [item.place_label for item in attempt.open_items if item.kind == ItemKind.MUST and not item.answer_kind]
    if open_:
        raise Refused(f"还有 {len(open_)} 条“必改”意见没有答复，请先逐条答复：{_join_some(open_)}。")


def nothing_blocks(attempt: Attempt) -> None:
    """no must-fix finding stands without the leader's reason"""
    found = attempt.findings.blocking
    if found:
        way = "；确需按原数报送的，由单位负责人逐条写明理由" if attempt.report.cycle.allow_override else ""
        raise Refused(f"还有 {len(found)} 处必须修改的核对问题，第一处：{_describe_place(attempt, found[0])}。请改正{way}。")


def findings_are_explained(attempt: Attempt) -> None:
    """every must-explain finding has a reason for the present figures"""
    found = attempt.findings.unexplained
    if found:
        outdated = "（数字改过，原来的说明需重新确认）" if found[0].is_outdated else ""
        raise Refused(f"还有 {len(found)} 处核对问题须说明，第一处：{_describe_place(attempt, found[0])}{outdated}。请写明原因。")


def deadline_is_not_locked(attempt: Attempt) -> None:
    """the deadline of the department has not passed, or the cycle does not lock"""
    report = attempt.report
    if report.cycle.locked_after_due and attempt.moment > report.due:
        raise Refused("报送截止时间已过，本年度任务已锁定，不能报送，请与财政局联系。")


def paper_can_be_printed(attempt: Attempt) -> None:
    """the report is not too large to be printed"""
    try:
        print_limits.refuse_absurd(pages.build_report_page(attempt.document))
    except print_limits.TooLarge as refusal:
        raise Refused(str(refusal)) from refusal


def scan_is_attached(attempt: Attempt) -> None:
    """the signed and stamped scan has come, or the cycle asks for none"""
    if signed_scans.is_missing(attempt.report):
        raise Refused("本年度任务要求签章扫描件，单位还没有上传，请联系单位上传后再办理。")


def reason_is_given(attempt: Attempt) -> None:
    """a note says why"""
    if not attempt.note:
        raise Refused("请写明理由，让对方知道为什么。")


def items_say_something(attempt: Attempt) -> None:
    """at least one item, and every item has a text and a kind"""
    if not attempt.items:
        raise Refused("退回时至少写一条意见，说明哪里要改、怎么改。")
    for number, item in enumerate(attempt.items, 1):
        if not check_words(item.text):
            raise Refused(f"第 {number} 条退回意见没有内容，请写明要改什么。")
        if item.kind not in ItemKind.values:
            raise Refused(f"第 {number} 条退回意见没有性质，请选“必改”“请说明”或“建议”。")


def items_have_places(attempt: Attempt) -> None:
    """every item points to a place of the report"""
    known = set(places.iter_all_places(attempt.document))
    for number, item in enumerate(attempt.items, 1):
        if item.place not in known:
            raise Refused(f"第 {number} 条退回意见的位置“{item.place[:50]}”在报告里找不到，请重新选择位置。")


def _describe_place(attempt: Attempt, finding: Finding) -> str:
    return f"{places.label_place(attempt.document, finding.places[0])}（{finding.check} {finding.label}）"


def _join_some(names: list[str]) -> str:
    return "；".join(names[:SHOWN]) + ("等" if len(names) > SHOWN else "")


# These look at the cycle alone: where they refuse, no button is offered.
SETTINGS: frozenset[Guard] = frozenset({signature_is_needed, signature_is_not_needed, second_review_is_needed, second_review_is_not_needed})

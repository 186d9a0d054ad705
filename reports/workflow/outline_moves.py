"""更换提纲: a report goes to another version of an outline. Changes no state and drops nothing: what has no place there is kept, and
comes back with the outline that asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from departments.models import User
from reports.filing import drafts, outline_moves
from reports.filing.outline_moves import MovePreview
from reports.models import OutlineMove, OutlineVersion, Report, ReportReading, ReturnItem
from reports.workflow import events, gate, transitions
from reports.workflow.act_context import Attempt, Refused, check_words
from reports.workflow.permissions import check_role

MOVERS = transitions.EXTENDERS
LONGEST = 200  # characters of a reason: the department reads it


@dataclass(frozen=True)
class Seen:
    """What the person had before the eyes: the version that the report stood on, and whether the preview was shown."""

    source: int
    is_previewed: bool = False


@transaction.atomic
def move_outline(report: Report, *, by: User | None, to: OutlineVersion, seen: Seen, note: str = "") -> OutlineMove:
    """Raises Refused. A report into which somebody wrote is moved by who saw what becomes of it."""
    attempt = Attempt(gate.lock_report(report), by, check_words(note))
    check_movable(attempt)
    held = attempt.report
    if len(attempt.note) > LONGEST:
        raise Refused(f"更换的理由有 {len(attempt.note):,} 个字，最多 {LONGEST} 个字，请删减。")
    if held.outline_id == to.pk:
        raise Refused("这份报告已经在用这个提纲。")
    if held.outline_id != seen.source:
        raise Refused("这份报告的提纲刚刚被别人换过，请刷新页面后再看。")
    [preview] = outline_moves.load_previews([held], to)
    if preview.is_filled and not seen.is_previewed:
        raise Refused("单位已经开始填写这份报告，请先看更换以后的预览，再确认更换。")
    return _write_move(attempt, to, preview)


def check_movable(attempt: Attempt) -> None:
    """Whether this person may move this report at all. Raises Refused."""
    report = attempt.report
    gate.refuse_excused(report)
    check_role(attempt, MOVERS, events.MOVE_OUTLINE.label)
    if reason := describe_obstacle(report):
        raise Refused(reason)
    if ReportReading.objects.filter(report=report, is_settled=False).exists():
        raise Refused("有一份读入的原文还没有核对完，它是按原来的提纲读的；请填报人先核对完或放弃，再更换提纲。")


def describe_obstacle(report: Report) -> str:
    """Why a report in its state keeps its outline; "" where it may be moved."""
    if report.state.is_passed:
        return "已审核通过，不能更换提纲。"
    if not report.state.is_at_department:
        return "在财政局审核，不能更换提纲；要换的，先退回单位。"
    if report.state.awaits_signature:
        return "在等单位负责人签发，不能更换提纲；请填报人先收回，或负责人退给填报人。"
    return ""


def _write_move(attempt: Attempt, to: OutlineVersion, preview: MovePreview) -> OutlineMove:
    report, source = attempt.report, attempt.report.outline
    if not Report.objects.filter(pk=report.pk, outline=source, status=report.status).update(outline=to):
        raise Refused("这份报告刚刚被别人办理过，请刷新页面后再看。")
    if preview.is_filled:
        drafts.advance_sections(report, [*source.definition.sections, *to.definition.sections])
    stood = {str(item.pk): item.place for item, _ in preview.items}
    _place_items(report, to, preview)
    report.outline = to
    note = describe_move(source, to, preview, attempt.note)
    event = events.record_event(report, events.MOVE_OUTLINE, by=attempt.by, at=attempt.moment, note=note)
    return OutlineMove.objects.create(report=report, source=source, target=to, event=event, items=stood)


def _place_items(report: Report, to: OutlineVersion, preview: MovePreview) -> None:
    items = [item for item, _ in preview.items]
    first = OutlineMove.load_first_places([report.pk]).get(report.pk, {})
    for pk, place in outline_moves.find_item_places(report.outline.definition, to.definition, items, first).items():
        if place:
            ReturnItem.objects.filter(pk=pk).update(place=place)


def describe_move(source: OutlineVersion, to: OutlineVersion, preview: MovePreview, note: str) -> str:
    """What stands in the 办理记录 and in the notice."""
    said = [f"{source.title} → {to.title}"]
    if preview.lost:
        said.append(f"{len(preview.lost)} 处内容在新提纲中没有位置，都保留着，可以在报告页上查看和复制")
    if preview.regained:
        said.append(f"{preview.regained} 处以前没有位置的内容又有了位置")
    if preview.units:
        said.append(f"{len(preview.units)} 个数的单位变了，数没有换算，请核对")
    if preview.items:
        said.append(f"{len(preview.items)} 条退回意见的位置变了")
    return "；".join(said) + (f"。理由：{note}" if note else "")

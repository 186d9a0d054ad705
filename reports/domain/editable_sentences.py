"""A department's own wording of an editable sentence: its placeholders stay bound to the facts."""

from __future__ import annotations

from reports.domain import patterns
from reports.domain.outlines import Outline


def find_wording_problem(outline: Outline, key: str, text: str) -> str:
    """What is wrong with the wording, as a sentence; "" when it can be printed. A blank one means the outline's own."""
    if not text.strip():
        return ""
    try:
        used = [_format_slot(slot) for slot in patterns.list_slots(patterns.parse_pattern(text))]
    except patterns.PatternError as error:
        return f"表述无法识别：{error}。"
    bound = [_format_slot(slot) for slot in patterns.list_slots(patterns.parse_pattern(outline.wordings[key].sentence))]
    if missing := [slot for slot in bound if slot not in used]:
        return f"表述中缺少{'、'.join(missing)}，数字须由系统填入，请保留花括号内的内容。"
    if unknown := [slot for slot in used if slot not in bound]:
        return f"表述中的{'、'.join(unknown)}不是本句的数据项，请删去或改为文字。"
    return ""


def _format_slot(slot: patterns.Slot) -> str:
    return "{" + "|".join([slot.name, *slot.formats]) + "}"

"""年度任务 and who takes part in it: every change is in the 审计日志, in words."""

from __future__ import annotations

from collections.abc import Mapping

from departments import audit
from reports.domain import Outcome
from reports.models.cycle import Cycle, Exemption

WORDS = {"off": "停用：", "reason": "理由：", "within": "相差不超过 ", "near": "差额小于此数视为笔误 "}


def describe_rule_setting(own: Mapping[str, str]) -> str:
    """One rule's row of 核对规则的调整: 类别 警告，界限 least 85，理由：……"""
    return "，".join(_describe_part(name, value) for name, value in own.items())


def _describe_part(name: str, value: str) -> str:
    if name == "severity":
        labels = {each.value: each.label for each in Outcome}
        return f"类别 {labels.get(value, value)}"
    return f"{WORDS.get(name, f'界限 {name} ')}{value}"


def name_exemption(exemption: Exemption) -> str:
    return f"{exemption.cycle} {exemption.department}"


audit.watch(Cycle, lambda row: row.district_id, words={"check_settings": describe_rule_setting})
audit.watch(Exemption, lambda row: row.cycle.district_id, name_exemption)

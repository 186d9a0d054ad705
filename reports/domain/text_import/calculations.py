"""计算过程 read back: what the department had typed as 完成情况 of a scored row whose rule computes no value of its own."""

from __future__ import annotations

import re

from reports.domain.outlines import Rule

NOT_APPLICABLE = "不适用"
ALL = "全部"
SAID = {
    "checklist": re.compile(r"符合 (?P<all>[①-⑳]+，全部达到)|符合 (?P<said>[①-⑳]+)"),
    "qualitative": re.compile(r"(?P<said>[^，]+)，得分在"),
    "manual": re.compile(r"人工评分：(?P<said>.*?)(?: → [\d.]+—.*)?$", re.DOTALL),
}
NUMBER = re.compile(r"(?P<said>[\d.]+)")


def extract_actual_value(rule: Rule | None, working: str) -> dict[str, str]:
    """By field; {} where the rule takes its value from cells, or the working is in other words."""
    if rule is None or rule.value or not working:
        return {}
    if working.startswith(f"填为{NOT_APPLICABLE}"):
        return {"actual": NOT_APPLICABLE}
    found = SAID.get(rule.kind, NUMBER).match(working)
    if found is None:
        return {}
    said = found.groupdict()
    return {"actual": ALL if said.get("all") else said["said"]}

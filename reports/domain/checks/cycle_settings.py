"""A cycle's own checks: {"C12": {"severity": "W", "least": "85", "reason": "…"}, "C29": {"off": "本年不核对，因为……"}}."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.domain.checks import thresholds
from reports.domain.checks.applicable import list_checks
from reports.domain.outlines import Check, Outline
from reports.domain.outlines.rule_discovery import find_rule, is_missing_rule

SEVERITIES = ("E", "R", "W")
NAMED = ("severity", "off", "reason")  # reason: why the bureau weighs it otherwise
LONGEST = 200  # letters of a reason


@dataclass(frozen=True)
class Own:
    """The settings as the checks take them."""

    severities: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    switched_off: Mapping[str, str] = field(default_factory=dict)


def sort_settings(raw: Mapping[str, Mapping[str, str]]) -> Own:
    """What passed `problems`, sorted."""
    return Own(
        severities={key: one["severity"] for key, one in raw.items() if "severity" in one},
        thresholds={key: rest for key, one in raw.items() if (rest := {k: v for k, v in one.items() if k not in NAMED})},
        switched_off={key: one["off"] for key, one in raw.items() if "off" in one},
    )


def find_problems(raw: Any, outlines: Iterable[Outline]) -> Iterator[str]:
    """Everything that is wrong with the settings, one sentence each. `outlines`: those in which the cycle's reports are written."""
    if not isinstance(raw, dict):
        yield '应写成 {"核对编号": {…}} 的形式。'
        return
    checks: dict[str, list[Check]] = {}
    for check in (check for outline in outlines for check in list_checks(outline)):
        checks.setdefault(check.id, []).append(check)
    for key, one in raw.items():
        if _is_idle(key, checks.get(key, [])):
            continue  # kept for the day on which the rule is installed again; the page names it
        if key not in checks:
            yield f"本任务的提纲没有编号为“{key}”的核对规则。"
        elif not isinstance(one, dict) or not one or not all(isinstance(value, str) for value in one.values()):
            yield f'{key} 的设置应写成 {{"severity": "W"}} 的形式，值都加引号。'
        else:
            yield from _find_check_problems(key, one, checks[key])


def _is_idle(key: str, checks: list[Check]) -> bool:
    """Whether what stands under the number is a rule that is no longer installed."""
    return any(check.rule and find_rule(check.rule) is None for check in checks) if checks else is_missing_rule(key)


def _find_check_problems(key: str, one: Mapping[str, str], checks: list[Check]) -> Iterator[str]:
    known = {each.name: each for each in thresholds.list_thresholds(checks)}
    for name, value in one.items():
        if name == "severity" and value not in SEVERITIES:
            yield f"{key} 的类别只能是必须修改、须说明或提示，现为“{value}”。"
        elif name in ("off", "reason") and not value.strip():
            yield f"{key} 要写明{'停用' if name == 'off' else '调整'}的理由。"
        elif name in ("off", "reason") and len(value) > LONGEST:
            yield f"{key} 的理由有 {len(value)} 个字，最多 {LONGEST} 个字。"
        elif name in known and not known[name].pattern.fullmatch(value):
            yield f"{key} 的“{known[name].label}”应为{known[name].example}，现为“{known[name].typed(value)}”。"
        elif name not in NAMED and name not in known:
            yield f"{key} 没有“{name}”这项界限，可以调整的有：{'、'.join(each.label for each in known.values()) or '没有'}。"

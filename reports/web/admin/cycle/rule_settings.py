"""核对规则的调整 of a cycle: every check of its outlines on one page, saved at once; as many queries for any number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from departments import clean_text
from reports.domain import Mistakes, Outcome, Outline, RuleDescription, cycle_settings, describe_rules
from reports.domain.checks.thresholds import Threshold
from reports.models import Cycle

SEVERITIES = [("", "按提纲"), *((value, Outcome(value).label) for value in cycle_settings.SEVERITIES)]
IDLE = "写了理由，但没有调整；按提纲执行的请清空理由。"


@dataclass(frozen=True)
class CheckLine:
    """A check with what is chosen and typed of it; `own` is what the cycle would keep."""

    check: RuleDescription
    own: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def limits(self) -> list[tuple[Threshold, str]]:
        """Each threshold with what is typed; "" where the outline's own holds."""
        return [(each, each.typed(self.own.get(each.name, ""))) for each in self.check.thresholds]

    @property
    def severity(self) -> str:
        return self.own.get("severity", "")

    @property
    def is_off(self) -> bool:
        return "off" in self.own

    @property
    def reason(self) -> str:
        return self.own.get("off") or self.own.get("reason", "")


def show_cycle_checks(request: HttpRequest, cycle: Cycle, log: Callable[[str], object], site: dict[str, Any]) -> HttpResponse:
    """`log` writes down what was changed."""
    try:
        outlines = cycle.outlines()
    except Mistakes as mistakes:
        messages.error(request, f"报告提纲“{cycle.outline}”有错，不能调整核对规则，请联系技术管理员：{mistakes}")
        return redirect("admin:reports_cycle_change", cycle.pk)
    lines = [CheckLine(check, check.own) for check in describe_rules(outlines, cycle.check_settings)]
    if request.method == "POST":
        lines = [_read_line(line, request.POST, outlines) for line in lines]
        if not any(line.problems for line in lines):
            return _save_check_settings(request, cycle, lines, log)
        wrong = [line.check.id for line in lines if line.problems]
        messages.error(request, f"没有保存：有 {len(wrong)} 条规则须改正（{'、'.join(wrong)}），见下面红色的说明。")
    words = {
        "title": f"{cycle}：核对规则的调整",
        "cycle": cycle,
        "lines": lines,
        "severities": SEVERITIES,
        "longest": cycle_settings.LONGEST,
    }
    return TemplateResponse(request, "admin/reports/cycle/checks.html", site | words)


def _read_line(line: CheckLine, posted: QueryDict, outlines: list[Outline]) -> CheckLine:
    """As the form says it; a check that the form did not show stays as it stands."""
    key = line.check.id
    if f"reason-{key}" not in posted:
        return line
    own, reason = _read_choices(line, posted), clean_text(posted.get(f"reason-{key}", ""))
    if key in posted.getlist("off"):
        own["off"] = reason
    elif reason:
        own["reason"] = reason
    wrong = tuple(cycle_settings.find_problems({key: own}, outlines)) if own else ()
    return CheckLine(line.check, own, wrong or ((IDLE,) if own.keys() == {"reason"} else ()))


def _read_choices(line: CheckLine, posted: QueryDict) -> dict[str, str]:
    """The severity and the thresholds that differ from the outline's."""
    key = line.check.id
    typed = {each.name: (each, each.kept(clean_text(posted.get(f"{each.name}-{key}", "")))) for each in line.check.thresholds}
    own = {name: kept for name, (each, kept) in typed.items() if kept and each.typed(kept) != each.declared}
    severity = posted.get(f"severity-{key}", "")
    return {"severity": severity, **own} if severity else own


def _save_check_settings(request: HttpRequest, cycle: Cycle, lines: list[CheckLine], log: Callable[[str], object]) -> HttpResponse:
    wanted = {line.check.id: dict(line.own) for line in lines if line.own}
    before = cycle.check_settings
    changed = [key for key in sorted({*before, *wanted}) if before.get(key) != wanted.get(key)]
    if changed:
        cycle.check_settings = wanted
        cycle.save(update_fields=["check_settings"])
        log(f"核对规则的调整：{'、'.join(changed)}")
        messages.success(
            request, f"已保存 {len(changed)} 条规则的调整：{'、'.join(changed)}。还没有通过的报告，从现在起按调整后的规则核对。"
        )
    else:
        messages.info(request, "没有改动。")
    return redirect("admin:reports_cycle_checks", cycle.pk)

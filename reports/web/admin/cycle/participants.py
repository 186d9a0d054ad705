"""参加和免报单位 of a cycle: every department of the district on one page, with one button to save; as many queries for any number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from departments import clean_text
from departments.models import Department, Desk
from reports.filing import cycles
from reports.models import Cycle, Exemption, Report, Status

LONGEST = 200


@dataclass(frozen=True)
class ParticipantLine:
    """A department with what is ticked and typed of it; `state` is that of its report, "" before there is one."""

    department: Department
    exempt: bool
    reason: str
    state: str
    problem: str = ""


def show_participants(request: HttpRequest, cycle: Cycle, may_change: bool, site: dict[str, Any]) -> HttpResponse:
    """`?q=` and `?desk=` narrow the list; only what is shown is saved."""
    lines = _load_participant_lines(cycle, request.GET)
    if request.method == "POST":
        lines = [_read_typed_line(line, request.POST) for line in lines]
        if not any(line.problem for line in lines):
            return _save_exemptions(request, cycle, lines)
        messages.error(request, f"没有保存：有 {sum(bool(line.problem) for line in lines)} 个单位须改正，见下面红色的说明。")
    context = {
        **site,
        "title": f"{cycle}：参加和免报单位",
        "cycle": cycle,
        "lines": lines,
        "exempt": sum(line.exempt for line in lines),
        "desks": Desk.objects.filter(district=cycle.district_id).order_by("name"),
        "asked": {"q": request.GET.get("q", ""), "desk": request.GET.get("desk", "")},
        "may_change": may_change,
    }
    return TemplateResponse(request, "admin/reports/cycle/participants.html", context)


def _load_participant_lines(cycle: Cycle, asked: QueryDict) -> list[ParticipantLine]:
    """Three queries."""
    reasons = dict(Exemption.objects.filter(cycle=cycle).values_list("department", "reason"))
    states = dict(Report.objects.filter(cycle=cycle).values_list("department", "status"))
    labels = dict(Status.choices)
    found = cycles.select_listed_departments(cycle).select_related("desk")
    return [
        ParticipantLine(each, each.pk in reasons, reasons.get(each.pk, ""), str(labels.get(states.get(each.pk, ""), "")))
        for each in found
        if _is_asked(each, asked)
    ]


def _is_asked(department: Department, asked: QueryDict) -> bool:
    words, desk = clean_text(asked.get("q", "")), asked.get("desk", "")
    named = words in department.code or words in department.name
    return named and desk in ("", str(department.desk_id), "none" if department.desk_id is None else "")


def _read_typed_line(line: ParticipantLine, posted: QueryDict) -> ParticipantLine:
    """As the form says it; of a department that the form did not show, as it stands."""
    key = f"reason-{line.department.pk}"
    if key not in posted:
        return line
    exempt, reason = str(line.department.pk) in posted.getlist("exempt"), clean_text(str(posted[key]))
    return ParticipantLine(line.department, exempt, reason, line.state, _describe_exemption_problem(exempt, reason))


def _describe_exemption_problem(exempt: bool, reason: str) -> str:
    if exempt and not reason:
        return "请写明免报的理由。"
    if reason and not exempt:
        return "写了理由，但没有勾选“免报”；参加的请清空理由。"
    if len(reason) > LONGEST:
        return f"理由有 {len(reason)} 个字，最多 {LONGEST} 个字。"
    return ""


def _save_exemptions(request: HttpRequest, cycle: Cycle, lines: list[ParticipantLine]) -> HttpResponse:
    made = cycles.update_exemptions(cycle, {line.department.pk: line.reason if line.exempt else "" for line in lines})
    if made:
        words = f"已保存：新增免报 {made.exempted} 个，改理由 {made.reworded} 个，恢复参加 {made.readmitted} 个。"
        less = "免报单位看到免报和理由，不能填报，也不再统计、审核和提醒；已有的内容保留着，取消免报后恢复。" if made.exempted else ""
        more = "恢复参加的单位还没有报告的，请再点一次“开始任务”。" if made.readmitted else ""
        messages.success(request, words + less + more)
    else:
        messages.info(request, "没有改动。")
    return redirect(f"{reverse('admin:reports_cycle_participants', args=[cycle.pk])}?{request.GET.urlencode()}".rstrip("?"))

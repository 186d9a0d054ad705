"""Loads the invented district through the same import and workflow as everybody."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from departments.models import Department, District, Role, User
from reports import workflow
from reports.demo import days, sample_files, sample_people, sample_publications
from reports.demo.sample_reports import build_sample_report
from reports.domain import act_time
from reports.filing import comparisons, cycles, live_findings, report_import
from reports.models import Answer, Cycle, Exemption, ItemKind, Phrase, Report
from reports.workflow import NewItem

Entry = dict[str, Any]
Step = Callable[[Report], object]
DAYS_LEFT, DAYS_SINCE_LAST = 6, 360  # to this year's deadline, since last year's
DAYS_SINCE_APPROVAL = 12  # of last year's final accounts
REASON = "与批复的部门决算和原始资料一致，按此报送"
REOPENED = "决算批复后数字有调整，请重新核对后再报送。"
ROADS = tomllib.loads((Path(__file__).parent / "roads.toml").read_text(encoding="utf-8"))
WITH_EVIDENCE = tuple(ROADS["with_evidence"])


@dataclass(frozen=True)
class Account:
    role: str
    username: str
    password: str
    name: str


def load_demonstration() -> list[Account]:
    """The demonstration accounts; creates what is missing and leaves alone what is there. All of it or nothing."""
    with transaction.atomic():
        return _load()


def _load() -> list[Account]:
    data = tomllib.loads((Path(__file__).parent / "district.toml").read_text(encoding="utf-8"))
    sample_people.create_sample_people(data)
    district = District.objects.get(name=data["name"])
    for year in data["years"]:
        _load_demo_year(district, data, year, is_last=year == max(data["years"]))
    comparisons.compare_districts()
    for text in data["phrases"]:
        Phrase.objects.get_or_create(district=district, owner=None, text=text)
    for entry in data["published"]:
        sample_publications.publish_sample_report(district, entry)
    roles = {entry["username"]: Role(entry["role"]).label for entry in data["person"]}
    return [Account(roles[entry["username"]], entry["username"], sample_people.PASSWORD, entry["name"]) for entry in data["person"]]


def _load_demo_year(district: District, data: Entry, year: int, *, is_last: bool) -> None:
    for entry in data["department"] if is_last else ():
        sample_people.rename_sample_department(district, entry)
    cycle = _get_demo_cycle(district, data["notice"], year, is_last=is_last)
    states = {entry["code"]: entry["state"] if is_last else entry.get("last_year", "exempt") for entry in data["department"]}
    departments = {department.code: department for department in district.departments.filter(code__in=states)}
    for entry in data["department"]:
        if states[entry["code"]] == "exempt":
            reason = entry.get("reason", "当年尚未使用本系统")
            Exemption.objects.get_or_create(cycle=cycle, department=departments[entry["code"]], defaults={"reason": reason})
    with act_time.set_act_time(cycle.opens):
        cycles.open_cycle(cycle, by=None)
    for entry in data["department"]:
        if states[entry["code"]] not in ("empty", "exempt"):
            said = entry if is_last else _derive_last_entry(entry)
            _fill_demo_report(departments[entry["code"]], cycle, said, build_sample_report(said, data, year), states[entry["code"]])


def _derive_last_entry(entry: Entry) -> Entry:
    """What stood otherwise in the report of the year before, and when it was sent."""
    return {**entry, "name": entry.get("former", entry["name"]), "days": entry["last_days"], **entry.get("earlier", {})}


def _get_demo_cycle(district: District, notice: str, year: int, *, is_last: bool) -> Cycle:
    day = timezone.localdate() + timedelta(days=DAYS_LEFT if is_last else -DAYS_SINCE_LAST)
    due = timezone.make_aware(datetime.combine(day, time(17, 30)))
    defaults = {"outline": "tianxin-2018", "opens": due - timedelta(days=45), "due": due, "notice": notice if is_last else ""}
    defaults |= {"second_review": True} if is_last else {"approved_on": timezone.localdate() - timedelta(days=DAYS_SINCE_APPROVAL)}
    return Cycle.objects.get_or_create(district=district, year=year, defaults=defaults)[0]


def _fill_demo_report(department: Department, cycle: Cycle, said: Entry, raw: Entry, state: str) -> None:
    """Fills in the report and takes it to its state, act by act; leaves alone what somebody has touched."""
    report = cycles.get_or_create_report(department, cycle)
    if report.events.exists() or report.section_states.exists():
        return
    clerk, leader = _get_department_member(department, Role.CLERK), _get_department_member(department, Role.LEADER)
    if state == "partial":
        raw["texts"], raw["lists"] = {}, {key: raw["lists"][key] for key in ("duties", "offices")}
    first, *later = days.list_act_moments(said["days"])
    with act_time.set_act_time(first):
        report = report_import.import_report(raw, department=department, cycle=cycle, by=clerk).report
        if state in WITH_EVIDENCE:
            sample_files.add_sample_files(Report.objects.with_context().get(pk=report.pk), clerk)
    road = ROADS["confirmed"].get(state, state) if cycle.second_review else state
    steps = _list_demo_steps(road, clerk, leader, _find_desk_reviewer(department)) + _make_assignment_steps(said)
    for step, moment in zip(steps, later, strict=True):
        with act_time.set_act_time(moment):
            step(report)


def _make_assignment_steps(said: Entry) -> list[Step]:
    if "assigned" not in said:
        return []
    to = User.objects.get(username=said["assigned"])
    return [lambda report: workflow.assign(report, by=_get_district_manager(report.department), to=to, note=said["handover"])]


def _list_demo_steps(road: str, clerk: User, leader: User, reviewer: User) -> list[Step]:
    """The acts that lead from a filled draft to the state."""
    acts: dict[str, Step] = {
        "hand_over": lambda report: workflow.hand_over(report, by=clerk),
        "submit": lambda report: _submit_with_reasons(report, leader),
        "start_review": lambda report: workflow.start_review(report, by=reviewer),
        "return": lambda report: workflow.return_(report, by=reviewer, items=_make_demo_items(report)),
        "approve": lambda report: workflow.approve(report, by=reviewer),
        "pass_on": lambda report: workflow.pass_on(report, by=reviewer),
        "confirm": lambda report: workflow.approve(report, by=_get_second_reviewer(report.department)),
        "reopen": lambda report: workflow.reopen(report, by=_get_district_manager(report.department), reason=REOPENED),
        "answer": lambda report: workflow.answer(report.return_items.get(), by=clerk, kind=Answer.CHANGED),
    }
    return [acts[name] for name in ROADS["road"].get(road, ())]


def _submit_with_reasons(report: Report, leader: User) -> None:
    """The leader says of every finding that still stands why it does, then sends."""
    found = live_findings.find_live_findings(report)
    for finding in (*found.blocking, *found.unexplained):
        workflow.explain(report, finding.key, by=leader, text=REASON, seen=finding.fingerprint)
    workflow.submit(report, by=leader)


def _make_demo_items(report: Report) -> list[NewItem]:
    row = report.project_rows.get(position=0)
    return [
        NewItem(f"projects.{row.key}.organisation", ItemKind.MUST, "请写明采购方式、合同金额和验收时间。"),
        NewItem("three_public.reception.final", ItemKind.EXPLAIN, "公务接待费低于预算较多，请说明原因。"),
    ]


def _get_department_member(department: Department, role: Role) -> User:
    return User.objects.filter(memberships__department=department, memberships__role=role).earliest("pk")


def _get_district_manager(department: Department) -> User:
    return User.objects.filter(memberships__district=department.district, memberships__role=Role.MANAGER).earliest("pk")


def _find_desk_reviewer(department: Department) -> User:
    """The reviewer of the department's desk, else any of the district's."""
    of_district = User.objects.filter(memberships__district=department.district, memberships__role=Role.REVIEWER)
    return of_district.filter(memberships__desk=department.desk).first() or of_district.earliest("pk")


def _get_second_reviewer(department: Department) -> User:
    """The district's 复审员."""
    return User.objects.filter(memberships__district=department.district, memberships__role=Role.SECOND_REVIEWER).earliest("pk")

"""A district in the middle of its year: departments in every state, last year beside, slips that the leader let stand, units that are 免报.

Made through the import and the acts, as the departments would; the same for the same seed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from departments.models import Department, Desk, District, Membership, Role, User
from reports import workflow
from reports.demo import bureau
from reports.filing import live_findings, report_import
from reports.models import Cycle, Exemption, Phrase, Report
from reports.workflow import NewItem

YEAR = 2024  # of the papers of reports.demo.bureau
OUTLINE = "hunan-standard"
REASON = "与批复的部门决算一致，已向财政局说明。"
# Two of three departments wait for the bureau; the others are everywhere else, by turns.
ELSEWHERE = ("draft", "awaiting", "returned", "approved", "exempt", "closed")
ROADS = {
    "draft": (),
    "exempt": (),
    "closed": (),
    "awaiting": ("hand_over",),
    "submitted": ("hand_over", "submit"),
    "in_review": ("hand_over", "submit", "start_review"),
    "returned": ("hand_over", "submit", "start_review", "return"),
    "approved": ("hand_over", "submit", "start_review", "approve"),
}


@dataclass(frozen=True)
class Day:
    district: District
    reviewer: User


def make_day(number: int, seed: int = 20250401) -> Day:
    chance = random.Random(seed)
    district = District.objects.create(name="青禾区", city="南麓市", bureau="青禾区财政局")
    desks = [Desk.objects.create(district=district, name=name) for name in ("行政政法股", "教科文股", "农业股")]
    reviewer, helper = _make_person("day-reviewer", Role.REVIEWER, district), _make_person("day-helper", Role.REVIEWER, district)
    Phrase.objects.create(district=district, text="请核对后重新填报。")
    now = timezone.now()
    for year, due in ((YEAR - 1, now - timedelta(days=360)), (YEAR, now + timedelta(days=3))):
        asked = {"outline": OUTLINE, "needs_signature": True, "allow_override": True}
        Cycle.objects.create(district=district, year=year, opens=due - timedelta(days=90), due=due, **asked)
    for at in range(number):
        unit = Department.objects.create(district=district, code=f"{at + 1:06}", name=f"青禾区第{at + 1}局", desk=desks[at % 3])
        if at % 2:
            _file_report(unit, YEAR - 1, "approved", helper, chance)
        state = ELSEWHERE[at // 3 % len(ELSEWHERE)] if at % 3 == 2 else ("in_review" if at % 9 == 0 else "submitted")
        _file_report(unit, YEAR, state, helper, chance)
    return Day(district, reviewer)


def _make_person(username: str, role: Role, district: District) -> User:
    user = User.objects.create(username=username, name=username)
    Membership.objects.create(user=user, role=role, district=district)
    return user


def _file_report(unit: Department, year: int, state: str, helper: User, chance: random.Random) -> None:
    report = report_import.import_file(_make_paper(unit, year, chance)).report
    for act in ROADS[state]:
        _take_act(act, report, helper)
    if state == "exempt":
        Exemption.objects.create(cycle=report.cycle, department=unit, reason="机构改革")
    if state == "closed":
        Department.objects.filter(pk=unit.pk).update(active=False)


def _make_paper(unit: Department, year: int, chance: random.Random) -> dict[str, Any]:
    """Every fourth has the five planted slips; amounts of the total differ, so that no two departments are mistaken for each other."""
    said = {"code": unit.code, "name": unit.name, "district": unit.district.name, "city": unit.district.city}
    raw = bureau.build_bureau_report(said, planted=chance.random() < 0.25)
    if chance.random() < 0.3:  # a sum that does not hold, by a leader's word
        raw["figures"]["expenditure.total.final"] = f"{chance.randrange(50_000, 90_000) / 100}"
    return {**raw, "year": year}


def _take_act(act: str, report: Report, helper: User) -> None:
    match act:
        case "hand_over":
            workflow.hand_over(report, by=None)
        case "submit":
            found = live_findings.find_live_findings(report)
            for finding in (*found.blocking, *found.unexplained):
                workflow.explain(report, finding.key, by=None, text=REASON, seen=finding.fingerprint)
            workflow.submit(report, by=None)
        case "return":
            section = report.outline.definition.section[0].key
            workflow.return_(report, by=helper, items=[NewItem(f"section.{section}", "must", "请写明依据。")])
        case _:
            workflow.take_action(act, report, by=helper)

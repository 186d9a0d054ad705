"""Databases of synthetic reports, small and large, behind one connection that turns from one to the other.

SQLite: files of a folder. PostgreSQL: databases of the server in DATABASE_URL.
"""

from __future__ import annotations

import hashlib
import random
from datetime import datetime, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils import timezone

from departments.models import Department, Desk, District, Membership, Role, User
from reports.models import Cycle, Event, OutlineVersion, Report, Status, Submission, Worst

YEARS = range(2020, 2025)
BATCH = 5_000
OUTLINE = "tianxin-2018"
# Of a hundred reports every state has some, so that its page is as full as one of a hundred thousand,
EVEN = dict.fromkeys(Status, 1)
# where nearly everything of earlier years is approved, and the year under way is everywhere.
EARLIER = {Status.APPROVED: 97, Status.RETURNED: 1, Status.DRAFT: 2}
UNDER_WAY = dict(zip(Status, (20, 10, 20, 15, 5, 10, 20), strict=True))
Weights = tuple[int, int, int, int]
EVEN_WORST: Weights = (1, 1, 1, 1)
WORST: Weights = (5, 25, 50, 20)  # of `Worst`: a paper without findings is rare
UNSENT = (Status.DRAFT, Status.AWAITING_SIGNATURE)


class Site:
    """A connection of its own: `use` turns everything that follows to it."""

    def __init__(self, name: str, folder: Path) -> None:
        """An empty site."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {name}")
        self.connection = connections.create_connection(DEFAULT_DB_ALIAS)
        settings = self.connection.settings_dict
        options = {key: value for key, value in settings["OPTIONS"].items() if key != "pool"}  # it would stay with the first database
        file = name if connection.vendor == "postgresql" else str(folder / f"{name}.sqlite3")
        self.connection.settings_dict = {**settings, "NAME": file, "OPTIONS": options}
        self.use()
        call_command("migrate", verbosity=0)

    def use(self) -> None:
        connections[DEFAULT_DB_ALIAS] = self.connection


def fill(sizes: list[int], *, even: bool = False) -> int:
    """So many departments in each district, five years of reports of each; how many reports."""
    Report._meta.get_field("since").auto_now_add = False
    chance = random.Random(20241122)
    User.objects.create(username="root", name="系统管理员", is_superuser=True, is_staff=True)
    for at, size in enumerate(sizes, 1):
        _district(at, size, chance, even=even)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does within the minute
    return Report.objects.count()


def _district(at: int, size: int, chance: random.Random, *, even: bool) -> None:
    district = District.objects.create(name=f"第{at}区", city="长沙市", bureau=f"第{at}区财政局")
    desks = [Desk.objects.create(district=district, name=f"第{number}股") for number in range(1, 4)]
    people = [_reviewer(at, district, desk) for desk in (desks[0], None)]
    units = [
        Department(district=district, code=f"{number:06}", name=f"第{at}区第{number}中心", desk=chance.choice([*desks, None]))
        for number in range(size)
    ]
    made = Department.objects.bulk_create(units, BATCH)
    for year in YEARS:
        weights = EVEN if even else UNDER_WAY if year == YEARS[-1] else EARLIER
        states = chance.choices(list(weights), list(weights.values()), k=size)
        _year(_cycle(district, year), made, people, states, chance, EVEN_WORST if even else WORST)


def _reviewer(at: int, district: District, desk: Desk | None) -> User:
    user = User.objects.create(username=f"{'desk' if desk else 'district'}-{at}", name="审核员")
    Membership.objects.create(user=user, role=Role.REVIEWER, district=district, desk=desk)
    return user


def _cycle(district: District, year: int) -> Cycle:
    due = timezone.now() - timedelta(days=365 * (YEARS[-1] - year) + 10)
    return Cycle.objects.create(district=district, year=year, outline=OUTLINE, opens=due - timedelta(days=60), due=due)


def _year(cycle: Cycle, units: list[Department], people: list[User], states: list[Status], chance: random.Random, worst: Weights) -> None:
    version = OutlineVersion.of(OUTLINE)
    reports = [
        Report(
            department=unit,
            cycle=cycle,
            outline=version,
            status=status,
            since=_moment(cycle, chance),
            reviewer=_hand(people, chance),
            **({} if status.state.is_at_department else _facts(chance, worst)),
        )
        for unit, status in zip(units, states, strict=True)
    ]
    Report.objects.bulk_create(reports, BATCH)
    sent = [_submission(report, chance) for report in reports if report.status not in UNSENT]
    Submission.objects.bulk_create(sent, BATCH)
    Event.objects.bulk_create((_event(each, act) for each in sent for act in ("submit", "start_review")), BATCH)


def _facts(chance: random.Random, weights: Weights) -> dict[str, object]:
    """As a step would write them."""
    worst = chance.choices(Worst.values, weights)[0]
    counts = {"must_fix": int(worst == Worst.MUST_FIX), "must_explain": int(worst == Worst.EXPLAIN), "hints": int(worst != Worst.NONE)}
    return {"worst": worst, **counts, "own_points": chance.randrange(60, 101), "amount": chance.randrange(1, 10**6)}


def _moment(cycle: Cycle, chance: random.Random) -> datetime:
    return cycle.due + timedelta(minutes=chance.randrange(-30_000, 14_000))


def _hand(people: list[User], chance: random.Random) -> User | None:
    return chance.choice(people) if chance.random() < 0.2 else None


def _submission(report: Report, chance: random.Random) -> Submission:
    rest = {"outline": report.outline, "sent_at": report.since, "late": report.since > report.cycle.due}
    return Submission(report=report, number=1, reference=f"b-{report.pk}", document="{}", sha256=hashlib.sha256(b"{}").hexdigest(), **rest)


def _event(submission: Submission, act: str) -> Event:
    return Event(report=submission.report, act=act, target=Status.SUBMITTED, at=submission.sent_at, submission=submission)

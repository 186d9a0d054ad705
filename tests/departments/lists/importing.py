"""A list, previewed and confirmed at once, as the page does it in two requests."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import IO

from departments.lists import confirmation
from departments.lists.confirmation import DEPARTMENTS, PEOPLE, ListKind
from departments.lists.plan import Options, Plan, PlanLine, Verdict
from departments.models import District, User
from departments.slips import Slip

CASES = Path(__file__).parent / "cases"


def preview(kind: ListKind, file: IO[bytes], district: District, options: Options | None = None, by: User | None = None) -> Plan:
    return confirmation.preview_list(kind, confirmation.read_list(kind, file), district, options or Options(), by)


def confirm(
    kind: ListKind, file: IO[bytes], district: District, options: Options | None = None, by: User | None = None
) -> tuple[Plan, list[Slip]]:
    table, chosen = confirmation.read_list(kind, file), options or Options()
    seen = confirmation.preview_list(kind, table, district, chosen, by).digest
    return confirmation.confirm_list(kind, table, district, chosen, by, seen)


def import_departments(file: IO[bytes], district: District, options: Options | None = None) -> Plan:
    return confirm(DEPARTMENTS, file, district, options)[0]


def import_people(file: IO[bytes], district: District, options: Options | None = None, by: User | None = None) -> list[Slip]:
    return confirm(PEOPLE, file, district, options, by)[1]


def open_case(name: str) -> IO[bytes]:
    return BytesIO((CASES / f"{name}.xlsx").read_bytes())


def outcomes(plan: Plan) -> list[tuple[int, str, str, Verdict]]:
    return [(line.number, line.key, line.name, line.verdict) for line in plan.lines]


def sentences(plan: Plan) -> list[str]:
    return [f"第 {line.number} 行：{sentence}" for line in plan.lines for sentence in line.sentences]


def line_of(plan: Plan, number: int) -> PlanLine:
    return next(line for line in plan.lines if line.number == number)

"""What a list of people would do. As many queries for any number of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.db.models.functions import Lower

from departments import access
from departments.lists.columns import ACCOUNT, CODES, PERSON, PERSON_DESK, PHONE, ROLE
from departments.lists.line_checks import check_model_fields, start_line
from departments.lists.plan import BadList, Change, Options, Plan, PlanLine, ResetChoice, Verdict
from departments.lists.sheet_table import SheetLine, SheetTable
from departments.lists.zeros import ZeroFinder, settle_code
from departments.models import Department, Desk, District, Membership, Role, User

MAX_PEOPLE = 300
SEVERAL = re.compile(r"[、，,;；/\s]+")
TAKEN = "账号“{}”已有人使用，请换一个（只有大小写不同也不行）。"
SHORT_PHONE = 11  # digits of a mobile number, the only one that keeps its length as a number


@dataclass(frozen=True)
class Post:
    """A role as a list says it, or as it stands: of a department, or of the district's 财政局."""

    role: Role
    department: Department | None
    desk: Desk | None = None

    def __str__(self) -> str:
        place = str(self.department) if self.department else "财政局"
        return f"{self.role.label}（{place}，{self.desk}）" if self.desk else f"{self.role.label}（{place}）"

    @property
    def order(self) -> tuple[int, str]:
        return Role.values.index(self.role), self.department.code if self.department else ""


class PeoplePlanner:
    """`by`: who brings the list; None in a command."""

    def __init__(self, district: District, lines: Sequence[SheetLine], options: Options, by: User | None) -> None:
        self.district, self.options, self.by = district, options, by
        self.departments = {each.code: each for each in district.departments.select_related("district")}
        self.desks = {desk.name: desk for desk in district.desks.all()}
        self.known = _find_known({line[ACCOUNT.name].lower() for line in lines})
        self.finder = ZeroFinder({code: each.name for code, each in self.departments.items()})
        self.first_lines: dict[str, int] = {}

    def plan_line(self, line: SheetLine) -> PlanLine:
        planned = start_line(line, ACCOUNT.name, PERSON.name, self.options)
        if planned.problems:
            return planned
        if not line[ACCOUNT.name] and not line[ROLE.name]:
            shown = "、".join(text for text in line.cells.values() if text)[:60]
            planned.leave_out(f"没有账号和角色，不是名单内容（“{shown}”）")
            return planned
        planned.problems += self._check_line(line)
        known = self._find_person(planned, line)
        posts = self._read_posts(planned, line, known)
        if planned.problems:
            planned.refuse()
        elif known is None:
            self._plan_new(planned, line, posts)
        else:
            self._plan_known(planned, line, known, posts)
        return planned

    def _check_line(self, line: SheetLine) -> Iterator[str]:
        user = User(username=line[ACCOUNT.name], name=line[PERSON.name] or "-", phone=line[PHONE.name], password="!")  # noqa: S106 - no password yet
        yield from check_model_fields(user, {"username": ACCOUNT.name, "name": PERSON.name, "phone": PHONE.name})
        yield from [] if line[PERSON.name] else [f"{PERSON.name}未填。"]
        account = line[ACCOUNT.name].lower()
        if account and (earlier := self.first_lines.setdefault(account, line.number)) != line.number:
            yield f"{ACCOUNT.name}“{line[ACCOUNT.name]}”与第 {earlier} 行重复。"
        if line[PERSON_DESK.name] and line[PERSON_DESK.name] not in self.desks:
            yield f"{PERSON_DESK.name}“{line[PERSON_DESK.name]}”在本区县不存在，请先建立或改正。"

    def _find_person(self, planned: PlanLine, line: SheetLine) -> User | None:
        """Who has the account. Of somebody who is not of this district nothing is told but that the account is taken."""
        known = self.known.get(line[ACCOUNT.name].lower())
        if known is None:
            return None
        places = {membership.place for membership in known.memberships.all()} or {known.district_id}
        if known.username != line[ACCOUNT.name] or self.district.pk not in places:
            planned.problems.append(TAKEN.format(line[ACCOUNT.name]))
        elif self.by is not None and (why := access.why_not_keep(self.by, known)):
            planned.problems.append(why)
        return known

    def _read_posts(self, planned: PlanLine, line: SheetLine, known: User | None) -> list[Post]:
        roles, codes = split_cell_values(line[ROLE.name]), split_cell_values(line[CODES.name])
        if wrong := [role for role in roles if role not in Role.labels]:
            planned.problems.append(f"没有角色“{'、'.join(wrong)}”，可填：{'、'.join(Role.labels)}。")
        if not roles:
            planned.problems.append(f"{ROLE.name}未填，可填：{'、'.join(Role.labels)}。")
        if {role.label for role in Role.of_departments()} & set(roles) and not codes:
            planned.problems.append(f"{Role.CLERK.label}、{Role.LEADER.label}须填“{CODES.name}”。")
        departments = self._find_departments(planned, line, codes)
        chosen = [role for role in Role if role.label in roles]
        held = [Post(role, department) for role in chosen if role in Role.of_departments() for department in departments]
        held += [Post(role, None, self._find_desk(line, role, known)) for role in chosen if role in Role.of_districts()]
        return sorted(held, key=lambda post: post.order)

    def _find_departments(self, planned: PlanLine, line: SheetLine, codes: list[str]) -> list[Department]:
        is_number = CODES.name in line.numeric and CODES.name not in line.shown
        found, unknown = {}, []
        for written in codes:
            code, note, problem = settle_code(written, self.finder, self.options.zeros, is_number=is_number)
            planned.problems += [problem] if problem else []
            planned.notes += [note] if note and code != written else []
            if code in self.departments:
                found[code] = self.departments[code]
            elif not problem:
                unknown.append(code)
        if unknown:
            planned.problems.append(f"本区县没有编码为“{'、'.join(unknown)}”的单位，请先导入单位。")
        return list(found.values())

    def _find_desk(self, line: SheetLine, role: Role, known: User | None) -> Desk | None:
        """A list without the column leaves it as it is."""
        if PERSON_DESK.name in line or known is None:
            return self.desks.get(line[PERSON_DESK.name])
        return next((post.desk for post in self.list_posts(known) if post.role == role), None)

    def _plan_new(self, planned: PlanLine, line: SheetLine, posts: list[Post]) -> None:
        planned.row = (User(username=line[ACCOUNT.name], name=line[PERSON.name], phone=line[PHONE.name], district=self.district), posts)
        planned.verdict, planned.gets_password = Verdict.NEW, True
        planned.changes = [Change(ROLE.name, "", describe_posts(posts))]
        planned.changes += [Change(PHONE.name, "", line[PHONE.name])] if line[PHONE.name] else []
        self._note_phone(planned, line)

    def _plan_known(self, planned: PlanLine, line: SheetLine, known: User, posts: list[Post]) -> None:
        now = self.list_posts(known)
        if now != posts:
            planned.changes.append(Change(ROLE.name, describe_posts(now) or "空", describe_posts(posts)))
            if why := access.why_not_grant(self.by, known):
                planned.refuse(why)
                return
        if known.name != line[PERSON.name]:
            planned.notes.append(f"这个账号现在是“{known.name}”的；如果名单上的是另一个人，请换账号")
            planned.changes.append(Change(PERSON.name, known.name or "空", line[PERSON.name]))
        if line[PHONE.name] and known.phone != line[PHONE.name]:
            planned.changes.append(Change(PHONE.name, known.phone or "空", line[PHONE.name]))
            self._note_phone(planned, line)
        planned.notes += [] if known.is_active else ["这个账号已停用，名单不改启用"]
        planned.row, planned.verdict = (known, posts), Verdict.CHANGED if planned.changes else Verdict.SAME
        self._plan_password(planned, known)

    def _plan_password(self, planned: PlanLine, known: User) -> None:
        wanted = self.options.reset == ResetChoice.EVERYBODY or (self.options.reset == ResetChoice.UNUSED and known.must_change_password)
        if not wanted:
            return
        if known == self.by:
            planned.notes.append("自己的密码不能由名单重置，请用右上角的“修改密码”")
            return
        planned.gets_password, planned.state = True, known.password
        planned.verdict = Verdict.CHANGED
        planned.changes.append(Change("初始密码", "原密码", "重置，原密码立即失效"))

    def _note_phone(self, planned: PlanLine, line: SheetLine) -> None:
        if PHONE.name in line.numeric and len(line[PHONE.name]) < SHORT_PHONE:
            planned.notes.append(f"{PHONE.name}“{line[PHONE.name]}”在 Excel 中是数字，如果前面原来有 0（区号），已经丢了，请核对")

    def list_posts(self, user: User) -> list[Post]:
        """The roles that the person has in this district."""
        here = [each for each in user.memberships.all() if each.place == self.district.pk]
        return sorted((Post(Role(each.role), each.department, each.desk) for each in here), key=lambda post: post.order)


def plan_people(table: SheetTable, district: District, options: Options, by: User | None) -> Plan:
    """Four queries. Raises BadList where more people would get a password or be changed than one request can take."""
    planner = PeoplePlanner(district, table.lines, options, by)
    plan = Plan(tuple(planner.plan_line(line) for line in table.lines), table.remarks)
    if len(plan.written) > MAX_PEOPLE:
        raise BadList([f"一次最多导入 {MAX_PEOPLE} 人，文件中要新建或修改的有 {len(plan.written)} 人，请分成几个文件。"])
    return plan


def _find_known(accounts: set[str]) -> dict[str, User]:
    """By account in small letters: two that differ by nothing else are taken for one another."""
    memberships = Prefetch("memberships", Membership.objects.select_related("department", "desk", "district"))
    found: Any = User.objects.annotate(small=Lower("username")).filter(small__in=accounts).prefetch_related(memberships)
    return {user.small: user for user in found}


def split_cell_values(cell: str) -> list[str]:
    """Several values in one cell, each once: 填报人、单位负责人."""
    return list(dict.fromkeys(part for part in SEVERAL.split(cell) if part))


def describe_posts(posts: list[Post]) -> str:
    return "、".join(map(str, posts))

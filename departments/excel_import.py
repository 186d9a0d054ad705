"""Lists of departments and people from Excel: all or nothing, one sentence for each bad line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import IO

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower

from departments import access, audit, passwords
from departments.models import Department, Desk, District, Membership, Role, User
from departments.spreadsheet import SheetLine, Unreadable, read_lines

MAX_PEOPLE = 300
CODE, NAME, DESK, PARENT, ACTIVE = "预算编码", "单位名称", "业务股室", "主管部门编码", "参加填报"
ACCOUNT, PERSON, ROLE, CODES, PHONE = "账号", "姓名", "角色", "单位编码", "联系电话"
SEVERAL = re.compile(r"[、，,;；\s]+")
AT_ONCE = "别人刚刚也在修改名单，没有导入任何内容，请再导入一次。"
TAKEN = "账号“{}”已有人使用，请换一个（只有大小写不同也不行）。"
YES_NO = {"是": True, "否": False, "": True}


class BadList(Exception):
    """Nothing was taken over; `sentences` say what to mend, line by line."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = list(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass(frozen=True)
class Counts:
    created: int
    updated: int


@dataclass(frozen=True)
class Slip:
    """What a person is given on paper."""

    user: User
    password: str = field(repr=False)
    roles: str = ""


def import_departments(file: IO[bytes], district: District) -> Counts:
    """Creates departments, or updates those whose code is known; columns that the file leaves out stay as they are."""
    found = _read_list(file, [CODE, NAME], [DESK, PARENT, ACTIVE])
    known = {department.code: department for department in district.departments.all()}
    desks = {desk.name: desk for desk in district.desks.all()}
    taken = {line[CODE]: known.get(line[CODE]) or Department(district=district, code=line[CODE]) for line in found}
    _refuse_bad(found, lambda line: _check_department_line(line, found, taken, {*known, *taken}, desks))
    created = sum(department.pk is None for department in taken.values())
    with _hold_one_transaction():
        for department in taken.values():
            department.save()
        for line in found:
            _set_parent(taken[line[CODE]], line, known | taken)
    return Counts(created, len(taken) - created)


def import_people(file: IO[bytes], district: District, *, by: User | None = None) -> list[Slip]:
    """Creates people with their memberships; each gets a first password. `by`: who brings the list, and stands in none."""
    found = [_normalise_account(line) for line in _read_list(file, [ACCOUNT, PERSON, ROLE], [CODES, DESK, PHONE])]
    if len(found) > MAX_PEOPLE:
        raise BadList([f"一次最多导入 {MAX_PEOPLE} 人，文件中有 {len(found)} 人，请分成几个文件。"])
    departments = {department.code: department for department in district.departments.all()}
    desks = {desk.name: desk for desk in district.desks.all()}
    known, own = _find_taken_accounts(found), by.username.lower() if by else ""
    if own in {line[ACCOUNT].lower() for line in found}:
        audit.record_entry(audit.Act.REFUSED, by, district=district.pk, detail=access.TO_ONESELF)
    _refuse_bad(found, lambda line: _check_person_line(line, found, known, own, departments, desks))
    with _hold_one_transaction():
        return [_invite_listed_person(line, district, departments, desks) for line in found]


@contextmanager
def _hold_one_transaction() -> Iterator[None]:
    """One transaction; a row that somebody else created since the list was checked is a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise BadList([AT_ONCE]) from error


def _normalise_account(line: SheetLine) -> SheetLine:
    """Full-width letters of an account become plain ones, as at login."""
    return replace(line, cells={**line.cells, ACCOUNT: User.normalize_username(line[ACCOUNT])})


def _find_taken_accounts(found: list[SheetLine]) -> set[str]:
    """In small letters: two accounts that differ by nothing else are taken for one another."""
    names = User.objects.annotate(small=Lower("username")).filter(small__in=[line[ACCOUNT].lower() for line in found])
    return set(names.values_list("small", flat=True))


def _read_list(file: IO[bytes], required: list[str], optional: list[str]) -> list[SheetLine]:
    try:
        return read_lines(file, required, optional)
    except Unreadable as error:
        raise BadList([str(error)]) from error


def _refuse_bad(found: list[SheetLine], complaints: Callable[[SheetLine], Iterator[str]]) -> None:
    if sentences := [f"第 {line.number} 行：{complaint}" for line in found for complaint in complaints(line)]:
        raise BadList(sentences)


def _check_department_line(
    line: SheetLine, found: list[SheetLine], taken: dict[str, Department], codes: set[str], desks: dict[str, Desk]
) -> Iterator[str]:
    """Complaints about a line; the department takes over what the line says."""
    department = taken[line[CODE]]
    department.name = line[NAME]
    yield from _check_model_fields(department, {"code": CODE, "name": NAME})
    yield from _check_repeated(line, found, CODE)
    yield from _check_lost_zeros(line, found)
    if DESK in line:
        department.desk = desks.get(line[DESK])
        yield from _check_unknown(line, DESK, desks)
    if ACTIVE in line:
        department.active = YES_NO.get(line[ACTIVE], True)
        yield from [] if line[ACTIVE] in YES_NO else [f"“{ACTIVE}”请填“是”或“否”。"]
        if department.active and department.merged_into_id:
            yield f"单位已并入其他单位，“{ACTIVE}”请填“否”。"
    yield from _check_unknown(line, PARENT, codes)
    if line[PARENT] and line[PARENT] == line[CODE]:
        yield "主管部门不能是单位自己，没有主管部门请留空。"


def _check_person_line(
    line: SheetLine, found: list[SheetLine], known: set[str], own: str, departments: dict[str, Department], desks: dict[str, Desk]
) -> Iterator[str]:
    user = User(username=line[ACCOUNT], name=line[PERSON], phone=line[PHONE], password="!")  # noqa: S106 - no password yet
    yield from _check_model_fields(user, {"username": ACCOUNT, "name": PERSON, "phone": PHONE})
    yield from [] if line[PERSON] else [f"{PERSON}未填。"]
    yield from _check_repeated(line, found, ACCOUNT)
    if line[ACCOUNT].lower() == own:
        yield access.TO_ONESELF
    elif line[ACCOUNT].lower() in known:
        yield TAKEN.format(line[ACCOUNT])
    yield from _check_roles(line, departments)
    yield from _check_unknown(line, DESK, desks)


def _check_roles(line: SheetLine, departments: dict[str, Department]) -> Iterator[str]:
    roles = _split_cell_values(line[ROLE])
    if wrong := [role for role in roles if role not in Role.labels]:
        yield f"没有角色“{'、'.join(wrong)}”，可填：{'、'.join(Role.labels)}。"
    if not roles:
        yield f"{ROLE}未填，可填：{'、'.join(Role.labels)}。"
    codes = _split_cell_values(line[CODES])
    if {role.label for role in Role.of_departments()} & set(roles) and not codes:
        yield f"{Role.CLERK.label}、{Role.LEADER.label}须填“{CODES}”。"
    if wrong := [code for code in codes if code not in departments]:
        yield f"本区县没有编码为“{'、'.join(wrong)}”的单位，请先导入单位。"


def _invite_listed_person(line: SheetLine, district: District, departments: dict[str, Department], desks: dict[str, Desk]) -> Slip:
    password = passwords.invite_person(line[ACCOUNT], line[PERSON], district=district, phone=line[PHONE])
    user = User.objects.get(username=line[ACCOUNT])
    held = []
    for role in (Role(Role.values[Role.labels.index(label)]) for label in _split_cell_values(line[ROLE])):
        if role in Role.of_districts():
            held.append(Membership(user=user, role=role, district=district, desk=desks.get(line[DESK])))
        else:
            held.extend(Membership(user=user, role=role, department=departments[code]) for code in _split_cell_values(line[CODES]))
    Membership.objects.bulk_create(held)
    return Slip(user, password, "、".join(str(membership) for membership in held))


def _set_parent(department: Department, line: SheetLine, by_code: dict[str, Department]) -> None:
    if PARENT in line:
        department.parent = by_code[line[PARENT]] if line[PARENT] else None
        department.save(update_fields=["parent"])


def _split_cell_values(cell: str) -> list[str]:
    """Several values in one cell, each once: 填报人、单位负责人."""
    return list(dict.fromkeys(part for part in SEVERAL.split(cell) if part))


def _check_model_fields(row: models.Model, columns: dict[str, str]) -> Iterator[str]:
    """What the model says against the fields, under the heading of their column."""
    others = [field.name for field in row._meta.fields if field.name not in columns]
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            yield f"{columns[name]}：{''.join(texts)}"


def _check_repeated(line: SheetLine, found: list[SheetLine], column: str) -> Iterator[str]:
    earlier = next((other.number for other in found if other[column] == line[column] and other.number < line.number), None)
    if line[column] and earlier:
        yield f"{column}“{line[column]}”与第 {earlier} 行重复。"


def _check_unknown(line: SheetLine, column: str, known: Iterable[str]) -> Iterator[str]:
    if line[column] and line[column] not in known:
        yield f"{column}“{line[column]}”在本区县不存在，请先建立或改正。"


def _check_lost_zeros(line: SheetLine, found: list[SheetLine]) -> Iterator[str]:
    """Excel drops leading zeros of codes typed as numbers; a code shorter than its neighbours tells."""
    longest = max(len(other[CODE]) for other in found)
    if CODE in line.numeric and len(line[CODE]) < longest:
        yield f"{CODE}“{line[CODE]}”是数字格式，前面的 0 可能已丢失，请把该列设为“文本”格式后重新填写。"

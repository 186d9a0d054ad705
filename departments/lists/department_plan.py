"""What a list of departments would do. As many queries for any number of lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

from departments.lists.columns import ACTIVE, CODE, DESK, NAME, PARENT
from departments.lists.line_checks import check_model_fields, start_line
from departments.lists.plan import Change, Options, Plan, PlanLine, Verdict
from departments.lists.sheet_table import SheetLine, SheetTable
from departments.lists.ticks import parse_tick
from departments.lists.zeros import ZeroFinder, is_code_like, list_text_codes, settle_code
from departments.models import Department, Desk, District, User
from departments.spelling import fold_name

FIELDS = (("name", NAME.name), ("desk", DESK.name), ("parent", PARENT.name), ("active", ACTIVE.name))


class DepartmentPlanner:
    """The district as it stands, and the plan that grows line by line."""

    def __init__(self, district: District, lines: Sequence[SheetLine], options: Options) -> None:
        self.district, self.options = district, options
        self.known: dict[str, Department] = {each.code: each for each in district.departments.select_related("desk", "parent")}
        self.desks: dict[str, Desk] = {desk.name: desk for desk in district.desks.all()}
        listed = list_text_codes((line[CODE.name], CODE.name in line.numeric) for line in lines)
        self.finder = ZeroFinder({code: each.name for code, each in self.known.items()}, listed)
        self.first_lines: dict[str, int] = {}
        self.rows: dict[str, Department] = {}
        self.parents: dict[int, str] = {}  # number of the line → code
        self.codes_by_name: dict[str, list[str]] = defaultdict(list)
        for each in self.known.values():
            self.codes_by_name[fold_name(each.name)].append(each.code)

    def plan(self, lines: Sequence[SheetLine]) -> list[PlanLine]:
        planned = [self._plan_line(line) for line in lines]
        self._settle_parents(planned)
        for line in planned:
            if line.row is not None and line.verdict != Verdict.REFUSED:
                self._compare(line)
        return planned

    def _plan_line(self, line: SheetLine) -> PlanLine:
        planned = start_line(line, CODE.name, NAME.name, self.options)
        if planned.problems:
            return planned
        code = planned.key
        if not is_code_like(code) and code not in self.known:
            planned.leave_out(_describe_no_code(line))
            return planned
        self._settle_code(planned, line)
        if not planned.problems:
            self._take_cells(planned, line)
        return planned

    def _settle_code(self, planned: PlanLine, line: SheetLine) -> None:
        is_number = CODE.name in line.numeric and CODE.name not in line.shown
        code, note, problem = settle_code(planned.key, self.finder, self.options.zeros, is_number=is_number)
        if stored := line.shown.get(CODE.name):
            planned.notes.append(f"Excel 里存的是数字 {stored}，与 {code} 只差前面的 0，按单元格格式显示的 {code} 读")
        elif is_number and not note and not problem and code not in self.known:
            planned.notes.append(f"编码“{code}”在 Excel 中是数字，如果前面原来有 0，已经丢了，请核对")
        planned.notes += [note] if note else []
        planned.key = code
        if problem:
            planned.refuse(problem)
        elif earlier := self.first_lines.get(code):
            planned.refuse(f"{CODE.name}“{code}”与第 {earlier} 行重复")
        self.first_lines.setdefault(code, line.number)

    def _take_cells(self, planned: PlanLine, line: SheetLine) -> None:
        """The department takes over what the line says; complaints refuse the line."""
        row = copy(self.known.get(planned.key)) or Department(district=self.district, code=planned.key)
        row.name, planned.row = line[NAME.name], row
        problems = [*check_model_fields(row, {"code": CODE.name, "name": NAME.name}), *self._take_desk(row, line)]
        problems += [*self._take_active(row, line), *self._take_parent(planned, line)]
        if problems:
            planned.refuse(*problems)
            return
        self.rows[planned.key] = row
        self._note_same_name(planned)

    def _take_desk(self, row: Department, line: SheetLine) -> Iterator[str]:
        if DESK.name not in line:
            return
        row.desk = self.desks.get(line[DESK.name])
        if line[DESK.name] and row.desk is None:
            yield f"{DESK.name}“{line[DESK.name]}”在本区县不存在，请先建立或改正"

    def _take_active(self, row: Department, line: SheetLine) -> Iterator[str]:
        try:
            said = parse_tick(line[ACTIVE.name])
        except ValueError:
            yield f"“{ACTIVE.name}”写的是“{line[ACTIVE.name]}”，请填“是”或“否”"
            return
        row.active = row.active if said is None else said
        if row.active and row.merged_into_id:
            yield f"单位已并入其他单位，“{ACTIVE.name}”请填“否”"

    def _take_parent(self, planned: PlanLine, line: SheetLine) -> Iterator[str]:
        if PARENT.name not in line:
            return
        is_number = PARENT.name in line.numeric and PARENT.name not in line.shown
        written = line[PARENT.name]
        code, note, problem = settle_code(written, self.finder, self.options.zeros, is_number=is_number) if written else ("", "", "")
        self.parents[planned.number] = code
        if problem:
            yield f"{PARENT.name}{problem}"
        elif note and code != written:
            planned.notes.append(f"{PARENT.name}{note}")
        if code and code == planned.key:
            yield "主管部门不能是单位自己，没有主管部门请留空"

    def _note_same_name(self, planned: PlanLine) -> None:
        alike = self.codes_by_name[fold_name(planned.row.name)]
        known = self.known.get(planned.key)
        renamed = known is None or fold_name(known.name) != fold_name(planned.row.name)
        others = [code for code in alike if code != planned.key]
        if renamed and others:
            planned.notes.append(f"与 {others[0]} 同名，编码不同，请核对是不是同一个单位")
        alike.append(planned.key)

    def _settle_parents(self, planned: list[PlanLine]) -> None:
        """A parent has to be there: known already, or in a line that is taken over. Refusing one line may refuse others."""
        waiting = [line for line in planned if line.row is not None and line.verdict != Verdict.REFUSED and line.number in self.parents]
        self._refuse_circles(waiting)
        while lost := [line for line in waiting if line.key in self.rows and self._lacks_parent(line)]:
            for line in lost:
                self._refuse_row(line, f"{PARENT.name}“{self.parents[line.number]}”在本区县不存在，请先建立或改正")
        for line in waiting:
            if line.key in self.rows:
                code = self.parents[line.number]
                line.row.parent = (self.rows.get(code) or self.known[code]) if code else None

    def _lacks_parent(self, line: PlanLine) -> bool:
        code = self.parents[line.number]
        return bool(code) and code not in self.known and code not in self.rows

    def _refuse_row(self, line: PlanLine, problem: str) -> None:
        line.refuse(problem)
        del self.rows[line.key]

    def _refuse_circles(self, waiting: list[PlanLine]) -> None:
        above = {code: each.parent.code for code, each in self.known.items() if each.parent}
        above |= {line.key: self.parents[line.number] for line in waiting}
        for line in waiting:
            seen, code = {line.key}, above.get(line.key, "")
            while code and code not in seen:
                seen.add(code)
                code = above.get(code, "")
            if code == line.key:
                self._refuse_row(line, "主管部门绕成了一圈：它的上级又归它主管，请改正")

    def _compare(self, line: PlanLine) -> None:
        before, fields = self.known.get(line.key), FIELDS
        if before is None:
            line.verdict = Verdict.NEW
            line.changes = [Change(label, "", _describe(getattr(line.row, name))) for name, label in fields[1:] if getattr(line.row, name)]
            return
        for name, label in fields:
            old, new = getattr(before, name), getattr(line.row, name)
            if _identify(old) != _identify(new):
                line.changes.append(Change(label, _describe(old) or "空", _describe(new) or "空"))
        line.verdict = Verdict.CHANGED if line.changes else Verdict.SAME


def plan_departments(table: SheetTable, district: District, options: Options, by: User | None) -> Plan:
    """Two queries."""
    return Plan(tuple(DepartmentPlanner(district, table.lines, options).plan(table.lines)), table.remarks)


def _describe(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _identify(value: Any) -> Any:
    """A department that is renamed by the same list is the same one."""
    return value.code if isinstance(value, Department) else value


def _describe_no_code(line: SheetLine) -> str:
    shown = "、".join(text for text in line.cells.values() if text)[:60]
    return f"没有像预算编码的编码，不是名单内容（“{shown}”）"

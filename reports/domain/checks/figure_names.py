"""What prose calls the figures of a report: 总支出 and 支出合计 are one row, 年初预算 is one of its columns.

Pure vocabulary: a county's own tables are known by their labels, ours by the names that accountants use besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from reports.domain.checks.prose import normalise_text
from reports.domain.document import Document
from reports.domain.shapes import Grid, Listing

SHORTEST = 3  # letters of a name that a longer subject may end with
BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
HEAD = re.compile(r"^(?:其中[:：]?|\d+[、.．])+")
ENDINGS = re.compile(r"(?:(?<=..)(?:项目|工程|专项))?(?:支出|经费|资金|费用|费|金额)+$|(?<=..)(?:项目|工程|专项)$")
# Names beside the label, by row or cell of the vocabulary.
ALSO = {
    "expenditure.total": "支出合计 支出总计 支出总额 总支出 支出 本年支出 本年支出合计 年度支出 整体支出 部门整体支出 部门支出 财政支出",
    "expenditure.basic": "基本支出 基本支出合计",
    "expenditure.total.added": "年中追加 追加预算 本年追加 追加",
    "expenditure.project": "项目支出 项目支出合计",
    "expenditure.personnel": "人员经费 人员支出 人员经费支出",
    "expenditure.general": "一般公共预算拨款 一般公共预算支出 一般公共预算拨款支出 一般公共预算财政拨款支出",
    "expenditure.government_fund": "政府性基金拨款 政府性基金支出 政府性基金预算支出",
    "income.total": "收入合计 收入总计 收入总额 总收入 收入 本年收入 本年收入合计 年度收入 部门收入",
    "income.fiscal": "财政拨款收入 财政拨款",
    "running.total": "公用经费 公用支出 日常公用经费 公用经费支出",
    "three_public.total": "三公经费 三公经费支出 三公经费合计 三公支出 三公",
    "three_public.abroad": "因公出国 因公出国境 因公出国费用 因公出国经费",
    "three_public.vehicle": "公务用车购置及运行 公务用车购置和运行维护 公务用车购置及运行维护",
    "three_public.operation": "公务用车运行维护 公务用车运行 公车运行维护",
    "three_public.purchase": "公务用车购置 公车购置",
    "three_public.reception": "公务接待",
    "procurement.total": "政府采购 政府采购金额 采购金额",
    "carryover.total.opening": "年初结转和结余 年初结转结余 上年结转和结余 上年结转结余 上年结转",
    "carryover.total.closing": "年末结转和结余 年末结转结余 结转和结余 结转结余 结转下年",
    "staff.total.posts": "编制 编制数 核定编制 人员编制 核定编制数 编制人数",
    "staff.total.actual": "在职人员 在职人数 在职职工 实有人员 实有人数 实有在职人员 在职在编人员 在编在职人员 在岗人员 职工",
    "staff.retired.actual": "离退休人员 退休人员 离退休人数",
    "delivery.tasks": "年度重点工作 重点工作",
}
# Words that tell the column, the longest first; and the columns that they may mean.
COLUMN_WORDS = (
    ("调整后预算", ("adjusted",)),
    ("调整预算", ("adjusted",)),
    ("全年预算", ("adjusted",)),
    ("年初部门预算", ("budget",)),
    ("年初预算", ("budget",)),
    ("部门预算", ("budget", "adjusted")),
    ("批复预算", ("budget", "adjusted")),
    ("预算", ("budget", "adjusted", "goal")),
    ("部门决算", ("final",)),
    ("决算", ("final",)),
    ("全年执行", ("final",)),
    ("实际执行", ("final",)),
    ("实际支出", ("final",)),
    ("执行", ("final",)),
    ("计划完成", ("planned",)),
    ("实际完成", ("done",)),
    ("按时完成", ("on_time",)),
)


RESULTS = (".final", ".actual", ".done")


@dataclass(frozen=True)
class FigureName:
    """A name that was found in prose: its cells, and whether the words say nothing but the name."""

    name: str
    places: tuple[str, ...]
    is_exact: bool


@dataclass(frozen=True)
class NameIndex:
    """Cells by the names of their row, and by the names of lists' rows."""

    rows: dict[str, tuple[str, ...]]
    reduced: dict[str, tuple[str, ...]]  # without 支出, 经费
    found: dict[str, FigureName | None] = field(default_factory=dict)  # what was looked up already

    def find(self, subject: str) -> FigureName | None:
        """What the words speak of: 2024年基本支出年初预算 → expenditure.basic.budget."""
        if subject not in self.found:
            self.found[subject] = self._look_up(subject) if subject else None
        return self.found[subject]

    def _look_up(self, subject: str) -> FigureName | None:
        words, columns = split_column(subject)
        for name, table in ((words, self.rows), (ENDINGS.sub("", words), self.reduced)):
            if name in table:
                return FigureName(words, _select_columns(table[name], columns), is_exact=True)
        for at in range(1, len(words) - SHORTEST + 1):
            if words[at:] in self.rows:
                return FigureName(words[at:], _select_columns(self.rows[words[at:]], columns), is_exact=False)
        return None


def split_column(subject: str) -> tuple[str, tuple[str, ...]]:
    """The words without the one that tells the column, and the columns that it may mean; () where none does."""
    for word, columns in COLUMN_WORDS:
        if word in subject:
            rest = subject.replace(f"{word}数", "", 1) if f"{word}数" in subject else subject.replace(word, "", 1)
            if rest:
                return rest.removesuffix("的").removesuffix("为"), columns
    return subject, ()


def _select_columns(places: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the columns, where the row has any of them."""
    chosen = tuple(place for place in places if place.rpartition(".")[2] in columns) or places
    return tuple(sorted(chosen, key=lambda place: not place.endswith(RESULTS)))  # what was done is meant before what was planned


def build_index(document: Document) -> NameIndex:
    """The names of every figure of the report."""
    rows: dict[str, tuple[str, ...]] = {}
    reduced: dict[str, tuple[str, ...]] = {}
    for grid in document.outline.grid:
        for name, places in _iter_grid_names(grid):
            _add(rows, name, places)
            if grid.key != "income":  # 财政拨款 is no 财政拨款支出
                _add(reduced, ENDINGS.sub("", name), places)
    for listing in document.outline.listing:
        for name, places in _iter_list_names(document, listing):
            _add(rows, name, places)
            _add(reduced, ENDINGS.sub("", name), places)
    return NameIndex(rows, {name: places for name, places in reduced.items() if len(name) >= SHORTEST})


def _add(table: dict[str, tuple[str, ...]], name: str, places: tuple[str, ...]) -> None:
    if len(name) > 1:
        known = table.get(name)
        table[name] = tuple(dict.fromkeys((*known, *places))) if known else places


def _iter_grid_names(grid: Grid) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in grid.rows:
        columns = [column.key for column in grid.columns if grid.is_typed(row.key, column.key)]
        places = tuple(f"{grid.key}.{row.key}.{column}" for column in columns)
        names = [clean_name(row.label), *ALSO.get(f"{grid.key}.{row.key}", "").split()]
        yield from ((name, places) for name in names if places and len(name) > 1 and name not in ("合计", "人数"))
        for place in (f"{grid.key}.{row.key}.{column.key}" for column in grid.columns if grid.has(row.key, column.key)):
            yield from ((name, (place,)) for name in ALSO.get(place, "").split())


def _iter_list_names(document: Document, listing: Listing) -> Iterator[tuple[str, tuple[str, ...]]]:
    fields = [field.key for field in listing.fields if field.kind == "number" and field.unit == document.outline.unit]
    for row in document.rows(listing.key) if fields and listing.field("name") else ():
        name = clean_name(row.text("name"))
        if len(name) >= SHORTEST:
            yield name, tuple(f"{listing.key}.{row.key}.{field}" for field in fields)


@lru_cache(maxsize=4096)  # labels are the same in every report
def clean_name(label: str) -> str:
    """Letters alone, without a number, brackets and 其中."""
    return normalise_text(BRACKETS.sub("", HEAD.sub("", label.strip())))

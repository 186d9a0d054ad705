"""C15: the same figures in every column are more often copied than true."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.checks.rules.registry import Check, Context, Document, Finding, report_finding, rule


@rule(
    "C15",
    name="年初、调整、决算各项不是同一组数",
    severity="W",
    source="财政部门审核惯例",
    explanation="表中每一行的几栏都完全相同时列出。",
    settings={"grid": "grid", "columns": "columns"},
    once=True,
)
def check_identical_columns(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: grid, columns."""
    grid = document.outline.grids[check.settings["grid"]]
    columns = check.settings["columns"].split()
    lines = [[document.cell(grid.key, row.key, column).amount for column in columns] for row in grid.rows if not row.heading]
    known = [line for line in lines if None not in line]
    if known and len(known) == len(lines) and any(any(line) for line in known) and all(len(set(line)) == 1 for line in known):
        names = "、".join(document.fill(grid.column_by_key[column].label) for column in columns)
        figures = "、".join(f"{line[0]:f}" for line in known)
        yield report_finding(check, (f"table.{grid.key}",), f"{names}各项完全相同（{figures}），请核对是否照抄")

"""What both lists ask of a line before anything else, and what a model says of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from departments.lists.plan import HIDDEN, HIDDEN_READ, Options, PlanLine
from departments.lists.sheet_table import SheetLine


def start_line(line: SheetLine, key: str, name: str, options: Options) -> PlanLine:
    """The line of the plan; what nobody sees in Excel, and what holds an error, is settled already."""
    planned = PlanLine(line.number, line[key], line[name])
    if line.hidden and not options.hidden:
        planned.leave_out(HIDDEN)
    elif line.problems:
        planned.refuse(*(f"“{column}”{problem}" for column, problem in line.problems.items()))
    elif line.hidden:
        planned.notes.append(HIDDEN_READ)
    return planned


def check_model_fields(row: models.Model, columns: dict[str, str]) -> Iterator[str]:
    """What the model says against the fields, under the heading of their column."""
    others = [field.name for field in row._meta.fields if field.name not in columns]
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            yield f"{columns[name]}：{''.join(texts)}"

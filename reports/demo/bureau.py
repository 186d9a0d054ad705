"""bureau.toml → two reports in the interchange format: a consistent one, and the same with five planted slips."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from reports.demo.required_facts import fill_required_facts

Raw = dict[str, Any]
ABSENT = "-"  # a cell that does not exist


def build_bureau_report(department: Raw, *, planted: bool = False) -> Raw:
    """The report of the department, as it stands in the interchange format, with everything that its outline requires today."""
    data = tomllib.loads((Path(__file__).parent / "bureau.toml").read_text(encoding="utf-8"))
    raw = {
        "format": "perfeval-report/1",
        "outline": data["outline"],
        "year": data["year"],
        "department": department,
        "fields": data["fields"] | {"unit.name": department["name"]},
        "texts": data["texts"],
        "lists": data["lists"] | {"scoring": [_make_scored_row(key, *said) for key, said in data["scoring"].items()]},
        "figures": {place: amount for grid, lines in data["grids"].items() for place, amount in _build_grid_cells(grid, lines).items()},
    }
    for slip in data["slip"] if planted else ():
        _plant_slip(raw, slip["place"], slip["value"])
    return fill_required_facts(raw)


def load_planted_slips() -> list[Raw]:
    """Place, value and why of each planted slip."""
    data = tomllib.loads((Path(__file__).parent / "bureau.toml").read_text(encoding="utf-8"))
    return list(data["slip"])


def _make_scored_row(key: str, actual: str, score: str, reason: str) -> Raw:
    return {"key": key, "actual": actual, "score": score, "reason": reason}


def _build_grid_cells(grid: str, lines: dict[str, str]) -> dict[str, str]:
    columns = lines["columns"].split()
    crossed = (
        (row, column, amount) for row in lines if row != "columns" for column, amount in zip(columns, lines[row].split(), strict=True)
    )
    return {f"{grid}.{row}.{column}": amount for row, column, amount in crossed if amount != ABSENT}


def _plant_slip(raw: Raw, place: str, value: str) -> None:
    table, key, column = place.split(".")
    if place in raw["figures"]:
        raw["figures"][place] = value
        return
    row = next(row for row in raw["lists"][table] if row["key"] == key)
    row[column] = value

"""How many planted defects the checks find, and what they say of honest near-misses: each case is a small change of a consistent report.

    python -m benchmarks.planted [--all]     with --all also what was found, by case

The cases are `tests/reports/domain/checks/planted/defects.toml` and `honest.toml`. A defect is found when one of its rules speaks that did
not speak of the base; an honest case is a false alarm when any rule does. Exit status 1 when a bound is broken.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks import altered_figures
from benchmarks.arguments import build_parser
from reports.domain import checks
from reports.domain.checks import Context, Finding, Outcome
from reports.domain.document import Document, Row
from reports.domain.figures import BLANK, Figure

FOLDER = Path("tests/reports/domain/checks/planted")
FOUND, FALSE = 90, 5  # per cent: at least, at most
SEED = 20250117
BASES = {"bureau": "hunan-standard", "center": "tianxin-2018", "market": "daxiang-2021"}
SAME = "="  # last year's text or list is the base's own


@dataclass(frozen=True)
class Case:
    kind: str
    number: int
    planted: dict[str, Any]

    @property
    def label(self) -> str:
        told = {key: value for key, value in self.planted.items() if key not in ("kind", "base")}
        return f"{self.kind} {self.number} {self.planted['base']} {told}"

    @property
    def rules(self) -> set[str]:
        return set(self.planted.get("by", "").split())


def read_cases(name: str, share: float = 1.0) -> list[Case]:
    """All cases of the file; a seeded sample where the share is below 1."""
    chance = random.Random(SEED)
    told = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    cases = [Case(one["kind"], number, one) for number, one in enumerate(told, 1)]
    return [case for case in cases if chance.random() < share]


@cache
def list_bases() -> dict[str, Document]:
    return altered_figures.consistent()


def build_case(case: Case) -> tuple[Document, Context]:
    base = list_bases()[BASES[case.planted["base"]]]
    return change(base, case.planted), _build_context(base, case.planted)


def list_new(case: Case) -> list[Finding]:
    """What is said of the case that was not said of its base."""
    document, context = build_case(case)
    known = _list_spoken_of_base(case.planted["base"])
    return [one for one in checks.run(document, context) if one.outcome.has_severity and not known.intersection((one.fingerprint, one.key))]


@cache
def _list_spoken_of_base(base: str) -> frozenset[str]:
    found = checks.run(list_bases()[BASES[base]])
    return frozenset(mark for one in found if one.outcome.has_severity for mark in (one.fingerprint, one.key))


def change(base: Document, told: dict[str, Any]) -> Document:
    """The base with what the case plants."""
    texts = dict(base.texts)
    for key, words in told.get("add", {}).items():
        texts[key] = texts.get(key, "") + words
    for key, pairs in told.get("swap", {}).items():
        for one, other in pairs:
            texts[key] = texts[key].replace(one, other)
    texts |= told.get("text", {}) | _read_hint(base, told.get("hint"))
    figures = {place: Figure.of(amount) if amount else BLANK for place, amount in told.get("cell", {}).items()}
    lists = dict(base.lists)
    for place, values in told.get("row", {}).items():
        table, key = place.split(".")
        lists[table] = tuple(_change_row(base, table, row, values) if row.key == key else row for row in lists[table])
    for table, keys in told.get("drop", {}).items():
        lists[table] = tuple(row for row in lists[table] if row.key not in keys.split())
    for table, words in told.get("rows", {}).items():
        lists[table] = _build_rows(base, table, words)
    made = replace(base, texts=texts, lists=lists, figures={**base.figures, **figures}, fields={**base.fields, **told.get("field", {})})
    for table, times in told.get("scale", {}).items():
        made = _scale(made, table, Decimal(times))
    return _fill_scores(made, told["full"]) if "full" in told else made


def _read_hint(base: Document, told: dict[str, str] | None) -> dict[str, str]:
    if told is None:
        return {}
    hint = base.outline.texts[told["text"]].hint
    return {told["text"]: hint[: len(hint) - int(told.get("drop", "0"))]}


def _change_row(base: Document, table: str, row: Row, values: dict[str, str]) -> Row:
    fields = {field.key: field for field in base.outline.lists[table].fields}
    changed = {key: (Figure.of(value) if value else BLANK) if fields[key].is_figure else value for key, value in values.items()}
    return replace(row, values={**row.values, **changed})


def _build_rows(base: Document, table: str, words: list[str]) -> tuple[Row, ...]:
    """Rows of words; an answer answers the row of its number."""
    listing = base.outline.lists[table]
    field = listing.fields[0].key
    return tuple(
        Row(f"{table}{at}", {field: text}, f"{listing.answers}{at}" if listing.answers else "") for at, text in enumerate(words, 1)
    )


def _scale(document: Document, table: str, times: Decimal) -> Document:
    figures = {
        place: Figure.of((figure.amount or Decimal(0)) * times)
        for place, figure in document.figures.items()
        if place.startswith(f"{table}.") and figure.amount is not None
    }
    rows = {table: tuple(_scale_row(row, times) for row in document.lists[table])} if table in document.lists else {}
    return replace(document, figures={**document.figures, **figures}, lists={**document.lists, **rows})


def _scale_row(row: Row, times: Decimal) -> Row:
    amounts = {key: value.amount for key, value in row.values.items() if isinstance(value, Figure) and value.amount is not None}
    return replace(row, values={**row.values, **{key: Figure.of(amount * times) for key, amount in amounts.items()}})


def _fill_scores(document: Document, table: str) -> Document:
    rows = tuple(replace(row, values={**row.values, "score": row.figure("weight")}) for row in document.rows(table))
    return replace(document, lists={**document.lists, table: rows})


def _build_context(base: Document, told: dict[str, Any]) -> Context:
    district = {name: told[name] for name in ("units", "alike", "heads") if name in told}
    context = Context(aliases=tuple(told.get("aliases", ())))
    if "last" in told:
        context = replace(context, last_year=_build_last(base, told["last"]))
    return replace(context, **{NAMES[name]: value for name, value in district.items()}) if district else context


NAMES = {"units": "units", "alike": "alike", "heads": "medians"}


def _build_last(base: Document, told: dict[str, Any]) -> Document:
    """Last year's report: the figures of the base's own columns of last year, and what the case says."""
    before = {}
    for place, figure in base.figures.items():
        head, _, column = place.rpartition(".")
        if column.startswith("last_"):
            before[f"{head}.{column.removeprefix('last_')}"] = figure
    cells = {place: Figure.of(amount) for place, amount in told.get("cell", {}).items()}
    texts = {key: base.texts[key] if words == SAME else words for key, words in told.get("text", {}).items()}
    lists = {
        table: base.lists[table] if words == SAME else _build_rows(base, table, words) for table, words in told.get("rows", {}).items()
    }
    code = told.get("code", base.code)
    return replace(base, year=base.year - 1, code=code, texts=texts, lists=lists, figures={**before, **cells})


def measure(share: float = 1.0) -> tuple[list[tuple[Case, list[Finding]]], list[tuple[Case, list[Finding]]]]:
    """Defects, then honest cases, each with what is newly said of it."""
    first, second = ([(case, list_new(case)) for case in read_cases(name, share)] for name in ("defects", "honest"))
    return first, second


def is_found(case: Case, found: list[Finding]) -> bool:
    return any(one.check in case.rules for one in found)


def main() -> int:
    parser = build_parser("benchmarks.planted", __doc__)
    parser.add_argument("--all", action="store_true", help="tell what was said of every case")
    tells_all = parser.parse_args().all
    defects, honest = measure()
    missed = [case for case, found in defects if not is_found(case, found)]
    alarms = [(case, found) for case, found in honest if found]
    errors = [case for case, found in alarms if any(one.outcome is Outcome.MUST_FIX for one in found)]
    planted, lost = Counter(case.kind for case, _ in defects), Counter(case.kind for case in missed)
    for kind, number in planted.items():
        print(f"  {kind}: {number - lost[kind]} of {number}")
    if tells_all:
        for case, found in defects:
            print(f"{'found' if is_found(case, found) else 'MISSED'}  {case.label}")
            print(*(f"    {one.check} {one.outcome.value} {one.message}" for one in found), sep="\n")
    else:
        print(*(f"  missed {case.label}" for case in missed), sep="\n")
    for case, found in alarms:
        print(f"  false {case.label}")
        print(*(f"    {one.check} {one.outcome.value} {one.message}" for one in found), sep="\n")
    held = [
        _bound("planted defects found", len(defects) - len(missed), len(defects), lambda share: share >= FOUND, f"at least {FOUND} %"),
        _bound("honest cases with an R or W", len(alarms), len(honest), lambda share: share <= FALSE, f"at most {FALSE} %"),
        _bound("honest cases with an E", len(errors), len(honest), lambda share: share == 0, "none"),
    ]
    return 0 if all(held) else 1


def _bound(name: str, number: int, whole: int, holds: Any, bound: str) -> bool:
    share = number * 100 / whole
    print(f"{'ok  ' if holds(share) else 'OVER'}  {name}: {number} of {whole} ({share:.1f} %, {bound})")
    return bool(holds(share))


if __name__ == "__main__":
    sys.exit(main())

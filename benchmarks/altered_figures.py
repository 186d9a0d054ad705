"""How many altered figures the checks notice: each cell and each figure in prose of the consistent reports, one at a time.

    python -m benchmarks.altered_figures [SHARE]     a share of the figures, as 0.1; all of them without it

A figure is altered by ×10, ×10,000, two neighbouring digits swapped, and +1. It is noticed when an E or R appears that was not there
before. The prose is that of the demonstration, and paragraphs that speak of the tables as accountants do (`SPOKEN`). Prints the
shares and every survivor; exit status 1 when a bound is broken.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from benchmarks import slips
from benchmarks.arguments import build_parser
from reports.demo import sample_reports
from reports.domain import checks, interchange
from reports.domain.checks import Outcome, amounts
from reports.domain.checks.mentions import list_own_prose
from reports.domain.document import Document
from reports.domain.figures import LIMIT
from reports.domain.outlines import outline_loader

TABLES, PROSE = Decimal("0.95"), Decimal("0.80")  # of what nothing exempts
SEED = 20241122
DISTRICT = Path(sample_reports.__file__).with_name("district.toml")
SPOKEN = {  # one text of each report, about figures that its tables hold
    "hunan-standard": (
        "other_matters",
        "2024年度收入合计839.66万元，其中：财政拨款收入815.66万元，占97.14%；上级补助收入24万元，占2.86%。"
        "支出合计835.52万元，其中：基本支出556.12万元，占66.56%；项目支出279.4万元，占33.44%。支出比上年增加87.02万元，增长11.63%。"
        "基本支出中人员经费461.94万元，公用经费94.18万元。年初结转和结余8.36万元，年末结转和结余12.5万元。"
        "“三公”经费决算15.81万元，其中公务用车运行维护费13.95万元，公务接待费1.86万元。政府采购金额64.26万元。"
        "年末在职人员36人，编制38名，在职人员控制率94.74%。预算执行率99.51%，项目支出执行率98.8%。"
        "安全生产监管执法项目支出90.6万元，森林防火50.9万元，应急救援队伍建设80.8万元。",
    ),
    "tianxin-2018": (
        "output",
        "全年支出合计514万元，其中：基本支出352.6万元，占68.6%；项目支出161.4万元，占31.4%。预算执行率100%。"
        "政务大厅运行支出96.4万元，热线平台服务41.8万元，帮办代办专项23.2万元。“三公”经费支出3.8万元，其中公务接待费0.94万元。"
        "一般公共服务支出441.53万元，住房保障支出21.35万元。编制12名，在职人员12人。",
    ),
    "daxiang-2021": (
        "results",
        "2025年度收入合计284.23万元，其中财政拨款收入268.45万元，占94.45%；事业收入12.6万元，占4.43%。"
        "支出合计284.4万元，其中基本支出186.4万元，占65.54%；项目支出98万元，占34.46%。年初结转和结余6.32万元，年末结转和结余6.15万元。",
    ),
}
Change = Callable[[str], str]


@dataclass(frozen=True)
class Altered:
    """One figure of a report with another value."""

    report: str
    kind: str  # 表格, 表述 or 示范文字
    place: str
    before: str
    after: str
    document: Document

    @property
    def label(self) -> str:
        return f"{self.report} {self.kind} {self.place}: {self.before} → {self.after}"


def multiply(number: str, power: int) -> str:
    return f"{Decimal(number).scaleb(power):f}"


def swap(number: str) -> str:
    """The first two neighbouring digits that differ, changed about; a number is not made to begin with 0."""
    for match in re.finditer(r"(?=(\d)(\.?)(\d))", number):
        first, point, second = match.groups()
        if first != second and not (match.start() == 0 and second == "0"):
            return number[: match.start()] + second + point + first + number[match.start() + 2 + len(point) :]
    return number


CHANGES: dict[str, Change] = {
    "×10": lambda number: multiply(number, 1),
    "×10,000": lambda number: multiply(number, 4),
    "swapped": swap,
    "+1": lambda number: f"{Decimal(number) + 1:f}",
}


def consistent() -> dict[str, Document]:
    """One report of each outline, by the outline's id."""
    district = tomllib.loads(DISTRICT.read_text(encoding="utf-8"))
    entries = {entry["code"]: entry for entry in district["department"]}
    raws = [sample_reports.build_sample_report(entries[code], district, 2025) for code in ("088001", "066001")]
    found = {raw["outline"]: interchange.load_document(raw, outline_loader.load_outline(raw["outline"])) for raw in raws}
    return {"hunan-standard": slips.consistent(), **found}


def speak(document: Document) -> Document:
    """With the paragraph that speaks of the tables."""
    key, text = SPOKEN[document.outline.id]
    return replace(document, texts={**document.texts, key: text})


def alter_tables(name: str, document: Document) -> Iterator[Altered]:
    for place in slips.numbers(document):
        amount = document.figure(place).amount
        if not amount or slips.exemption(document, place):
            continue
        for change in CHANGES.values():
            before, after = f"{amount:f}", change(f"{amount:f}")
            if after != before and Decimal(after) < LIMIT:
                yield Altered(name, "表格", place, before, after, slips.changed(document, place, lambda *_, to=after: Decimal(to)))


def alter_prose(name: str, document: Document, kind: str, only: str = "") -> Iterator[Altered]:
    for one in list_own_prose(document):
        for amount in amounts.read_amounts(one.text, document.year) if not only or one.source == only else ():
            match = re.compile(r"\d[\d,]*(?:\.\d+)?").match(one.text, amount.at)
            before = match.group().replace(",", "") if match else ""
            for change in CHANGES.values():
                if match and (after := change(before)) != before:
                    text = one.text[: match.start()] + after + one.text[match.end() :]
                    yield Altered(name, kind, f"{one.place}@{amount.at}", before, after, _write(document, one.place, text))


def _write(document: Document, place: str, text: str) -> Document:
    table, _, rest = place.partition(".")
    if table == "narrative":
        return replace(document, texts={**document.texts, rest: text})
    if table == "wording":
        return replace(document, wordings={**document.wordings, rest: text})
    key, _, field = rest.partition(".")
    rows = tuple(replace(row, values={**row.values, field: text}) if row.key == key else row for row in document.rows(table))
    return replace(document, lists={**document.lists, table: rows})


def list_altered() -> Iterator[tuple[Document, Altered]]:
    for name, document in consistent().items():
        spoken = speak(document)
        yield from ((document, one) for one in alter_tables(name, document))
        yield from ((spoken, one) for one in alter_prose(name, spoken, "表述", SPOKEN[name][0]))
        yield from ((document, one) for one in alter_prose(name, document, "示范文字"))


def complaints(document: Document) -> set[str]:
    weights = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)
    return {one.fingerprint for one in checks.run(document) if one.outcome in weights and not one.explained}


def measure(share: float = 1.0) -> dict[str, tuple[int, list[str]]]:
    """Tried and survivors by kind; a seeded sample where the share is below 1."""
    chance = random.Random(SEED)
    known: dict[int, set[str]] = {}
    found: dict[str, tuple[int, list[str]]] = {}
    for base, one in list_altered():
        if chance.random() >= share:
            continue
        before = known.setdefault(id(base), complaints(base))
        tried, survivors = found.get(one.kind, (0, []))
        noticed = complaints(one.document) - before
        found[one.kind] = (tried + 1, survivors if noticed else [*survivors, one.label])
    return found


def main() -> int:
    parser = build_parser("benchmarks.altered_figures", __doc__)
    parser.add_argument("share", type=float, nargs="?", default=1.0, help="of the figures, as 0.1; all of them without it")
    found = measure(parser.parse_args().share)
    held = True
    for kind, least in (("表格", TABLES), ("表述", PROSE), ("示范文字", Decimal(0))):
        tried, survivors = found.get(kind, (0, []))
        share = 1 - Decimal(len(survivors)) / max(tried, 1)
        held = held and share >= least
        print(f"{kind}: {tried - len(survivors)} of {tried} noticed ({share:.1%}, at least {least:.0%})")
        print(*(f"  survives {label}" for label in survivors), sep="\n")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())

"""改动提示（C39）：一处笔误从不指错，过半指到（至多两处）；两处笔误指错的不超过百分之一。"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from benchmarks import slips
from reports.domain.checks.applicable import select_asked
from reports.domain.checks.equations import build_equations
from reports.domain.checks.rules.single_fix import MOST_NAMED, find_fix_groups, list_sums
from reports.domain.document import Document

TRIES = 1_000
FOUND, WRONG = Decimal("0.50"), Decimal("0.01")
SEED = 20_241
Slip = Callable[[random.Random, Decimal], Decimal]


def swap_digits(luck: random.Random, amount: Decimal) -> Decimal:
    """478.9 → 487.9."""
    digits = list(f"{amount:f}")
    at = [index for index in range(len(digits) - 1) if digits[index].isdigit() and digits[index + 1].isdigit()]
    where = luck.choice(at) if at else 0
    if at:
        digits[where], digits[where + 1] = digits[where + 1], digits[where]
    return Decimal("".join(digits))


def change_digit(luck: random.Random, amount: Decimal) -> Decimal:
    digits = list(f"{amount:f}")
    at = luck.choice([index for index, sign in enumerate(digits) if sign.isdigit()])
    digits[at] = luck.choice([sign for sign in "0123456789" if sign != digits[at]])
    return Decimal("".join(digits))


SLIPS: tuple[Slip, ...] = (
    lambda _, amount: amount * 10,
    lambda _, amount: amount / 10,
    lambda _, amount: amount * 10_000,
    lambda _, amount: amount + 1,
    lambda luck, amount: amount + Decimal(luck.randrange(1, 100_000)).scaleb(-2),
    swap_digits,
    change_digit,
)


@dataclass(frozen=True)
class Tried:
    """One report with slips: the cells that were changed, what the hints name, and whether a sum breaks at all."""

    cells: frozenset[str]
    named: tuple[frozenset[str], ...]
    breaks: bool

    @property
    def is_wrong(self) -> bool:
        """A hint names no cell that was changed."""
        return any(self.cells.isdisjoint(names) for names in self.named)

    @property
    def is_found(self) -> bool:
        return self.breaks and self.cells <= frozenset().union(*self.named)


def try_slips(document: Document, luck: random.Random, count: int) -> Tried:
    """`count` cells, each with a slip that changes it."""
    cells = luck.sample(list_cells(document), count)
    slipped = document
    for place in cells:
        amount = document.figure(place).amount or Decimal(0)
        changed = next((new for _ in range(20) if (new := luck.choice(SLIPS)(luck, amount)) != amount), amount + 1)
        slipped = slips.changed(slipped, place, lambda _, __, to=changed: to)
    named = tuple(
        frozenset(place for one in group for place in one.places) for group in find_fix_groups(slipped) if len(group) <= MOST_NAMED
    )
    return Tried(frozenset(cells), named, has_broken_sums(slipped))


def list_cells(document: Document) -> list[str]:
    """Every typed number that stands in a sum."""
    summed = {place for equation in build_equations(document, select_asked(document.outline)) for place in equation.places}
    return [place for place in slips.numbers(document) if place in summed]


def has_broken_sums(document: Document) -> bool:
    return any(found.is_broken for found in list_sums(document, build_equations(document, select_asked(document.outline))))


def prove(document: Document, tries: int = TRIES) -> Iterator[tuple[str, bool]]:
    """What was counted, and whether it holds."""
    luck = random.Random(SEED)
    single = [try_slips(document, luck, 1) for _ in range(tries)]
    broken = [one for one in single if one.breaks]
    wrong, found = sum(one.is_wrong for one in single), sum(one.is_found for one in broken)
    share = Decimal(found) / max(len(broken), 1)
    yield (
        f"一处笔误 {tries} 次：使合计不符 {len(broken)} 次，指到 {found} 次（{share:.1%}，至少 {FOUND:.0%}），指错 {wrong} 次",
        share >= FOUND and not wrong,
    )
    double = [try_slips(document, luck, 2) for _ in range(tries)]
    wrong, told = sum(one.is_wrong for one in double), Counter(min(len(one.named), 3) for one in double)
    yield f"两处笔误 {tries} 次：指错 {wrong} 次（至多 {WRONG:.0%}），提示条数 {dict(sorted(told.items()))}", wrong <= tries * WRONG


def main() -> int:
    held = []
    for line, holds in prove(slips.consistent()):
        print(f"{'ok  ' if holds else 'OVER'}  {line}")
        held.append(holds)
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())

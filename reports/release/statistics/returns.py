"""退回意见: how often which kind, and at which places, each beside last year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.models import ItemKind, ReturnItem
from reports.release.statistics.scope import Scope

ROW = re.compile(r"第 \d+ 行|已删除的行")  # as reports.domain.places words it


@dataclass(frozen=True)
class ReturnedItem:
    report: int
    year: int
    kind: str
    place: str
    label: str

    @property
    def spot(self) -> str:
        """The place without the row: items at any row of a list belong together."""
        parts = self.place.split(".")
        return ".".join([parts[0], *parts[2:]]) if ROW.search(self.label) else self.place


@dataclass
class FrequentPlace:
    """A place, how many items of each year stand there, and how many reports they concern this year."""

    label: str
    numbers: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    reports: set[int] = field(default_factory=set)


def load_return_items(scope: Scope) -> list[ReturnedItem]:
    """Every item of both years, the newest last, in one query."""
    columns = ("report", "report__cycle__year", "kind", "place", "place_label")
    rows = scope.of_sent(ReturnItem.objects.order_by("created", "pk"), "report")
    return [ReturnedItem(*row) for row in rows.values_list(*columns)]


def count_by_kind(found: Iterable[ReturnedItem], years: tuple[int, int]) -> dict[str, dict[int, int]]:
    """Number of items by kind and year."""
    numbers = {kind: dict.fromkeys(years, 0) for kind in ItemKind.values}
    for item in found:
        numbers[item.kind][item.year] += 1
    return numbers


def list_frequent_places(found: Iterable[ReturnedItem], year: int, most: int) -> list[FrequentPlace]:
    """The places with most items of the year, named as the newest item names them."""
    named: dict[str, FrequentPlace] = {}
    for item in found:
        spot = named.setdefault(item.spot, FrequentPlace(""))
        spot.numbers[item.year] += 1
        if item.year == year:
            spot.reports.add(item.report)
        spot.label = ROW.sub("", item.label)
    asked = [spot for spot in named.values() if spot.numbers[year]]
    return sorted(asked, key=lambda spot: (-spot.numbers[year], spot.label))[:most]

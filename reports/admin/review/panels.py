"""What stands beside the printed report, in this order. A provider looks at the Review and returns what its template
shows as `panel`; whatever is falsy is left out. The rest of the page's context (`report`, `offers`, …) is there as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.admin.review.page import Review

FOLDER = "admin/reports/report/"


@dataclass(frozen=True)
class Provider:
    template: str
    look: Callable[[Review], object]


@dataclass(frozen=True)
class Shown:
    template: str
    panel: object


PANELS: tuple[Provider, ...] = (
    Provider("findings.html", lambda review: review.findings),
    Provider("open_items.html", lambda review: [each for each in review.items if each.item.is_open]),
    Provider("changes.html", lambda review: review.changes),
    Provider("closed_items.html", lambda review: [each for each in review.items if not each.item.is_open]),
    Provider("sent.html", lambda review: review.sent),
    Provider("events.html", lambda review: review.events),
)


def of(review: Review) -> Iterator[Shown]:
    for provider in PANELS:
        if found := provider.look(review):
            yield Shown(FOLDER + provider.template, found)

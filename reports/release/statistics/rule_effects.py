"""What came of the findings of each rule in a year: were they acted on, or passed as they were? With a proposal for the manager."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reports.domain import Outcome
from reports.models import ReturnItem, Submission, Turn
from reports.release.statistics.finding_counts import COUNTED
from reports.release.statistics.scope import Scope

CHANGED, RETURNED, EXPLAINED, PASSED, OPEN = "changed", "sent_back", "explained", "passed", "open"
FEW = 10  # findings, below which nothing is proposed
RARELY, MOSTLY = 20, 70  # per cent acted on
Sent = tuple[int, str, int, dict[str, Any]]  # report, whose turn it is, submission, its frozen findings


@dataclass
class RuleEffect:
    """`fates`: how many findings of the rule came to what; each counts once, however often its report was sent."""

    check: str
    label: str = ""
    outcome: Outcome = Outcome.HINT
    fates: Counter[str] = field(default_factory=Counter)

    @property
    def settled(self) -> int:
        return sum(number for fate, number in self.fates.items() if fate != OPEN)

    @property
    def share(self) -> float | None:
        """Per cent of the settled that somebody acted on."""
        return None if not self.settled else (self.settled - self.fates[PASSED]) * 100 / self.settled

    @property
    def proposal(self) -> str:
        if self.settled < FEW or self.share is None:
            return "条数太少，看不出"
        if self.share < RARELY:
            return "很少有人据此改动：可停用或放宽界限" if self.outcome is Outcome.HINT else "很少有人据此改动：可降为提示"
        if self.share >= MOSTLY and self.outcome is Outcome.HINT:
            return "多数据此改动：可提为须说明"
        if self.outcome is Outcome.MUST_EXPLAIN and self.fates[CHANGED] * 100 >= MOSTLY * self.settled:
            return "多数据此改了数：可提为必须修改"
        return "保持不变"


def load_rule_effects(scope: Scope) -> list[RuleEffect]:
    """Of the year alone, the rule with most findings first. Two queries."""
    sent = scope.of_sent(Submission.objects.filter(report__cycle__year=scope.year), "report").order_by("report", "number")
    items = scope.of_sent(ReturnItem.objects.filter(report__cycle__year=scope.year), "report")
    asked = {(submission, place) for submission, place in items.values_list("submission", "place")}
    effects: dict[str, RuleEffect] = {}
    for one, fate in _iter_fates(sent.values_list("report", "report__turn", "pk", "findings").iterator(), asked):
        effect = effects.setdefault(one["id"], RuleEffect(one["id"]))
        effect.label, effect.fates[fate] = one["label"], effect.fates[fate] + 1
        effect.outcome = min(effect.outcome, Outcome(one["outcome"]), key=lambda outcome: outcome.rank)
    return sorted(effects.values(), key=lambda effect: (-sum(effect.fates.values()), effect.check))


def _iter_fates(sent: Iterable[Sent], asked: Collection[tuple[int | None, str]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every finding that was ever sent, once, with what came of it."""
    standing: dict[str, dict[str, Any]] = {}
    returned: set[str] = set()
    report, turn = 0, ""
    for now, whose, submission, kept in sent:
        if now != report:
            yield from _close(standing, returned, turn)
            standing, returned, report = {}, set(), now
        turn = whose
        found = {_get_key(one): one for one in kept.get("findings", ()) if one["outcome"] in COUNTED}
        gone = [key for key, one in standing.items() if key not in found or _is_changed(one, found[key])]
        yield from ((standing[key], RETURNED if key in returned else CHANGED) for key in gone)
        standing = found
        returned |= {key for key, one in found.items() if any((submission, place) in asked for place in one["places"])}
    yield from _close(standing, returned, turn)


def _close(standing: dict[str, dict[str, Any]], returned: set[str], turn: str) -> Iterator[tuple[dict[str, Any], str]]:
    for key, one in standing.items():
        if key in returned:
            yield one, RETURNED
        elif one["explained"].strip():
            yield one, EXPLAINED
        else:
            yield one, PASSED if turn == Turn.NOBODY else OPEN


def _is_changed(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Other figures; what was frozen before findings had evidence is compared by its words."""
    return bool(before["fingerprint"] != now["fingerprint"] and before["message"] != now["message"])


def _get_key(one: dict[str, Any]) -> str:
    """The same question of the same places, as Finding.key."""
    return f"{one['id']}|{one['subject'] or '|'.join(one['places'])}"

"""核对规则 in words: what an outline declares under each number, and what a cycle makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reports.checks import thresholds, versions
from reports.checks.findings import Outcome
from reports.checks.rules.registry import ALSO
from reports.checks.thresholds import Threshold
from reports.outlines import Check, Outline


@dataclass(frozen=True)
class Described:
    """All that stands under one number, with the cycle's own settings of it."""

    id: str
    checks: tuple[Check, ...]
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return "；".join(dict.fromkeys(check.label for check in self.checks))

    @property
    def source(self) -> str:
        return "；".join(dict.fromkeys(check.source for check in self.checks if check.source))

    @property
    def version(self) -> str:
        return "、".join(dict.fromkeys(versions.of(check) for check in self.checks))

    @property
    def outcomes(self) -> list[Outcome]:
        """Every severity that a finding of it may have, worst first."""
        found = {Outcome(check.severity) for check in self.checks}.union(*(ALSO.get(check.rule, ()) for check in self.checks))
        return sorted(found, key=lambda outcome: outcome.rank)

    @property
    def severity(self) -> str:
        return "、".join(outcome.label for outcome in self.outcomes)

    @property
    def thresholds(self) -> list[Threshold]:
        return thresholds.of(self.checks)

    @property
    def limits(self) -> str:
        """As the outline has them."""
        return "；".join(f"{each.label} {each.declared} {each.unit}" for each in self.thresholds)

    @property
    def this_year(self) -> str:
        """What the cycle changes, in words; "" where the outline holds."""
        if "off" in self.own:
            return f"停用：{self.own['off']}"
        return "；".join(self._changes())

    def _changes(self) -> Iterator[str]:
        if "severity" in self.own:
            yield f"{Outcome(self.own['severity']).label}（提纲：{self.severity}）"
        for each in self.thresholds:
            if each.name in self.own:
                yield f"{each.label} {each.typed(self.own[each.name])} {each.unit}（提纲：{each.declared} {each.unit}）"
        if "reason" in self.own:
            yield f"理由：{self.own['reason']}"


def described(outlines: Iterable[Outline], raw: Mapping[str, Mapping[str, str]] | None = None) -> list[Described]:
    """Every number of the outlines once, in their order; `raw`: settings of a cycle that passed `settings.problems`."""
    found: dict[str, list[Check]] = {}
    for check in (check for outline in outlines for check in outline.check):
        found.setdefault(check.id, []).append(check)
    return [Described(key, tuple(checks), (raw or {}).get(key, {})) for key, checks in found.items()]

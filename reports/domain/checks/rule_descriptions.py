"""核对规则 in words: what an outline declares under each number, and what a cycle makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reports.domain.checks import thresholds, versions
from reports.domain.checks.applicable import list_checks
from reports.domain.checks.findings import Outcome
from reports.domain.checks.thresholds import Threshold
from reports.domain.outlines import Check, Outline
from reports.domain.outlines.rule_declarations import RuleDeclaration
from reports.domain.outlines.rule_discovery import find_rule, is_missing_rule


@dataclass(frozen=True)
class RuleDescription:
    """All that stands under one number, with the cycle's own settings of it."""

    id: str
    checks: tuple[Check, ...]
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return "；".join(dict.fromkeys(check.label for check in self.checks))

    @property
    def rules(self) -> list[RuleDeclaration]:
        """Those of the installed that stand under the number."""
        return [rule for name in dict.fromkeys(check.rule for check in self.checks) if (rule := find_rule(name))]

    @property
    def explanation(self) -> str:
        """How it is checked; "" where the name says it all."""
        return "".join(rule.explanation for rule in self.rules)

    @property
    def missing(self) -> list[str]:
        """Rules under the number that are no longer installed."""
        named = dict.fromkeys(check.rule for check in self.checks if check.rule) if self.checks else [self.id]
        return [name for name in named if find_rule(name) is None]

    @property
    def note(self) -> str:
        """Why it does not check, where the outline does without it or a rule is no longer installed; "" else."""
        if self.checks and all(check.off for check in self.checks):
            return f"提纲停用：{'；'.join(dict.fromkeys(check.off for check in self.checks))}"
        return f"规则 {'、'.join(self.missing)} 已不再安装" if self.missing else ""

    @property
    def source(self) -> str:
        return "；".join(dict.fromkeys(check.source for check in self.checks if check.source))

    @property
    def version(self) -> str:
        return "、".join(dict.fromkeys(versions.build_version(check) for check in self.checks))

    @property
    def outcomes(self) -> list[Outcome]:
        """Every severity that a finding of it may have, worst first."""
        said = {check.severity for check in self.checks}.union(*(rule.also for rule in self.rules))
        return sorted(map(Outcome, said), key=lambda outcome: outcome.rank)

    @property
    def severity(self) -> str:
        return "、".join(outcome.label for outcome in self.outcomes)

    @property
    def thresholds(self) -> list[Threshold]:
        return thresholds.list_thresholds(self.checks)

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
            yield f"{Outcome(self.own['severity']).label}（提纲：{self.severity or '不再安装'}）"
        for each in self.thresholds:
            if each.name in self.own:
                yield f"{each.label} {each.typed(self.own[each.name])} {each.unit}（提纲：{each.declared} {each.unit}）"
        if "reason" in self.own:
            yield f"理由：{self.own['reason']}"


def describe_rules(outlines: Iterable[Outline], raw: Mapping[str, Mapping[str, str]] | None = None) -> list[RuleDescription]:
    """Every number of the outlines once, in their order, then what the cycle has settings of and is no longer installed.

    `raw`: settings of a cycle that passed `cycle_settings.find_problems`.
    """
    own = raw or {}
    found: dict[str, list[Check]] = {}
    for check in (check for outline in outlines for check in list_checks(outline)):
        found.setdefault(check.id, []).append(check)
    gone: dict[str, list[Check]] = {key: [] for key in own if key not in found and is_missing_rule(key)}
    return [RuleDescription(key, tuple(checks), own.get(key, {})) for key, checks in (found | gone).items()]

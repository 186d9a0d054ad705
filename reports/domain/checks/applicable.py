"""Which checks a report is asked: those of its outline, and the rules that hold everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reports.domain.outlines import Check, Outline
from reports.domain.outlines.rule_declarations import RuleDeclaration
from reports.domain.outlines.rule_discovery import load_rules


def list_checks(outline: Outline) -> list[Check]:
    """The outline's own, switched off or not, then the rules that it does not name and that hold everywhere."""
    named = {name for check in outline.check for name in (check.id, check.rule)}
    return [*outline.check, *(_build_check(rule) for rule in load_rules().values() if rule.is_everywhere and rule.id not in named)]


def select_asked(outline: Outline) -> Iterator[Check]:
    """Without those that the outline switches off."""
    return (check for check in list_checks(outline) if not check.off)


@lru_cache
def _build_check(rule: RuleDeclaration) -> Check:
    """As an outline that names the rule without a word more would have it."""
    return Check.model_validate({"id": rule.id, "severity": rule.severity, "label": rule.name, "source": rule.source, "rule": rule.id})

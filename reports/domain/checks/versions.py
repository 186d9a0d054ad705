"""The version of a check, so that a finding tells by which rule it was made: 2.1 is the second declaration under the first rule.

Earlier all rules together had one number: findings that were frozen then keep "1" or "2".
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.domain.outlines import Check
from reports.domain.outlines.rule_discovery import find_rule

DECLARED: Mapping[str, int] = {"grid": 1, "balance": 1, "same": 1}  # how checks without a named rule are judged
NOT_INSTALLED = 0


def build_version(check: Check) -> str:
    """As the outline counts what it declares, and as the rule counts itself."""
    rule = find_rule(check.rule) if check.rule else None
    judged = rule.version if rule else DECLARED.get(check.kinds[0], NOT_INSTALLED)
    return f"{check.version}.{judged}"

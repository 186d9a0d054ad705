"""勾稽: the arithmetic of a report, with the working shown. Pure: `run(document, context)`."""

from reports.domain.checks.context import NOTHING, Context, Explanation
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.checks.rules.single_fix import Repair, find_fixes
from reports.domain.checks.running import run

__all__ = ["NOTHING", "Context", "Explanation", "Finding", "Outcome", "Repair", "find_fixes", "run"]

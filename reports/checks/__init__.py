"""勾稽: the arithmetic of a report, with the working shown. Pure: `run(document, context)`."""

from reports.checks.context import NOTHING, Context, Explanation
from reports.checks.findings import Finding, Outcome
from reports.checks.rules.single_fix import Repair, find_fixes
from reports.checks.running import run

__all__ = ["NOTHING", "Context", "Explanation", "Finding", "Outcome", "Repair", "find_fixes", "run"]

"""勾稽: the arithmetic of a report, with the working shown. Pure: `run(document, context)`."""

from reports.checks.context import NOTHING, Context
from reports.checks.findings import Finding, Outcome
from reports.checks.repair import Repair
from reports.checks.running import VERSION, hints, run

__all__ = ["NOTHING", "VERSION", "Context", "Finding", "Outcome", "Repair", "hints", "run"]

"""Selections of reports as files: 汇总表 as Excel, papers as ZIP. Who may have which report is decided before."""

from reports.release.exports.export_kinds import KINDS
from reports.release.exports.selection import ExportRefused

__all__ = ["KINDS", "ExportRefused"]

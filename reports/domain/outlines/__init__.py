"""Outlines (报告提纲) as data: the vocabulary facts.toml, one file an outline, loaded into frozen definitions."""

from reports.domain.outlines.checks import Check
from reports.domain.outlines.definitions import Block, Outline, Part, Section
from reports.domain.outlines.entry_points import Entry, list_entries
from reports.domain.outlines.errors import Mistake, Mistakes
from reports.domain.outlines.rules import Assessment, Grade, Level, Rule
from reports.domain.outlines.section_numbers import count_section_numbers

__all__ = [
    "Assessment",
    "Block",
    "Check",
    "Entry",
    "Grade",
    "Level",
    "Mistake",
    "Mistakes",
    "Outline",
    "Part",
    "Rule",
    "Section",
    "count_section_numbers",
    "list_entries",
]

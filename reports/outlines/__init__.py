"""Outlines (报告提纲) as data: the vocabulary facts.toml, one file an outline, loaded into frozen definitions."""

from reports.outlines.checks import Check
from reports.outlines.definitions import Block, Outline, Part, Section
from reports.outlines.homes import Entry, entries
from reports.outlines.mistakes import Mistake, Mistakes
from reports.outlines.numbers import numbers
from reports.outlines.rules import Assessment, Grade, Level, Rule

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
    "entries",
    "numbers",
]

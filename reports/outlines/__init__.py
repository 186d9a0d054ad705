"""Outlines (报告提纲) as data: the vocabulary facts.toml, one file an outline, loaded into frozen definitions."""

from reports.outlines.checks import Check
from reports.outlines.definitions import Block, Outline, Part, Section
from reports.outlines.homes import Entry, entries
from reports.outlines.mistakes import Mistake, Mistakes
from reports.outlines.numbers import numbers

__all__ = ["Block", "Check", "Entry", "Mistake", "Mistakes", "Outline", "Part", "Section", "entries", "numbers"]

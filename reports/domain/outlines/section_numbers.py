"""The printed number of every section. Counters restart whenever a higher level appears."""

from __future__ import annotations

from functools import lru_cache

from reports.domain import numbering
from reports.domain.outlines.definitions import MOST_LEVELS, Outline


@lru_cache(maxsize=256)
def count_section_numbers(outline: Outline) -> dict[str, str]:
    """Printed number by section key; "" where a section has none."""
    counts = [0] * MOST_LEVELS
    found = {}
    for section in outline.section:
        style = section.number or outline.number_styles[section.level - 1]
        if style == "-":
            found[section.key] = ""
            continue
        counts[section.level - 1] += 1
        counts[section.level :] = [0] * (MOST_LEVELS - section.level)
        found[section.key] = numbering.format_label(style, counts[section.level - 1])
    return found

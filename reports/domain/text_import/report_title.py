"""The title of the report, before the first heading, on one line or several: its year, unit and place win over any sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.domain.outlines import Outline
from reports.domain.text_import import sentence_parsing
from reports.domain.text_import.matches import Mention
from reports.domain.text_import.text_lines import TextLine
from reports.domain.text_import.text_pieces import ReadPassage

MOST_LINES = 4  # that a title goes over
FIRST_LINES = 40  # of a text, in which its title stands
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
REWORDED = "标题与提纲的写法不同，年度按标题中的年份认出"


def read_title(outline: Outline, lines: Sequence[TextLine], known: Mapping[str, str]) -> ReadPassage:
    """The lines of the title with what it says; no lines where there is none."""
    filled = [line for line in lines[:FIRST_LINES] if line.text]
    for start in range(len(filled)):
        for end in range(start + 1, min(start + MOST_LINES, len(filled)) + 1):
            said = sentence_parsing.read_sentence(outline, outline.title, {}, "".join(line.text for line in filled[start:end]), known)
            if said is not None:
                return ReadPassage(filled[start:end], tuple(replace(one, home=True) for one in said))
    return next((found for line in filled if (found := _read_reworded_title(line))), ReadPassage(()))


def _read_reworded_title(line: TextLine) -> ReadPassage | None:
    year = YEAR.search(line.text)
    if year is None or "报告" not in line.text:
        return None
    said = Mention("field", "year", year.group(), year.group(), line.text, home=True, doubt=REWORDED)
    rest = tuple(filter(None, (line.text[: year.start()], line.text[year.end() :])))
    return ReadPassage((line,), (said,), rest)

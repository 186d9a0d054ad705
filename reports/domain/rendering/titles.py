"""Where a long report title breaks: evenly, and only where a reader would pause.

Lines are measured in letters of the title's size; 20 of 二号 (22 pt) fit the type area of 156 mm.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise

LINE = 20.0
MOST_LINES = 4
# A line may begin with one of the first, or end with one of the second.
BEGINS = r"(?=[（(《“]|部门整体|绩效|财政支出|项目支出|关于)"
ENDS = "|".join(f"(?<={word})" for word in ("[）)》”、，：]", "年度", "人民政府", "办公室", "委员会", "中心", "单位", "[局厅院]"))
PAUSE = re.compile(f"{BEGINS}|{ENDS}")


def split_title_lines(title: str) -> tuple[str, ...]:
    """The title as lines that fit, the longest as short as can be; one line where it fits or has no place to pause."""
    fewest = -int(-measure_width(title) // LINE)
    if not 1 < fewest <= MOST_LINES:
        return (title,)
    pauses = [match.start() for match in PAUSE.finditer(title) if _is_break_allowed(title, match.start())]
    for breaks in range(fewest - 1, fewest + 1):
        choices = [_cut_title(title, places) for places in combinations(pauses, breaks)]
        fitting = [lines for lines in choices if max(map(measure_width, lines)) <= LINE]
        if fitting:
            return min(fitting, key=_measure_unevenness)
    return (title,)


def measure_width(text: str) -> float:
    """Letters of the title's size: a Chinese letter is 1, a digit or Latin letter about one half."""
    return sum(0.5 if letter < "\u2000" else 1 for letter in text)


def _is_break_allowed(title: str, at: int) -> bool:
    return 0 < at < len(title) and title[at] not in "）)》”、，：" and title[at - 1] not in "（(《“"


def _cut_title(title: str, places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(title[start:end] for start, end in pairwise((0, *places, len(title))))


def _measure_unevenness(lines: tuple[str, ...]) -> tuple[float, bool]:
    """The longest line decides; between equals the official shape is a funnel, the first line not shorter."""
    widths = [measure_width(line) for line in lines]
    return max(widths), widths[0] < widths[-1]

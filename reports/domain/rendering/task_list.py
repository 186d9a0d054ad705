"""The task list of a report: its sections as printed, nested, each with how far it is and what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.domain import completeness, places
from reports.domain.completeness import Progress
from reports.domain.document import Document
from reports.domain.outlines import Section, count_section_numbers, list_entries
from reports.domain.shapes import Field, Grid, Listing, Narrative

NOTHING: Mapping[str, int] = MappingProxyType({})
LOOKS = {Progress.EMPTY: "", Progress.STARTED: "blue", Progress.DONE: "green"}


@dataclass(frozen=True)
class Task:
    """One line of the task list. Where there is nothing to fill in, `state` is empty and there is no page to go to."""

    key: str
    title: str
    depth: int  # 1, 2, 3: how deep it stands, whatever its level
    state: str = ""
    look: str = ""  # colour of the state
    missing: int = 0

    @property
    def is_filled_in(self) -> bool:
        return bool(self.state)


@dataclass(frozen=True)
class Waiting:
    """How much of a section waits to be dealt with: return items without an answer, findings without a reason."""

    returned: int = 0
    blocked: int = 0  # must-fix findings
    unexplained: int = 0  # must-explain findings


def build_task_list(
    document: Document, returned: Iterable[str] = (), blocked: Mapping[str, int] = NOTHING, unexplained: Mapping[str, int] = NOTHING
) -> tuple[Task, ...]:
    """The sections in the outline's order. `returned`: the places of return items that still wait for an answer; `blocked`,
    `unexplained`: how many must-fix and must-explain findings touch a section, which is then not plainly 完成."""
    counts = Counter(places.find_section(document.outline, place) for place in returned)
    sections = document.outline.section
    waits = (Waiting(counts[each.key], blocked.get(each.key, 0), unexplained.get(each.key, 0)) for each in sections)
    ranks = zip(sections, _measure_depths(sections), waits, strict=True)
    return tuple(_build_task(document, section, depth, waiting) for section, depth, waiting in ranks)


def _build_task(document: Document, section: Section, depth: int, waiting: Waiting) -> Task:
    title = get_section_heading(document, section)
    if not list_entries(document.outline)[section.key]:
        return Task(section.key, title, depth)
    missing = len(completeness.find_missing(document, section.key))
    if waiting.returned:
        return Task(section.key, title, depth, f"被退回（{waiting.returned} 条意见）", "red", missing)
    progress = completeness.measure_progress(document, section.key)
    if progress is Progress.DONE and waiting.blocked:
        return Task(section.key, title, depth, f"须修改（{waiting.blocked} 处）", "red", missing)
    if progress is Progress.DONE and waiting.unexplained:
        return Task(section.key, title, depth, f"已填，须说明（{waiting.unexplained} 处）", "amber", missing)
    return Task(section.key, title, depth, progress.value, LOOKS[progress], missing)


def get_section_heading(document: Document, section: Section) -> str:
    """Number and heading as printed; a numbered paragraph without a heading goes by the name of what is filled in."""
    return count_section_numbers(document.outline)[section.key] + (
        document.fill(section.heading) or _get_first_label(document, section.key)
    )


def _get_first_label(document: Document, key: str) -> str:
    """What the first thing to fill in is called."""
    outline = document.outline
    kept: dict[str, Mapping[str, Field | Narrative | Listing | Grid]] = {
        "fields": outline.fields,
        "narrative": outline.texts,
        "listing": outline.lists,
        "grid": outline.grids,
    }
    for entry in list_entries(outline)[key]:
        name = entry.members[0] if entry.shape == "fields" else entry.key
        if named := kept.get(entry.shape, {}).get(name):
            return named.label
    return ""


def _measure_depths(sections: tuple[Section, ...]) -> Iterator[int]:
    """How deep each section stands: a 1、 heading straight under a 一、 heading is of the second rank."""
    above: list[int] = []
    for section in sections:
        above = [level for level in above if level < section.level]
        above.append(section.level)
        yield len(above)

"""核对结果 on the pages: which finding stands where, and where its numbers lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from reports.domain import Document, Finding, FindingLine, Findings, Link, Outcome, ReportPage, completeness, describe_findings, places
from reports.domain.rendering import anchors
from reports.models import Report

MOST_SLIGHT = 4  # more of them are folded away: they keep nothing from being sent


@dataclass(frozen=True)
class FindingCause:
    """One slip: the change that would mend it, over what it would close."""

    hint: FindingLine
    lines: list[FindingLine]

    @property
    def words(self) -> str:
        """按此改正，以下 5 条一并了结（必须修改 3 条、须说明 2 条）"""
        counts = Counter(line.finding.outcome for line in self.lines)
        kinds = "、".join(f"{outcome.label} {counts[outcome]} 条" for outcome in Outcome if counts[outcome])
        return f"按此改正，以下 {len(self.lines)} 条一并了结（{kinds}）"

    @property
    def waits(self) -> bool:
        return any(line.waits for line in self.lines)

    @property
    def look(self) -> str:
        """Of the worst of them."""
        return self.lines[0].edge


@dataclass(frozen=True)
class FindingsPanel:
    """All findings of a report for one page, worst first."""

    lines: list[FindingLine]
    folded: list[FindingLine]  # not evaluated
    allows_override: bool
    compared: str = ""  # when the texts of the district were compared; ISO
    is_empty: bool = False  # nothing is filled in yet, so nothing was looked at

    @property
    def verdict_words(self) -> str:
        """Where no finding stands: whether that says anything."""
        if self.is_empty:
            return "报告还没有填写，没有内容可以核对；填写以后，这里列出核对结果。"
        left = f"还有 {len(self.folded)} 项因内容未填，没有核对。" if self.folded else ""
        return f"已经填写的内容没有发现问题；{left}" if left else "已核对，没有发现问题。"

    @property
    def comparison_words(self) -> str:
        """When the texts were held against those of the other departments."""
        at = parse_datetime(self.compared) if self.compared else None
        if at is None:
            return "与本区其他单位的文字还没有比对，由后台每十分钟比对一次。"
        local = timezone.localtime(at)
        day = "" if local.date() == timezone.localdate() else f"{local.month}月{local.day}日 "
        return f"与本区其他单位的文字，比对于 {day}{local:%H:%M} 完成；此后的改动下次比对。"

    @property
    def peaceful_words(self) -> str:
        """The same beside the state, in short."""
        if self.is_empty:
            return "还没有内容可以核对"
        return f"没有待处理的问题，{len(self.folded)} 项没有核对" if self.folded else "没有待处理的问题"

    @cached_property
    def causes(self) -> list[FindingCause]:
        """Findings of one cause under one head, in the order of the worst of each."""
        hints = {each.finding.key: each for each in self.lines if each.is_hint}
        found: dict[str, list[FindingLine]] = {}
        for each in self.lines:
            if each.finding.cause in hints:
                found.setdefault(each.finding.cause, []).append(each)
        return [FindingCause(hints[key], lines) for key, lines in found.items()]

    @property
    def hints(self) -> list[FindingLine]:
        """Those over which nothing stands: what they close is on another page."""
        heads = {cause.hint.finding.key for cause in self.causes}
        return [each for each in self.lines if each.is_hint and each.finding.key not in heads]

    @property
    def others(self) -> list[FindingLine]:
        """What stands for itself."""
        heads = {cause.hint.finding.key for cause in self.causes}
        return [each for each in self.lines if not each.is_hint and each.finding.cause not in heads]

    @property
    def number(self) -> int:
        """Of the findings; a hint is a way to mend them, and none itself."""
        return sum(not each.is_hint for each in self.lines)

    @property
    def heads(self) -> int:
        """How many things there are to look at."""
        return len(self.causes) + len(self.others)

    @property
    def count_words(self) -> str:
        """17 条，归为 6 处"""
        return f"{self.number} 条，归为 {self.heads} 处" if self.causes else f"{self.number} 条"

    @property
    def slight(self) -> list[FindingLine]:
        """提示 and 说明, where they are so many that what matters more would drown in them."""
        found = [each for each in self.others if not each.is_answered]
        return found if len(found) > MOST_SLIGHT else []

    @property
    def shown(self) -> list[FindingLine]:
        """What stands open on the page."""
        slight = self.slight
        return [each for each in self.others if each not in slight]

    @property
    def blocking(self) -> int:
        return sum(each.waits and each.is_must for each in self.lines)

    @property
    def unexplained(self) -> int:
        return sum(each.waits and not each.is_must for each in self.lines)

    @property
    def passed_over(self) -> int:
        """Broken sums that go as they are, by the leader's word."""
        return sum(each.is_passed_over for each in self.lines)

    @property
    def waiting_words(self) -> str:
        """How many findings of each kind keep the report from being sent, and how many go as they are."""
        counts = ((self.blocking, "处必须修改"), (self.unexplained, "处须说明原因"))
        words = "，".join(f"{count} {words}" for count, words in counts if count) or "没有必须修改或须说明的问题"
        return f"{words}；另有 {self.passed_over} 处仍未改正，由负责人说明后按原数报送" if self.passed_over else words

    @property
    def task_words(self) -> str:
        """What is to be done about them; "" where nothing is."""
        tasks = ((self.blocking, "改正或说明 {} 处必须修改的问题"), (self.unexplained, "说明 {} 处问题的原因"))
        return "、".join(words.format(count) for count, words in tasks if count)

    @property
    def new(self) -> list[FindingLine]:
        """What the rules of the day of sending did not say."""
        return [each for each in self.lines if each.new]

    @property
    def waiting(self) -> list[FindingLine]:
        """What keeps the report from being sent."""
        return [each for each in self.lines if each.waits]

    @property
    def waits(self) -> int:
        return self.blocking + self.unexplained


def build_findings_panel(
    report: Report, document: Document, findings: Findings, link: Link, new: frozenset[str] = frozenset()
) -> FindingsPanel:
    spoken = describe_findings(document, findings, exclude_gaps(document, findings.spoken), link, new)
    folded = describe_findings(document, findings, findings.not_evaluated, link, new)
    empty = all(completeness.measure_progress(document, key) is completeness.Progress.EMPTY for key in document.outline.sections)
    return FindingsPanel(spoken, folded, report.cycle.allow_override, findings.compared, empty)


def exclude_gaps(document: Document, found: Iterable[Finding]) -> Iterator[Finding]:
    """Without what only says that something is blank: that stands under 必填内容未填."""
    blank = {gap.place for gap in completeness.find_all_missing(document)}
    return (finding for finding in found if finding.outcome is not Outcome.MUST_FIX or not blank.issuperset(finding.places))


def to_sections(report: Report, document: Document, here: str = "") -> Link:
    """Links to the page where a place is filled in; inside `here` to the place alone."""
    known: dict[str, str | None] = {}

    def link(place: str) -> str:
        table = place if place.count(".") < 2 else place.partition(".")[0] + place[place.rindex(".") :]
        if table not in known:
            known[table] = places.find_section(document.outline, place)
        section = known[table]
        if not section:
            return ""
        return f"#{place}" if section == here else f"{reverse('section', args=[report.pk, section])}#{place}"

    return link


def to_paper(document: Document, page: ReportPage) -> Link:
    """Links into the printed report on the same page: the place itself, else its section."""
    known = anchors.list_printed_places(page)

    def link(place: str) -> str:
        if place in known:
            return f"#{place}"
        section = places.find_section(document.outline, place)
        return f"#section.{section}" if section else ""

    return link


def count_by_section(document: Document, found: Collection[Finding]) -> dict[str, int]:
    """How many of the findings touch each section."""
    counts: dict[str, int] = {}
    for finding in found:
        for key in {places.find_section(document.outline, place) for place in finding.places} - {None}:
            counts[str(key)] = counts.get(str(key), 0) + 1
    return counts

"""Which versions the reports of a cycle stand on, and to which they may go."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from reports.domain import Mistakes, outline_loader
from reports.domain.outlines.differences import describe_differences
from reports.models import Cycle, OutlineMove, OutlineVersion, Report, Status

GONE = "文件里现在没有这个提纲"
BROKEN = "文件有错，不能使用"
NEWEST = "与文件一致"
CHANGED = "文件已改，是新的版本"


class NoChoice(LookupError):
    """str() is the sentence for the person."""


@dataclass(frozen=True)
class VersionLine:
    """A version that reports of the cycle stand on, and what has become of its file since."""

    version: OutlineVersion
    counts: tuple[tuple[str, int], ...]  # by state
    file: str  # NEWEST, CHANGED, GONE or BROKEN
    news: tuple[str, ...] = ()  # what the file says otherwise


@dataclass(frozen=True)
class Target:
    value: str  # how the form names it
    label: str


def list_version_lines(cycle: Cycle) -> list[VersionLine]:
    """Those with most reports first."""
    numbers: dict[int, Counter[str]] = defaultdict(Counter)
    counted = Report.objects.filter(cycle=cycle).order_by().values_list("outline", "status").annotate(number=Count("pk"))
    for outline, status, number in counted:
        numbers[outline][status] = number
    versions = sorted(OutlineVersion.objects.filter(pk__in=list(numbers)), key=lambda version: -numbers[version.pk].total())
    return [_build_line(version, numbers[version.pk]) for version in versions]


def _build_line(version: OutlineVersion, numbers: Counter[str]) -> VersionLine:
    counts = tuple((status.label, numbers[status]) for status in Status if numbers[status])
    try:
        source = outline_loader.find_source(version.outline_id)
        if source.sha256 == version.sha256:
            return VersionLine(version, counts, NEWEST)
        news = describe_differences(version.definition, outline_loader.load_outline(version.outline_id))
    except outline_loader.UnknownOutline:
        return VersionLine(version, counts, GONE)
    except Mistakes as wrong:
        return VersionLine(version, counts, BROKEN, tuple(map(str, wrong.mistakes)))
    return VersionLine(version, counts, CHANGED, tuple(news or ["只改了词汇表、注释或写法，报告不变。"]))


def list_targets(cycle: Cycle) -> list[Target]:
    """Every outline as its file has it now, then the versions of old that reports of the cycle stand on or stood on."""
    published = {}
    for outline_id in outline_loader.list_outline_ids():
        try:
            published[outline_loader.find_source(outline_id).sha256] = Target(
                f"file:{outline_id}", outline_loader.load_outline(outline_id).name
            )
        except Mistakes:
            continue  # the page of the cycle says so where it is chosen
    stood = OutlineMove.objects.filter(report__cycle=cycle)
    known = Q(reports__cycle=cycle) | Q(pk__in=stood.values("source")) | Q(pk__in=stood.values("target"))
    old = [version for version in OutlineVersion.objects.filter(known).distinct() if version.sha256 not in published]
    return [*published.values(), *(Target(str(version.pk), f"{version.title}，以前的版本") for version in old)]


def find_target(cycle: Cycle, value: str) -> OutlineVersion:
    """The version that a choice names; one of a file is not stored before it is used. Raises NoChoice, outlines.Mistakes."""
    if value not in {target.value for target in list_targets(cycle)}:
        raise NoChoice("请选择要换成哪个提纲。")
    if value.startswith("file:"):
        return OutlineVersion.find_published(value.removeprefix("file:"))
    return OutlineVersion.objects.get(pk=value)

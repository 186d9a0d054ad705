"""A finding in words: its arithmetic with every number leading to its cell, its places by name, what is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reports.domain.checks import Finding, Outcome, numbers, short_names
from reports.domain.checks.rules import single_fix
from reports.domain.checks.verdict import HINT, Findings
from reports.domain.document import Document

Link = Callable[[str], str]  # place → address; "" where there is nothing to go to
NUMBER = re.compile(r"\d+(?:\.\d+)?")
LOOKS = {Outcome.MUST_FIX: "red", Outcome.MUST_EXPLAIN: "amber", Outcome.HINT: "blue"}
MOST_PLACES = 8


@dataclass(frozen=True)
class Piece:
    text: str
    href: str = ""


@dataclass(frozen=True)
class CopiedText:
    """Both texts of a finding about copying, for the bureau; `theirs` is "" while the neighbour has not sent its own."""

    neighbour: str
    own: str
    theirs: str


@dataclass(frozen=True)
class FindingLine:
    finding: Finding
    pieces: tuple[Piece, ...]
    places: tuple[Piece, ...]
    more: int = 0  # places that are not named
    settled: bool = False
    override: bool = False  # goes as it is, by the leader's word
    new: bool = False  # the rules of the day of sending did not say so
    repair: str = ""  # the words of the button that writes the one figure it proposes
    typed: str | None = None  # what stands in the box for its reason and is not saved; None: what is kept
    copied: CopiedText | None = None  # to the bureau alone
    marks: tuple[str, ...] = ()  # to the bureau alone: what is conspicuous about the reason

    @property
    def box_text(self) -> str:
        return self.finding.explained if self.typed is None else self.typed

    @property
    def label(self) -> str:
        """In one word how it stands: 必须修改, 需重新确认, 已说明."""
        if self.is_answered and self.settled:
            return "负责人已说明" if self.is_must else "已说明"
        return "需重新确认" if self.waits and self.is_outdated else self.finding.outcome.label

    @property
    def look(self) -> str:
        return "green" if self.is_answered and self.settled else LOOKS.get(self.finding.outcome, "")

    @property
    def is_passed_over(self) -> bool:
        """A must-fix finding that goes as it is, by the leader's word: the sum stays broken, and says so."""
        return self.is_must and self.settled

    @property
    def standing(self) -> str:
        """What is still true of a finding that is passed over."""
        return "仍不相符" if self.finding.difference is not None else "仍未改正"

    @property
    def edge(self) -> str:
        """Colour of the whole finding: what is passed over stays red beside its green reason."""
        return "red" if self.is_passed_over else self.look

    @property
    def mark(self) -> str:
        """What stands at the cell."""
        return f"{self.standing}，{self.label}" if self.is_passed_over else self.label

    @property
    def is_outdated(self) -> bool:
        return bool(self.finding.explained) and self.finding.is_outdated

    @property
    def is_must(self) -> bool:
        return self.finding.outcome is Outcome.MUST_FIX

    @property
    def is_answered(self) -> bool:
        """Whether the finding is one that a reason may be given for."""
        return self.finding.outcome in (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)

    @property
    def waits(self) -> bool:
        """Whether it keeps the report from being sent."""
        return self.is_answered and not self.settled

    @property
    def reason_heading(self) -> str:
        """Whose reason it is, and whether it still holds."""
        whose = "负责人说明" if self.override else "单位说明"
        return f"{whose}（数字改过，需重新确认）" if self.is_outdated else whose

    @property
    def reason_question(self) -> str:
        """What the person who gives the reason is asked, where the paper is filled in."""
        return "数字改过，请核对原来的说明，修改或重新确认" if self.is_outdated else "说明原因（随报告报送财政局）"

    @property
    def reason_button(self) -> str:
        return "重新确认" if self.is_outdated else "保存说明"

    @property
    def reason_summary(self) -> str:
        """What may be done about it, on the line that opens the form."""
        if self.finding.explained:
            return "重新确认说明" if self.is_outdated else "修改说明"
        return "写明理由，按原数报送" if self.is_must else "说明原因"

    @property
    def is_hint(self) -> bool:
        return self.finding.check == HINT


def describe_finding(
    document: Document, findings: Findings, finding: Finding, link: Link, new: frozenset[str] = frozenset()
) -> FindingLine:
    named = [Piece(short_names.name_place(document, place), link(place)) for place in finding.places[:MOST_PLACES]]
    return FindingLine(
        finding,
        tuple(cut_message_pieces(finding.message, finding.figures, link)),
        tuple(dict.fromkeys(named)),
        max(0, len(finding.places) - MOST_PLACES),
        findings.is_settled(finding),
        finding.key in findings.overrides,
        finding.key in new,
        describe_repair(document, finding),
    )


def describe_repair(document: Document, finding: Finding) -> str:
    """改成 5.11（两处）; "" where no single figure is proposed, or a cell of it is not typed."""
    if finding.value is None or not single_fix.is_repairable(document, finding):
        return ""
    cells = {1: "", 2: "（两处）"}.get(len(finding.places), f"（{len(finding.places)} 处）")
    return f"改成 {numbers.show_amount(finding.value)}{cells}"


def describe_findings(
    document: Document, findings: Findings, found: Iterable[Finding], link: Link, new: frozenset[str] = frozenset()
) -> list[FindingLine]:
    return [describe_finding(document, findings, finding, link, new) for finding in found]


def cut_message_pieces(message: str, figures: Iterable[tuple[str, str]], link: Link) -> Iterator[Piece]:
    """The message cut at the numbers that stand in cells, each in turn leading to its own."""
    waiting = [(place, shown.lstrip("−")) for place, shown in figures]
    done = 0
    for number in NUMBER.finditer(message):
        place = next((place for place, shown in waiting if shown == number.group()), "")
        if not place:
            continue
        waiting.remove((place, number.group()))
        if number.start() > done:
            yield Piece(message[done : number.start()])
        yield Piece(number.group(), link(place))
        done = number.end()
    if done < len(message):
        yield Piece(message[done:])

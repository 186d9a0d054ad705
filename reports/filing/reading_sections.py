"""What was read, section by section beside what the report says now: each is taken or left, and written with the revision that was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from departments import audit
from departments.models import User
from reports.domain import Change, Document, diff, get_section_heading, places
from reports.domain.text_import import piece_answers
from reports.domain.text_import.piece_answers import NOWHERE
from reports.filing import drafts, read_changes, readings
from reports.filing.drafts import Changes
from reports.filing.forms.save_conflict import Difference, compare_with_saved, merge_choices, merge_into_document
from reports.filing.readings import OpenReading
from reports.models import Report, ReportReading


@dataclass(frozen=True)
class SectionOffer:
    """What the text would change in one section. `revision`: of what it is compared with."""

    key: str
    title: str
    revision: int
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]  # where both sides have changed since: each is chosen
    brought: Changes

    @property
    def is_conflict(self) -> bool:
        return bool(self.differences)


@dataclass(frozen=True)
class Choice:
    """`revision`: that the person saw; `theirs`: places where what is stored stays."""

    revision: int
    theirs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Taken:
    sections: tuple[str, ...]  # titles
    left: tuple[str, ...]


def list_offers(report: Report, found: OpenReading) -> list[SectionOffer]:
    """The sections in which the text says something else than the report, in their order. Raises ReadingRefused."""
    outline, revisions = report.outline.definition, drafts.list_section_revisions(report)
    current = drafts.load_document(report)
    brought = _bring_sections(current, found)
    target = apply_sections(current, brought)
    changed: dict[str, list[Change]] = {}
    for change in diff.compare_documents(current, target):
        if section := places.find_section(outline, change.place):
            changed.setdefault(section, []).append(change)
    return [
        _make_offer(current, section.key, tuple(changed[section.key]), brought[section.key], revisions.get(section.key, 0), found)
        for section in outline.section
        if section.key in changed
    ]


def _make_offer(
    current: Document, key: str, changes: tuple[Change, ...], brought: Changes, revision: int, found: OpenReading
) -> SectionOffer:
    is_conflict = found.stored.revisions.get(key, 0) != revision and not found.is_last_year
    differences = tuple(compare_with_saved(current, brought, key)) if is_conflict else ()
    return SectionOffer(key, get_section_heading(current, current.outline.sections[key]), revision, changes, differences, brought)


def _bring_sections(current: Document, found: OpenReading) -> dict[str, Changes]:
    """What the text brings to each section. Last year's paper brings what carries over, into what is still blank."""
    understood = readings.understand(found)
    scopes = {section: drafts.get_section_scope(current.outline, section) for section in current.outline.sections}
    if found.is_last_year:
        return {section: drafts.derive_carried_changes(current, understood, section) for section in scopes}
    own = read_changes.read_own_print(current).document
    target = read_changes.apply_read_changes(current, piece_answers.leave_out(own, _list_refused_places(found)), understood)
    return {section: drafts.derive_changes(target, scope) for section, scope in scopes.items()}


def _list_refused_places(found: OpenReading) -> list[str]:
    """Where the person said that the doubtful words are nothing of the report: what stands there now stays."""
    return [piece.place for number, piece in found.questions.items() if found.answers.get(number, NOWHERE) == NOWHERE and piece.place]


def apply_sections(document: Document, brought: Mapping[str, Changes]) -> Document:
    for changes in brought.values():
        document = merge_into_document(document, changes)
    return document


def write_sections(report: Report, found: OpenReading, choices: Mapping[str, Choice], *, by: User) -> Taken:
    """Writes the chosen sections, all or none; the reading is done with. Raises ReadingRefused, drafts.Stale and the like."""
    with transaction.atomic(), audit.act_for(by):
        offers = list_offers(report, found)
        current = drafts.load_document(report)
        taken = [offer for offer in offers if offer.key in choices]
        brought = {offer.key: _choose(offer, choices[offer.key], current) for offer in taken}
        statements = [] if found.is_last_year else [each for each in found.document.statements if _is_in(report, each.place, set(choices))]
        drafts.save_sections(report, brought, statements=statements, by=by)
        ReportReading.objects.filter(pk=found.stored.pk).update(is_settled=True)
    left = tuple(offer.title for offer in offers if offer.key not in choices)
    return Taken(tuple(offer.title for offer in taken), left)


def _choose(offer: SectionOffer, choice: Choice, current: Document) -> tuple[Changes, int]:
    return (merge_choices(offer.brought, current, choice.theirs) if choice.theirs else offer.brought), choice.revision


def _is_in(report: Report, place: str, sections: set[str]) -> bool:
    """What belongs to no section belongs to the whole."""
    section = places.find_section(report.outline.definition, place)
    return section is None or section in sections

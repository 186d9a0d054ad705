"""What was read, section by section beside what the report says now: each is taken or left, and written with the revision that was seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from departments import audit
from departments.models import User
from reports.domain import Change, Document, diff, get_section_heading, places
from reports.domain.diff import ChangeKind
from reports.domain.text_import import piece_answers
from reports.domain.text_import.piece_answers import NOWHERE
from reports.filing import drafts, read_changes, readings
from reports.filing.drafts import Changes, join_changes
from reports.filing.forms.save_conflict import Difference, compare_with_saved, merge_choices, merge_into_document
from reports.filing.readings import OpenReading
from reports.models import Report, ReportReading

MODEL = "+"  # no key of a section ends so


@dataclass(frozen=True)
class SectionOffer:
    """What the text would change in one section. `revision`: of what it is compared with."""

    key: str
    title: str
    revision: int
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]  # where both sides have changed since: each is chosen
    brought: Changes
    is_model: bool = False  # last year's words, to be written anew: not ticked at first

    @property
    def name(self) -> str:
        """A section of last year's paper may have two: what carries over, and the rest of its words."""
        return f"{self.key}{MODEL}" if self.is_model else self.key

    @property
    def is_removal(self) -> bool:
        """The text has nothing of what stands there: nobody empties a section by leaving it out of a file, but by a tick."""
        return all(change.kind is ChangeKind.REMOVED for change in self.changes)

    @property
    def is_advised(self) -> bool:
        """Ticked at first."""
        return not (self.is_model or self.is_removal)

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
    current, understood = drafts.load_document(report), readings.understand(found)
    revisions = drafts.list_section_revisions(report)
    if not found.is_last_year:
        return list(_iter_offers(current, _derive_read_changes(current, understood, found), revisions, found))
    sections = current.outline.sections
    carried = {section: drafts.derive_carried_changes(current, understood, section) for section in sections}
    rest = {section: drafts.derive_model_changes(current, understood, section) for section in sections}
    offers = [*_iter_offers(current, carried, revisions, found), *_iter_offers(current, rest, revisions, found, is_model=True)]
    order = list(sections)
    return sorted(offers, key=lambda offer: (order.index(offer.key), offer.is_model))


def _iter_offers(
    current: Document, brought: Mapping[str, Changes], revisions: Mapping[str, int], found: OpenReading, *, is_model: bool = False
) -> Iterator[SectionOffer]:
    outline = current.outline
    changed: dict[str | None, list[Change]] = {}
    for change in diff.compare_documents(current, apply_sections(current, brought)):
        changed.setdefault(places.find_section(outline, change.place), []).append(change)
    for section in outline.section:
        if changes := changed.get(section.key):
            revision = revisions.get(section.key, 0)
            is_conflict = found.stored.revisions.get(section.key, 0) != revision and not found.is_last_year
            differences = compare_with_saved(current, brought[section.key], section.key) if is_conflict else ()
            title = get_section_heading(current, section)
            yield SectionOffer(section.key, title, revision, tuple(changes), tuple(differences), brought[section.key], is_model)


def _derive_read_changes(current: Document, understood: Document, found: OpenReading) -> dict[str, Changes]:
    """What the text brings to each section: all of it, as it would then be."""
    own = read_changes.read_own_print(current).document
    target = read_changes.apply_read_changes(current, piece_answers.leave_out(own, _list_refused_places(found)), understood)
    outline = current.outline
    return {section: drafts.derive_changes(target, drafts.get_section_scope(outline, section)) for section in outline.sections}


def _list_refused_places(found: OpenReading) -> list[str]:
    """Where the person said that the doubtful words are nothing of the report: what stands there now stays."""
    return [piece.place for number, piece in found.questions.items() if found.answers.get(number, NOWHERE) == NOWHERE and piece.place]


def apply_sections(document: Document, brought: Mapping[str, Changes]) -> Document:
    for changes in brought.values():
        document = merge_into_document(document, changes)
    return document


def write_sections(report: Report, found: OpenReading, choices: Mapping[str, Choice], *, by: User) -> Taken:
    """Writes the chosen offers, by their names, all or none; the reading is done with. Raises ReadingRefused, drafts.SaveRefused."""
    with transaction.atomic(), audit.act_for(by):
        offers = list_offers(report, found)
        current = drafts.load_document(report)
        taken = [offer for offer in offers if offer.name in choices]
        brought: dict[str, tuple[Changes, int]] = {}
        for offer in taken:
            changes, revision = _choose(offer, choices[offer.name], current)
            brought[offer.key] = (join_changes(brought[offer.key][0], changes) if offer.key in brought else changes, revision)
        statements = () if found.is_last_year else found.document.statements
        told = [each for each in statements if _is_in(report, each.place, set(brought))]
        drafts.save_sections(report, brought, statements=told, by=by)
        ReportReading.objects.filter(pk=found.stored.pk).update(is_settled=True)
    return Taken(_list_titles(taken), _list_titles([offer for offer in offers if offer.name not in choices and not offer.is_model]))


def _list_titles(offers: Iterable[SectionOffer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(offer.title for offer in offers))


def _choose(offer: SectionOffer, choice: Choice, current: Document) -> tuple[Changes, int]:
    return (merge_choices(offer.brought, current, choice.theirs) if choice.theirs else offer.brought), choice.revision


def _is_in(report: Report, place: str, sections: set[str]) -> bool:
    """What belongs to no section belongs to the whole."""
    section = places.find_section(report.outline.definition, place)
    return section is None or section in sections

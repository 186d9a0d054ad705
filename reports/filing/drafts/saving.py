"""Save a section, replace a whole report, take over last year's words: each one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from django.db import transaction

from departments.models import User
from reports.domain import Document, Figure, Row, Statement, last_year_figures, places
from reports.filing.drafts import changes as changes_brought
from reports.filing.drafts import check_context, fact_writing, loading, locking, storage, stored_facts
from reports.filing.drafts.apply_changes import apply_changes_to
from reports.filing.drafts.changes import Changes
from reports.filing.drafts.check_context import CheckContext
from reports.filing.drafts.stored_facts import Stored
from reports.models import Report, SectionState


@dataclass(frozen=True)
class Saved:
    """What a save left behind."""

    revision: int
    document: Document
    context: CheckContext


def save_section(report: Report, section: str, changes: Changes, *, revision: int, by: User | None) -> int:
    """Store what the section brings; the section's revision afterwards, the same one when nothing differs.

    Raises Stale, NotEditable, Unacceptable; then nothing was written. Facts that are not at home in the section are left out.
    """
    scope = storage.get_section_scope(report.outline.definition, section)
    accepted = changes_brought.accept_changes(report.outline.definition, scope, changes)
    with transaction.atomic():
        locking.lock_for_writing(report, by)
        stored = stored_facts.load_stored_facts(report, scope, report.cycle.year)[report.cycle.year]
        return _write_section(report, section, stored, accepted, revision, by)


def save_and_tell(report: Report, section: str, changes: Changes, *, revision: int, by: User | None) -> Saved:
    """As `save`, with as many queries; and the whole report as it then stands, with what its checks have to know."""
    outline, year = report.outline.definition, report.cycle.year
    accepted = changes_brought.accept_changes(outline, storage.get_section_scope(outline, section), changes)
    with transaction.atomic():
        locking.lock_for_writing(report, by)
        found = stored_facts.load_stored_facts(
            report, storage.get_outline_scope(outline), year, year - 1, beside=check_context.list_context_queries(outline)
        )
        document, last = loading.build_year_pair(report, found)
        after = _write_section(report, section, found[year], accepted, revision, by)
    document = apply_changes_to(document, accepted)
    return Saved(after, document, check_context.build_check_context(report, document, last, found[year].beside))


def _write_section(report: Report, section: str, stored: Stored, accepted: Changes, revision: int, by: User | None) -> int:
    if not fact_writing.write_facts(report, stored, accepted):
        return _keep_revision(report, section)
    return locking.advance_revision(report, section, revision, by)


def _keep_revision(report: Report, section: str) -> int:
    seen = getattr(report, "section_revision", None)
    return locking.get_section_revision(report, section) if seen is None else int(seen)


def replace_report(report: Report, document: Document, *, by: User | None) -> None:
    """Every section as in the document (import). Row keys of the document are kept, and so are return items.

    Raises NotEditable, Unacceptable; then nothing was written. A section whose content differs gets a new revision.
    """
    outline = report.outline.definition
    scopes = {section: storage.get_section_scope(outline, section) for section in outline.sections}
    whole = storage.join_scopes(scopes.values())
    accepted = {
        section: changes_brought.accept_changes(outline, scope, changes_brought.derive_changes(document, scope))
        for section, scope in scopes.items()
    }
    with transaction.atomic():
        locking.lock_for_writing(report, None)
        stored = stored_facts.load_stored_facts(report, whole, report.cycle.year)[report.cycle.year]
        changed = [section for section, changes in accepted.items() if fact_writing.write_facts(report, stored, changes)]
        _advance_all(report, changed, by)
        report.statements = [asdict(statement) for statement in document.statements]
        report.save(update_fields=["statements"])


def advance_sections(report: Report, sections: Iterable[str]) -> None:
    """A page of one of the sections that was opened before is told that it is no longer the newest. Nobody counts as its editor."""
    _advance_all(report, list(dict.fromkeys(sections)), None)


def save_sections(
    report: Report, brought: Mapping[str, tuple[Changes, int]], *, statements: Iterable[Statement] = (), by: User | None
) -> None:
    """As `save_section` for several sections, each with its revision; all or none. Statements take the place of those of the sections."""
    outline = report.outline.definition
    scopes = {section: storage.get_section_scope(outline, section) for section in brought}
    accepted = {section: changes_brought.accept_changes(outline, scopes[section], changes) for section, (changes, _) in brought.items()}
    with transaction.atomic():
        locking.lock_for_writing(report, by)
        stored = stored_facts.load_stored_facts(report, storage.join_scopes(scopes.values()), report.cycle.year)[report.cycle.year]
        for section, changes in accepted.items():
            _write_section(report, section, stored, changes, brought[section][1], by)
        kept = (entry for entry in report.statements if places.find_section(outline, entry["place"]) not in brought)
        report.statements = [*kept, *(asdict(statement) for statement in statements)]
        report.save(update_fields=["statements"])


def _advance_all(report: Report, sections: list[str], by: User | None) -> None:
    """Under the report's lock; a first revision for a section that has none."""
    states = SectionState.objects.filter(report=report, section__in=sections)
    known = {section: (revision, editors) for section, revision, editors in states.values_list("section", "revision", "editors")}
    made = []
    for section in sections:
        revision, editors = known.get(section, (0, []))
        after = {"revision": revision + 1, "saved_by": by, "editors": locking.join_editors(editors, by)}
        made.append(SectionState(report=report, section=section, **after))
    changing = ["revision", "saved_by", "saved_at", "editors"]
    SectionState.objects.bulk_create(made, update_conflicts=True, unique_fields=["report", "section"], update_fields=changing)


def carry_over_section(report: Report, section: str, *, revision: int, by: User | None) -> int:
    """沿用上年: last year's fields, prose and lists that the vocabulary lets carry over, where this year's are still blank.

    Of figures those alone that are last year's (上年数); never this year's, never results.
    Raises as `save`; the revision stays when there was nothing to take.
    """
    document, last = loading.load_with_last_year(report)
    if last is None:
        return revision
    return save_section(report, section, derive_carried_changes(document, last, section), revision=revision, by=by)


def derive_carried_changes(document: Document, last: Document, section: str) -> Changes:
    """What carrying over would bring to the section."""
    outline = document.outline
    scope = storage.get_section_scope(outline, section)
    blank_lists = [key for key in scope.lists if all(row.is_blank for row in document.rows(key))]
    return Changes(
        fields={key: last.fields.get(key, "") for key in scope.fields if outline.fields[key].carry and not document.fields.get(key)},
        texts={key: last.text(key) for key in scope.texts if outline.texts[key].carry and not document.text(key)},
        lists={key: last.rows(key) for key in blank_lists if outline.lists[key].carry},
        figures=_derive_last_year_figures(document, last, scope),
    )


def derive_model_changes(document: Document, last: Document, section: str) -> Changes:
    """Last year's other words as a model to be written anew, where this year's are still blank; never an amount, nor a scored row."""
    outline = document.outline
    scope = storage.get_section_scope(outline, section)
    blank = [key for key in scope.lists if all(row.is_blank for row in document.rows(key))]
    modelled = [key for key in blank if not outline.lists[key].carry and not outline.lists[key].preset]
    return Changes(
        texts={key: last.text(key) for key in scope.texts if not outline.texts[key].carry and not document.text(key)},
        lists={key: tuple(filter(None, (_keep_words(row) for row in last.rows(key)))) for key in modelled},
    )


def _keep_words(row: Row) -> Row | None:
    words = {name: value for name, value in row.values.items() if isinstance(value, str)}
    return replace(row, values=words, answers="") if words else None


def _derive_last_year_figures(document: Document, last: Document, scope: storage.Scope) -> dict[str, Figure]:
    """Blank cells of the scope's grids that last year's report fills."""
    found = last_year_figures.find_last_year_figures(document, last)
    return {
        place: figure for place, figure in found.items() if tuple(place.split(".")[::2]) in scope.cells and place not in document.figures
    }

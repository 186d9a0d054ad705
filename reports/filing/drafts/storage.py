"""Which model keeps which fact. The vocabulary and this map must agree; a test compares them.

Numbers of grids and of lists are Figures; what the map does not name is a county's own: fields and prose become
Narratives, rows of its own lists ExtraRows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from departments.models import Kind
from reports.domain import Listing, Outline, list_entries
from reports.models import FunctionClass, Goal, KeyTask, PerformanceTarget, Problem, Project, ScoredIndicator, Suggestion
from reports.models.facts import ReportRow

# Fields of the vocabulary that are particulars of the department in the year, kept under this very key.
PARTICULARS = frozenset(
    {"unit.name", "accounts.entity", "unit.superior", "unit.funding", "unit.management", "contact.name", "contact.phone"}
)
# Lists of the department's profile, kept as the kind of the same name, and what the vocabulary calls their one text.
PROFILE = {Kind.DUTY.value: "text", Kind.OFFICE.value: "name", Kind.BUDGET_UNIT.value: "name", Kind.LEADER.value: "post"}


@dataclass(frozen=True)
class Store:
    """Where the words of a list of the report are kept; the field of the list and the column of the model have one name."""

    model: type[ReportRow]
    texts: tuple[str, ...] = ("text",)

    @property
    def rows(self) -> Any:  # a Manager; mypy would take it for one of Store itself
        return self.model._default_manager


LISTS = {
    "key_tasks": Store(KeyTask),
    "goals": Store(Goal),
    "functions": Store(FunctionClass, ("name",)),
    "projects": Store(Project, ("name", "use", "organisation")),
    "indicators": Store(
        PerformanceTarget,
        (
            *("level1", "level2", "level3", "sign", "target", "unit", "actual", "reason"),
            *("nature", "initial", "core", "definition", "standard", "measure"),
        ),
    ),
    "scoring": Store(ScoredIndicator, ("actual", "reason")),
    "problems": Store(Problem),
    "suggestions": Store(Suggestion),
}


@dataclass(frozen=True)
class Scope:
    """The facts that are read or written together: those of a section, or of a whole outline."""

    fields: tuple[str, ...] = ()  # without the built-in ones
    texts: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()  # grid and column
    widened: tuple[str, ...] = ()  # standard lists to which the outline adds columns of words

    @property
    def profile_kinds(self) -> list[str]:
        """Kinds of what the department's profile of the year holds of this."""
        own = [Kind.PARTICULAR.value] if PARTICULARS.intersection(self.fields) else []
        return own + [key for key in self.lists if key in PROFILE]

    @property
    def report_lists(self) -> list[str]:
        return [key for key in self.lists if key in LISTS]

    @property
    def extra_lists(self) -> list[str]:
        """Lists that a county declared itself, and those to which it adds columns."""
        return [key for key in self.lists if key in self.widened or (key not in PROFILE and key not in LISTS)]

    def narratives(self) -> list[str]:
        """Keys of everything that is kept as a Narrative."""
        own = [f"field.{key}" for key in self.fields if key not in PARTICULARS]
        return [*own, *self.texts, *(f"wording.{key}" for key in self.wordings)]


def list_own_columns(listing: Listing) -> list[str]:
    """Columns of words that a county adds to a standard list; they are kept beside its rows, in ExtraRows of the same keys."""
    if listing.key in LISTS:
        standard = LISTS[listing.key].texts
    elif listing.key in PROFILE:
        standard = (PROFILE[listing.key],)
    else:
        return []
    return [field.key for field in listing.typed if not field.is_figure and field.key not in standard]


def get_section_scope(outline: Outline, section: str) -> Scope:
    """What the section lets a person fill in. Raises KeyError for an unknown section."""
    found = list_entries(outline)[section]
    return Scope(
        fields=tuple(key for entry in found if entry.shape == "fields" for key in entry.members),
        texts=tuple(entry.key for entry in found if entry.shape == "narrative"),
        wordings=tuple(entry.key for entry in found if entry.shape == "wording"),
        lists=tuple(entry.key for entry in found if entry.shape == "listing"),
        cells=tuple((entry.key, column) for entry in found if entry.shape == "grid" for column in entry.members),
        widened=tuple(entry.key for entry in found if entry.shape == "listing" and list_own_columns(outline.lists[entry.key])),
    )


def get_outline_scope(outline: Outline) -> Scope:
    return join_scopes(get_section_scope(outline, section) for section in outline.sections)


def join_scopes(scopes: Iterable[Scope]) -> Scope:
    listed = list(scopes)
    return Scope(
        fields=tuple(key for scope in listed for key in scope.fields),
        texts=tuple(key for scope in listed for key in scope.texts),
        wordings=tuple(key for scope in listed for key in scope.wordings),
        lists=tuple(key for scope in listed for key in scope.lists),
        cells=tuple(cell for scope in listed for cell in scope.cells),
        widened=tuple(key for scope in listed for key in scope.widened),
    )

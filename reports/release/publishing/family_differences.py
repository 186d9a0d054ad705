"""Hidden figures that the papers of several departments tell together: the 主管部门's public total less those of its other units,
or the units' public figures added up. Looked for in one year, among a department, its 主管部门, its units and its sisters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from reports.domain import Document, places
from reports.models import Approval, Publication
from reports.release.publishing import public_version
from reports.release.publishing.inference import is_hidden
from reports.release.publishing.public_texts import Leak
from reports.release.publishing.public_version import Prepared

NAMED = 3  # departments of which a sentence is made
LEAST_DIGITS = 3  # of an amount that two papers do not share by chance


@dataclass(frozen=True)
class FamilyPaper:
    """The paper of a department: what was approved, what of it is public, and what must not be read."""

    department: int
    parent: int | None
    document: Document
    public: Document
    secret: frozenset[str]

    @property
    def name(self) -> str:
        return self.document.department

    def find_public(self, place: str) -> Decimal | None:
        figure = self.public.figures.get(place)
        return figure.amount if figure else None


def make_family_paper(approval: Approval, document: Document, prepared: Prepared) -> FamilyPaper:
    department = approval.submission.report.department
    return FamilyPaper(department.pk, department.parent_id, document, prepared.document, prepared.secret)


def load_family(approval: Approval) -> list[FamilyPaper]:
    """The others' papers that stand in public; one query."""
    found = _list_family(approval).select_related("approval__submission__outline", "approval__submission__report__department")
    return [_load_paper(each) for each in found]


def _list_family(approval: Approval) -> QuerySet[Publication]:
    own = approval.submission.report.department
    related = Q(report__department__parent=own)
    if own.parent_id:
        related |= Q(report__department=own.parent_id) | Q(report__department__parent=own.parent_id)
    year = approval.submission.report.cycle.year
    return Publication.objects.standing().filter(related, report__cycle__year=year).exclude(report__department=own)


def _load_paper(publication: Publication) -> FamilyPaper:
    document = public_version.load_approved_document(publication.approval)
    return make_family_paper(publication.approval, document, public_version.prepare_publication(publication.approval, publication.withheld))


def find_family_differences(own: FamilyPaper, others: Sequence[FamilyPaper]) -> Iterator[Leak]:
    """What publishing `own` makes known: of its own hidden figures, and of those that the others hide."""
    everybody = sorted([own, *others], key=lambda paper: paper.department)
    for paper in everybody:
        for place, figure in paper.document.figures.items():
            if not figure.amount or not is_hidden(place, paper.secret):
                continue
            for used, total, words in _iter_sums(paper, everybody, place):
                if total == figure.amount and (paper is own or own in used):
                    yield Leak(f"{paper.name}公开版", f"{words}：{places.label_place(paper.document, place)}")


def _iter_sums(paper: FamilyPaper, everybody: Sequence[FamilyPaper], place: str) -> Iterator[tuple[list[FamilyPaper], Decimal, str]]:
    """Papers, what they tell together, and how it is said."""
    parents = [each for each in everybody if each.department == paper.parent]
    sisters = [each for each in everybody if each is not paper and paper.parent and each.parent == paper.parent]
    yield from _iter_remainders(parents, _list_told(sisters, place), place)
    units = _list_told([each for each in everybody if each.parent == paper.department], place)
    if units:
        yield [each for each, _ in units], sum((amount for _, amount in units), Decimal(0)), f"由{_join_names(units)}公开的数相加可以算出"


Told = list[tuple[FamilyPaper, Decimal]]


def _list_told(papers: Sequence[FamilyPaper], place: str) -> Told:
    found = ((paper, paper.find_public(place)) for paper in papers)
    return [(paper, amount) for paper, amount in found if amount is not None]


def _iter_remainders(parents: Sequence[FamilyPaper], sisters: Told, place: str) -> Iterator[tuple[list[FamilyPaper], Decimal, str]]:
    for parent, total in _list_told(parents, place):
        if sisters:
            rest = total - sum((amount for _, amount in sisters), Decimal(0))
            yield [parent, *(each for each, _ in sisters)], rest, f"由{parent.name}公开的数减去{_join_names(sisters)}公开的数可以算出"
        elif len(total.normalize().as_tuple().digits) >= LEAST_DIGITS:
            yield [parent], total, f"与{parent.name}公开的同一项相同"


def _join_names(told: Told) -> str:
    names = "、".join(paper.name for paper, _ in told[:NAMED])
    return f"{names}等 {len(told)} 个单位" if len(told) > NAMED else names

"""All that is hidden and yet stands in public, in this paper, beside another year's or another department's: shown before publishing, to be hidden as well
or kept on purpose. An empty list means that nothing was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from reports.domain import Document
from reports.models import Approval, Publication
from reports.release.publishing import public_version
from reports.release.publishing.family_differences import find_family_differences, load_family, make_family_paper
from reports.release.publishing.leaked_amounts import find_leaked_amounts
from reports.release.publishing.leaked_names import find_leaked_names
from reports.release.publishing.public_texts import Leak, PublicText, iter_public_texts
from reports.release.publishing.public_version import Prepared
from reports.release.publishing.solved_figures import find_known_elsewhere, find_solved_figures, find_telling_shares


def find_leaks(approval: Approval, prepared: Prepared) -> list[Leak]:
    """Each once, in the order of the paper; two queries more for each other year that is public, one for all related departments."""
    document = public_version.load_approved_document(approval)
    own = list(iter_public_texts(prepared.page))
    others = list(_iter_other_papers(approval))
    found = [*find_leaked_amounts(document, prepared.secret, own), *find_leaked_names(document, prepared.secret, own)]
    beside = [leak for other in others for leak in _find_beside(document, prepared, own, other)]
    worked_out = _find_worked_out(document, prepared, own, others)
    family = find_family_differences(make_family_paper(approval, document, prepared), load_family(approval))
    return list(dict.fromkeys([*found, *worked_out, *beside, *family]))


def list_unkept(leaks: Collection[Leak], kept: Collection[str]) -> list[Leak]:
    """What nobody decided about."""
    return [leak for leak in leaks if leak.key not in kept]


@dataclass(frozen=True)
class _Other:
    """Another year's standing paper of the department: what was approved, and what of it is public."""

    year: int
    document: Document
    public: Document
    secret: frozenset[str]
    unread: frozenset[str]
    texts: tuple[PublicText, ...]

    @property
    def heading(self) -> str:
        return f"{self.year} 年度公开版"

    def name(self, leaks: Iterable[Leak]) -> Iterator[Leak]:
        """Leaks of what that year withholds."""
        return (Leak(leak.heading, f"{leak.words}（{self.year} 年度不予公开）") for leak in leaks)


def _iter_other_papers(approval: Approval) -> Iterator[_Other]:
    report = approval.submission.report
    others = Publication.objects.standing().filter(report__department=report.department_id).exclude(report=report.pk)
    for other in others.select_related("approval__submission__outline", "approval__submission__report", "report__cycle"):
        year = other.report.cycle.year
        prepared = public_version.prepare_publication(other.approval, other.withheld)
        texts = tuple(PublicText(f"{year} 年度公开版", text) for text in other.text.splitlines())
        document = public_version.load_approved_document(other.approval)
        yield _Other(year, document, prepared.document, prepared.secret, prepared.hidden, texts)


def _find_worked_out(document: Document, prepared: Prepared, own: list[PublicText], others: list[_Other]) -> Iterator[Leak]:
    """What can be computed: from all sums of this paper, from the same figures of its neighbours, from shares."""
    known = {
        place: where
        for other in others
        for place, where in find_known_elsewhere(document, prepared.secret, other.public, other.heading).items()
    }
    yield from find_solved_figures(document, prepared.secret, prepared.hidden, known)
    before = next((other.public for other in others if other.year == document.year - 1), None)
    yield from find_telling_shares(document, prepared.secret, own, before)


def _find_beside(document: Document, prepared: Prepared, own: list[PublicText], other: _Other) -> Iterator[Leak]:
    """What this paper hides and another year's tells, and the other way round: amounts, names, sentences, and what follows from them."""
    yield from find_leaked_amounts(document, prepared.secret, other.texts)
    yield from find_leaked_names(document, prepared.secret, other.texts)
    theirs = [*find_leaked_amounts(other.document, other.secret, own), *find_leaked_names(other.document, other.secret, own)]
    known = find_known_elsewhere(other.document, other.secret, prepared.document, f"{document.year} 年度公开版")
    worked_out = find_solved_figures(other.document, other.secret, other.unread, known)
    yield from other.name([*theirs, *worked_out])

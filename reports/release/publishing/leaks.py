"""All that is hidden and yet stands in public, in this paper or beside another year's: shown before publishing, to be hidden as well
or kept on purpose. An empty list means that nothing was found."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reports.models import Approval, Publication
from reports.release.publishing import public_version
from reports.release.publishing.leaked_amounts import find_leaked_amounts
from reports.release.publishing.leaked_names import find_leaked_names
from reports.release.publishing.public_texts import Leak, PublicText, iter_public_texts
from reports.release.publishing.public_version import Prepared


def find_leaks(approval: Approval, prepared: Prepared) -> list[Leak]:
    """Each once, in the order of the paper; two queries more for each other year that is public."""
    document = public_version.load_approved_document(approval)
    own = list(iter_public_texts(prepared.page))
    found = [*find_leaked_amounts(document, prepared.secret, own), *find_leaked_names(document, prepared.secret, own)]
    return list(dict.fromkeys([*found, *_find_beside_other_years(approval, prepared, own)]))


def list_unkept(leaks: Collection[Leak], kept: Collection[str]) -> list[Leak]:
    """What nobody decided about."""
    return [leak for leak in leaks if leak.key not in kept]


def _find_beside_other_years(approval: Approval, prepared: Prepared, own: list[PublicText]) -> Iterator[Leak]:
    """What this paper hides and another year's tells, and the other way round."""
    report = approval.submission.report
    others = Publication.objects.standing().filter(report__department=report.department_id).exclude(report=report.pk)
    document = public_version.load_approved_document(approval)
    for other in others.select_related("approval__submission__outline", "approval__submission__report", "report__cycle"):
        year = other.report.cycle.year
        theirs = [PublicText(f"{year} 年度公开版", text) for text in other.text.splitlines()]
        yield from find_leaked_amounts(document, prepared.secret, theirs)
        before = public_version.load_approved_document(other.approval)
        secret = public_version.prepare_publication(other.approval, other.withheld).secret
        yield from (Leak(leak.heading, f"{leak.words}（{year} 年度不予公开）") for leak in find_leaked_amounts(before, secret, own))

"""Papers to take away: the 草稿 as it stands, the 送审稿 and the 定稿 of a submission as stored."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from departments import audit
from departments.models import Membership, User
from reports import findings, printouts
from reports.models import Printout, PrintoutKind, Report, Submission
from reports.rendering.limits import TooLarge
from reports.views.access import person, report_or_404

BLOCK = 256 * 1024  # bytes at a time; Django's 4 kB cost a paper forty writes


@require_safe
def draft_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = report_or_404(request, pk)
    try:
        paper = printouts.draft(*findings.to_print(report), moment=timezone.now())
    except TooLarge as refusal:
        return _unprinted(request, report, refusal)
    return _paper(io.BytesIO(paper), f"{_name(report)}_草稿.pdf")


@require_safe
def printout(request: HttpRequest, reference: str) -> HttpResponseBase:
    return _stored(request, reference, SUBMISSION)


@require_safe
def final_paper(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Of a submission that was approved, also when the report was reopened since."""
    return _stored(request, reference, FINAL)


@dataclass(frozen=True)
class Stored:
    """A kind of paper that is printed once."""

    kind: PrintoutKind
    printed: Callable[[Submission], Printout]
    ending: str = ""  # of the file's name
    only: Q = field(default_factory=Q)  # which submissions have one


SUBMISSION = Stored(PrintoutKind.SUBMISSION, printouts.of)
FINAL = Stored(PrintoutKind.FINAL, lambda submission: printouts.final(submission.approval), "_定稿", Q(approval__isnull=False))


def _stored(request: HttpRequest, reference: str, paper: Stored) -> HttpResponseBase:
    found = _sent(person(request), reference, paper)
    if found is None:
        raise Http404
    pk, file, district, is_own, *named = found
    try:
        kept = file or str(paper.printed(Submission.objects.get(pk=pk)).file)
    except TooLarge as refusal:
        return _unprinted(request, Submission.objects.get(pk=pk).report, refusal)
    name = f"{_joined(*named)}{paper.ending}.pdf"
    if not is_own:
        audit.record(audit.Act.VIEW, name, district=district)
    return _paper(default_storage.open(kept), name)


def _unprinted(request: HttpRequest, report: Report, refusal: TooLarge) -> HttpResponseBase:
    """No paper; the page of the report says which section to shorten."""
    messages.error(request, str(refusal))
    return redirect("report", report.pk)


def _sent(user: User, reference: str, paper: Stored) -> tuple[Any, ...] | None:
    """Id, stored file, district, whether it is the own department's, and code, unit and year of a submission that the person may see.

    The rule of Report.objects.open_to, by joins.

    Values and no models: a stored paper is served hardly slower than any file.
    """
    mine = Q(report__department__memberships__user=user.pk) | Q(report__department__district__memberships__user=user.pk)
    mine |= Q(report__department__merged_into__memberships__user=user.pk)  # the unit that took it over reads on
    kept = Printout.objects.filter(submission=OuterRef("pk"), kind=paper.kind).values("file")
    own = Membership.objects.filter(user=user.pk, department=OuterRef("report__department"))
    wanted = (
        "stored",
        "report__department__district",
        "own",
        "report__department__code",
        "report__department__name",
        "report__cycle__year",
    )
    found = Submission.objects.filter(mine, paper.only, reference=reference).annotate(stored=Subquery(kept[:1]), own=Exists(own))
    return found.order_by("pk").values_list("pk", *wanted).first()


def _name(report: Report) -> str:
    return _joined(report.department.code, report.department.name, report.cycle.year)


def _joined(code: str, unit: str, year: int) -> str:
    """代码_单位_年度."""
    return f"{code}_{unit}_{year}"


def _paper(content: io.BytesIO | File, name: str) -> FileResponse:
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
    response.block_size = BLOCK
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

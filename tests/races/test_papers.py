"""Many who ask for the same paper before it exists: one paper, one file."""

from pathlib import Path
from threading import Barrier

import pytest
from django.db import IntegrityError

from departments.models import User
from reports import workflow
from reports.models import Printout, Report, Status, Submission
from reports.workflow import printouts
from tests.races.together import PATIENCE, Outcome, errors, together
from tests.reports.workflow.builders import put

FEW = 8
real_of = printouts.get_printout  # the fixtures silence it for everybody else


@pytest.fixture
def submission(report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> Submission:
    all_asked = Barrier(FEW)

    def render(*_: object, attachment: bytes) -> bytes:
        all_asked.wait(PATIENCE)
        return attachment

    monkeypatch.setattr("reports.domain.rendering.pdf.print_pdf", render)
    return workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=people["leader"])


def ask(submission: Submission) -> list[Outcome]:
    return together(*[lambda: real_of(Submission.objects.get(pk=submission.pk))] * FEW)


def files(submission: Submission) -> list[Path]:
    folder = Path(Printout.objects.get().file.path).parent
    return list(folder.glob(f"{submission.reference}*"))


def test_all_get_the_one_paper(submission: Submission) -> None:
    found = ask(submission)
    assert errors(found) == []
    assert {outcome.result for outcome in found} == {Printout.objects.get()}
    assert files(submission) == [Path(Printout.objects.get().file.path)]


def test_control_without_giving_way_all_but_one_fail(submission: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    def keep(submission: Submission, content: bytes) -> Printout:
        return Printout.objects.create(submission=submission, file=f"{submission.reference}.pdf", sha256="0" * 64)

    monkeypatch.setattr(printouts, "_store_printout", keep)
    assert errors(ask(submission)) == [IntegrityError] * (FEW - 1)

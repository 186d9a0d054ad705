"""The papers of the invented district wait for who opens them, and come out as if printed at the time of the act."""

from hashlib import sha256
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from departments.models import User
from reports.models import Approval, Printout, PrintoutKind, Submission

pytestmark = pytest.mark.django_db
DONE = {"department__code": "088001", "cycle__year": 2024}  # sent and approved last year


@pytest.fixture
def approved(district) -> Submission:
    return Submission.objects.get(**{f"report__{name}": value for name, value in DONE.items()})


def fetch(path: str) -> bytes:
    client = Client()
    client.force_login(User.objects.get(username="manager"))
    answer = client.get(path)
    assert answer.status_code == 200
    return b"".join(answer)


def read_text(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\n", "")


def test_nothing_is_printed_while_loading(district):
    assert (Printout.objects.count(), Submission.objects.count(), Approval.objects.count()) == (0, 11, 4)


@pytest.mark.parametrize(("kind", "ending"), [(PrintoutKind.SUBMISSION, ".pdf"), (PrintoutKind.FINAL, "/final.pdf")])
def test_who_opens_a_paper_first_gets_it_printed_and_stored(approved, kind, ending):
    path = f"/submissions/{approved.reference}{ending}"
    content = fetch(path)
    stored = Printout.objects.get(submission=approved)
    assert (stored.kind, stored.sha256) == (kind, sha256(content).hexdigest())
    assert approved.reference in read_text(content)
    assert fetch(path) == content
    assert Printout.objects.get() == stored


def test_a_paper_bears_the_time_of_the_act_not_of_the_printing(approved):
    made = PdfReader(BytesIO(fetch(f"/submissions/{approved.reference}.pdf"))).metadata.creation_date
    assert made == approved.sent_at.replace(microsecond=0)


def test_accounts_share_one_hash_of_the_one_password(district):
    assert len(set(User.objects.values_list("password", flat=True))) == 1

"""A reason that the paper gives in its own text: it counts until the figures it was sent with have changed under it."""

import pytest

from reports.domain.checks import Context, Finding
from reports.domain.checks.verdict import Findings, check_document
from reports.domain.document import Document
from tests.reports.domain.checks.papers import paper

REASON = "部分项目跨年实施，款项结转下年支付。"


def report(reason: str = REASON, project: str = "40.00") -> Document:
    """Executed below nine tenths: C12 and C14 ask for a reason."""
    total = "150.00" if project == "50.00" else f"{100 + float(project):.2f}"
    return paper(texts={"differences": reason}, expenditure__project__final=project, expenditure__total__final=total)


def said(document: Document, context: Context) -> Finding:
    return next(
        finding for finding in check_document(document, context) if finding.check == "C12" and "expenditure.project.final" in finding.places
    )


@pytest.fixture
def sent() -> Context:
    """As the report was sent with 40.00."""
    return Context(
        sent={finding.key: (finding.explained, finding.fingerprint) for finding in check_document(report(), Context()) if finding.explained}
    )


def test_before_the_first_sending_the_text_is_the_reason():
    assert (said(report(), Context()).explained, said(report(), Context()).is_outdated) == (REASON, False)


def test_the_same_figures_need_no_second_word(sent):
    assert not said(report(), sent).is_outdated


def test_other_figures_under_the_same_text_must_be_confirmed(sent):
    finding = said(report(project="30.00"), sent)
    assert (finding.explained, finding.is_outdated) == (REASON, True)
    assert finding in Findings((finding,)).unexplained


def test_a_text_that_was_written_anew_is_a_new_reason(sent):
    assert not said(report(reason="两个项目年底才验收，尾款未付。", project="30.00"), sent).is_outdated


def test_a_confirmed_reason_holds(sent):
    finding = said(report(project="30.00"), sent)
    confirmed = Context(sent=sent.sent, explanations={finding.key: (REASON, finding.fingerprint)})
    assert not said(report(project="30.00"), confirmed).is_outdated

"""What the queue shows of a paper follows every step and every score, and a command counts it anew."""

from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import QuerySet

from departments.models import User
from reports import workflow
from reports.models import NO_FACTS, ItemKind, Report, Submission
from reports.workflow import NewItem, queue_facts, review_scores
from tests.reports.workflow.review_scores.conftest import LOWER


def facts(report: Report) -> dict[str, Any]:
    return Report.objects.values(*NO_FACTS).get(pk=report.pk)


def count_by_hand(submission: Submission) -> dict[str, int]:
    outcomes = [one["outcome"] for one in submission.findings["findings"]]
    return {"must_fix": outcomes.count("E"), "must_explain": outcomes.count("R"), "hints": outcomes.count("W")}


def test_a_paper_that_was_sent_shows_its_findings_its_own_score_and_its_amount(sent: Report):
    submission = sent.submissions.get()
    document = review_scores.load_sent_document(submission)
    own = review_scores.freeze_scores(submission, document).self_points

    found = facts(sent)

    assert {name: found[name] for name in ("must_fix", "must_explain", "hints")} == count_by_hand(submission)
    assert (found["own_points"], found["points"], found["amount"]) == (own, None, document.figure("expenditure.total.final").amount)
    assert own is not None
    assert found["worst"] == "none"


@pytest.mark.parametrize(("outcomes", "worst"), [("WREE", "must_fix"), ("WR", "explain"), ("W", "hint"), ("", "none")])
def test_the_gravest_finding_is_kept_beside_the_counts(sent: Report, outcomes: str, worst: str):
    QuerySet(Submission).update(findings={"findings": [{"outcome": one} for one in outcomes]})

    queue_facts.refresh_queue_facts(sent)

    found = facts(sent)
    counts = {"must_fix": outcomes.count("E"), "must_explain": outcomes.count("R"), "hints": outcomes.count("W")}
    assert found == {**found, **counts, "worst": worst}


def test_a_score_shows_at_once_and_goes_when_it_is_taken_back(in_review: Report, reviewer: User):
    own = facts(in_review)["own_points"]

    workflow.score(in_review, LOWER, by=reviewer)
    assert facts(in_review)["points"] < own

    workflow.score(in_review, {}, by=reviewer)
    assert facts(in_review)["points"] is None


def test_a_paper_that_goes_back_shows_nothing_until_it_is_sent_again(in_review: Report, reviewer: User):
    place = f"section.{in_review.outline.definition.section[0].key}"
    workflow.return_(in_review, by=reviewer, items=[NewItem(place, ItemKind.MUST, "请补充")])

    assert facts(in_review) == NO_FACTS


def test_an_approval_without_scores_shows_those_of_the_department(in_review: Report, reviewer: User):
    workflow.approve(in_review, by=reviewer)

    found = facts(in_review)
    assert found["points"] == found["own_points"] != Decimal(0)


def test_the_command_counts_anew_what_was_sent_before_the_columns_were_there(in_review: Report, reviewer: User):
    workflow.score(in_review, LOWER, by=reviewer)
    before = facts(in_review)
    Report.objects.update(**NO_FACTS)

    call_command("refresh_queue", stdout=(told := StringIO()))

    assert facts(in_review) == before
    assert told.getvalue() == "已汇总 1 份在财政局的报告。\n"


def test_the_command_says_which_it_could_not_count(sent: Report):
    QuerySet(Submission).filter(report=sent).update(sha256="0" * 64)  # past the door that refuses
    Report.objects.update(**NO_FACTS)

    call_command("refresh_queue", stdout=(told := StringIO()))

    assert "另有 1 份没有报送件，或与校验码不符，没有汇总" in told.getvalue()
    assert facts(sent) == NO_FACTS


def test_a_step_costs_the_same_for_any_number_of_findings(sent: Report, django_assert_max_num_queries: Any):
    with django_assert_max_num_queries(4):
        queue_facts.refresh_queue_facts(sent)

"""What came of the findings of each rule: each once, however often its report was sent."""

import pytest

from reports.models import Report, ReturnItem, Status, Submission
from reports.release.statistics import Scope, rule_effects
from reports.release.statistics.rule_effects import RuleEffect
from tests import builders
from tests.reports.release.statistics.builders import FINDING, at, cycle, report

pytestmark = pytest.mark.django_db


def said(check: str, place: str, mark: str, explained: str = "", outcome: str = "R") -> dict[str, object]:
    return {**FINDING, "id": check, "places": [place], "fingerprint": mark, "explained": explained, "outcome": outcome}


def send(of: Report, *papers: list[dict[str, object]]) -> None:
    for number, findings in enumerate(papers, 1):
        rest = {
            "document": "{}",
            "sha256": "",
            "sent_at": at(f"2019-03-{number:02} 09:00"),
            "late": False,
            "findings": {"findings": findings},
        }
        Submission.objects.create(report=of, number=number, reference=f"{of.pk}-{number}", outline=of.outline, **rest)


def effects(district) -> dict[str, tuple[dict[str, int], float | None]]:
    return {each.check: (dict(each.fates), each.share) for each in rule_effects.load_rule_effects(Scope(district.pk, 2018))}


def test_a_finding_counts_once_as_what_came_of_it(district, django_assert_num_queries):
    year = cycle(district, 2018)
    done = report(builders.department(district, "01"), year, Status.APPROVED)
    send(
        done,
        [said("C12", "a.b.c", "1"), said("C13", "a.b.d", "1"), said("C14", "a.b.e", "1", "跨年"), said("C15", "a.b.f", "1", outcome="W")],
        [said("C13", "a.b.d", "1"), said("C14", "a.b.e", "1", "跨年"), said("C15", "a.b.f", "1", outcome="W")],
    )
    first = done.submissions.get(number=1)
    ReturnItem.objects.create(report=done, submission=first, place="a.b.d", place_label="项目", text="请核对")
    waits = report(builders.department(district, "02"), year, Status.SUBMITTED)
    send(waits, [said("C12", "a.b.c", "2")])
    with django_assert_num_queries(2):
        found = effects(district)
    assert found == {
        "C12": ({"changed": 1, "open": 1}, 100),
        "C13": ({"sent_back": 1}, 100),
        "C14": ({"explained": 1}, 100),
        "C15": ({"passed": 1}, 0),
    }


@pytest.mark.parametrize(
    ("outcome", "fates", "words"),
    [
        ("W", {"passed": 9, "changed": 1}, "可停用"),
        ("R", {"passed": 9, "explained": 1}, "可降为提示"),
        ("W", {"passed": 2, "changed": 8}, "可提为须说明"),
        ("R", {"changed": 9, "passed": 1}, "可提为必须修改"),
        ("R", {"explained": 9, "changed": 1}, "保持不变"),
        ("E", {"changed": 3}, "条数太少"),
        ("E", {"open": 30}, "条数太少"),
    ],
)
def test_a_proposal_follows_from_the_share(outcome, fates, words):
    effect = RuleEffect("C12", "执行率", rule_effects.Outcome(outcome))
    effect.fates.update(fates)
    assert words in effect.proposal

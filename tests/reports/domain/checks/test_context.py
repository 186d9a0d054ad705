"""What a cycle changes, and what a department has explained."""

from dataclasses import replace

import pytest

from reports.domain import checks
from reports.domain.checks import Context, Outcome, evaluation, verdict, versions
from reports.domain.outlines import rule_discovery
from tests.reports.domain.checks import said
from tests.reports.domain.checks.papers import paper, row

STAFF = {"staff__total__actual": "10"}


def explained(document, **changes):
    """The staff finding of the paper, with a reason given for that of the paper with two people more than posts."""
    (asked,) = said.of(paper(**STAFF), "C17")
    (found,) = said.of(document, "C17", Context(explanations={asked.key: ("两人为军转干部", asked.fingerprint)}))
    return found.explained, found.is_outdated


def test_a_cycle_may_weigh_a_check_otherwise():
    assert [finding.outcome for finding in said.of(paper(**STAFF), "C17", Context(severities={"C17": "W"}))] == [Outcome.HINT]


def test_information_and_blanks_keep_their_outcome():
    document = paper(functions=(row("f1", name="甲", amount="109.99"), row("f2", name="乙", amount="40")), staff__total__actual="")
    found = checks.run(document, Context(severities={"C05": "R", "C17": "E"}))
    assert {finding.outcome for finding in found if finding.check in ("C05", "C17")} == {Outcome.INFO, Outcome.NOT_EVALUATED}


def test_a_check_that_is_switched_off_says_nothing():
    assert said.of(paper(**STAFF), "C17", Context(switched_off={"C17": "本年机构改革"})) == []


def test_a_cycle_may_change_a_tolerance():
    document = paper(expenditure__project__final="56", expenditure__total__final="156")
    assert said.of(document, "C14", Context(thresholds={"C14": {"within": "20%"}})) == []


def test_a_reason_stands_beside_its_finding():
    assert explained(paper(**STAFF)) == ("两人为军转干部", False)


def test_a_reason_for_other_figures_must_be_confirmed_again():
    assert explained(paper(staff__total__actual="11")) == ("两人为军转干部", True)


def test_the_papers_own_reason_explains_a_difference():
    cells = {"expenditure__project__final": "56", "expenditure__total__final": "156", "texts": {"differences": "追加设备款"}}
    assert [finding.explained for finding in said.of(paper(**cells), "C14")] == ["追加设备款"]


def test_a_sum_is_the_same_question_after_a_row_was_added():
    (one,) = said.of(paper(projects=(row("p1", name="甲", final="20"),)), "C06")
    (two,) = said.of(paper(projects=(row("p1", name="甲", final="20"), row("p2", name="乙", final="5"))), "C06")
    assert one.key == two.key
    assert one.fingerprint != two.fingerprint


def count_up(monkeypatch: pytest.MonkeyPatch, rule_id: str) -> None:
    """The rule judges otherwise from now on."""
    changed = replace(rule_discovery.load_rules()[rule_id], version=9)
    monkeypatch.setattr(versions, "find_rule", lambda name: changed if name == rule_id else rule_discovery.find_rule(name))


def test_a_finding_carries_the_version_of_its_own_check_and_rule(monkeypatch: pytest.MonkeyPatch):
    document = paper(**STAFF, texts={"management": ""})
    assert {finding.check: finding.version for finding in checks.run(document)} == {"C30": "1.3", "C17": "1.1"}
    count_up(monkeypatch, "C30")
    assert {finding.check: finding.version for finding in checks.run(document)} == {"C30": "1.9", "C17": "1.1"}


def test_a_declared_check_counts_its_own_version():
    outline = paper(**STAFF).outline
    changed = [check.model_copy(update={"version": 3}) if check.grid else check for check in outline.check]
    assert {versions.build_version(check) for check in changed if check.grid} == {"3.1"}


def test_what_was_frozen_keeps_its_version_and_is_not_new_for_it_alone(monkeypatch: pytest.MonkeyPatch):
    document = paper(**STAFF, texts={"management": ""})
    before = verdict.freeze_findings(verdict.check_document(document, Context()))
    count_up(monkeypatch, "C30")
    now = verdict.check_document(document, Context())
    assert {finding.version for finding in verdict.restore_findings(before)} == {"1.1", "1.3"}
    assert now.unlike(before) == frozenset()


def test_a_reason_stands_when_the_rule_finds_other_words_for_the_same_figures(monkeypatch: pytest.MonkeyPatch):
    (asked,) = said.of(paper(**STAFF), "C17")
    given = Context(explanations={asked.key: ("军转干部", asked.fingerprint)})
    monkeypatch.setattr(evaluation, "_describe_sides", lambda *_: "在职人数多于编制数")
    (now,) = said.of(paper(**STAFF), "C17", given)
    assert (now.message != asked.message, now.explained, now.is_outdated) == (True, "军转干部", False)


def test_a_cycle_that_draws_a_bound_closer_asks_anew():
    document = paper(expenditure__project__final="56", expenditure__total__final="156", functions=(row("f1", name="甲", amount="156"),))
    (asked,) = said.of(document, "C14")
    given = {asked.key: ("跨年实施", asked.fingerprint)}
    assert [one.is_outdated for one in said.of(document, "C14", Context(explanations=given))] == [False]
    closer = Context(explanations=given, thresholds={"C14": {"within": "5%"}})
    assert [one.is_outdated for one in said.of(document, "C14", closer)] == [True]


def test_a_reason_that_was_kept_before_findings_had_evidence_stands():
    (asked,) = said.of(paper(**STAFF), "C17")
    (found,) = said.of(paper(**STAFF), "C17", Context(explanations={asked.key: ("两人为军转干部", asked.former_fingerprint)}))
    assert not found.is_outdated


def test_a_reason_for_a_sentence_stands_while_its_figure_does_and_the_rest_is_rewritten():
    def asked(text: str) -> checks.Finding:
        projects = (row("p1", name="干部培训", final="20"), row("p2", name="运行", final="30"))
        (found,) = said.of(paper(projects, texts={"management": text}), "C09")
        return found

    before = asked("全年干部培训支出20.5万元。")
    assert asked("全年干部培训支出20.5万元。另外走访企业12家。").is_answered_by(before.fingerprint)
    assert not asked("全年干部培训支出20.6万元。").is_answered_by(before.fingerprint)

"""Nine kinds of rule, each at its bounds. Golden cases: what a county's own table says."""

from decimal import Decimal

import pytest

from reports.domain.outlines import Rule
from reports.domain.scoring import rule_kinds
from reports.domain.scoring.rule_kinds import Given, Result, Unreadable


def rule(kind: str, **settings) -> Rule:
    return Rule.model_validate({"key": kind, "kind": kind, **settings})


def result(of: Rule, value: str = "0", weight: str = "5", text: str = "") -> Result:
    return rule_kinds.KINDS[of.kind](of, Given(Decimal(weight), Decimal(value), text))


def points(of: Rule, value: str = "0", weight: str = "5", text: str = "") -> Decimal:
    found = result(of, value, weight, text)
    assert found.least == found.most
    return max(found.most, of.floor)


STAFF = rule("per_point", unit="%", direction="at most", loss="0.5")
CHANGE = rule("per_point", unit="%", direction="at most", full="0", loss="10%")
DONE = rule("per_step", unit="%", full="100", step="5", loss="2")
ADDED = rule(
    "bands",
    unit="%",
    direction="at most",
    bands=[{"to": "0", "points": "5"}, {"to": "10", "points": "4"}, {"to": "20", "points": "3"}, {"to": "30", "points": "2"}],
)
CONTENT = rule("bands", unit="%", bands=[{"to": "90", "points": "5"}, {"to": "80", "points": "3"}], beyond="1")
RULES = rule("checklist", items=[{"text": "有制度", "points": "2"}, {"text": "合规", "points": "2"}, {"text": "执行到位", "points": "1"}])
FAULTS = rule("per_occurrence", loss="2")
BOUGHT = rule("ratio", unit="%")
LEFT = rule("reverse", unit="%", full="5")
EFFECT = rule(
    "qualitative",
    levels=[
        {"name": "达到预期", "most": "100", "least": "80"},
        {"name": "部分达到", "most": "80", "least": "60"},
        {"name": "未达到", "most": "60", "least": "0"},
    ],
)
MANUAL = rule("manual")


@pytest.mark.parametrize(
    ("value", "expected"), [("80", "5"), ("100", "5"), ("100.01", "4.995"), ("101", "4.5"), ("109.9", "0.05"), ("110", "0"), ("125", "0")]
)
def test_each_point_over_costs_in_proportion(value, expected):
    assert points(STAFF, value) == Decimal(expected)


def test_a_staff_rate_of_125_per_cent_scores_nothing_and_says_why():
    assert result(STAFF, "125").words == "超 25 个百分点，每点扣 0.5 分，扣完为止"


@pytest.mark.parametrize(("value", "expected"), [("-3", "8"), ("0", "8"), ("0.5", "7.6"), ("1", "7.2"), ("10", "0"), ("11", "0")])
def test_a_loss_may_be_a_share_of_the_points(value, expected):
    assert points(CHANGE, value, weight="8") == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("104", "5"), ("100", "5"), ("99.27", "5"), ("95.000001", "5"), ("95", "3"), ("90.1", "3"), ("90", "1"), ("85", "0"), ("0", "0")],
)
def test_only_whole_steps_cost(value, expected):
    assert points(DONE, value) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("-2", "5"), ("0", "5"), ("0.01", "4"), ("10", "4"), ("10.01", "3"), ("20", "3"), ("30", "2"), ("30.01", "0"), ("200", "0")],
)
def test_a_band_holds_its_upper_end(value, expected):
    assert points(ADDED, value) == Decimal(expected)


@pytest.mark.parametrize(("value", "expected"), [("100", "5"), ("90", "5"), ("89.99", "3"), ("80", "3"), ("79.99", "1")])
def test_where_more_is_better_a_band_holds_its_lower_end(value, expected):
    assert points(CONTENT, value) == Decimal(expected)


@pytest.mark.parametrize(("text", "expected"), [("①②③", "5"), ("全部", "5"), ("1、3", "3"), ("②", "2"), ("①①", "2"), ("无", "0")])
def test_a_checklist_adds_up_what_is_met(text, expected):
    assert points(RULES, text=text) == Decimal(expected)


def test_a_checklist_names_what_is_missing():
    assert result(RULES, text="①③").words == "符合 ①③，未达到 ②"


@pytest.mark.parametrize("text", ["④", "基本达到", "0.5", ""])
def test_a_checklist_refuses_what_is_no_item(text):
    with pytest.raises(Unreadable, match="请填达到的各项序号，如 ①②③"):
        result(RULES, text=text)


@pytest.mark.parametrize(("value", "expected"), [("0", "5"), ("1", "3"), ("2", "1"), ("3", "0"), ("9", "0")])
def test_each_occurrence_costs(value, expected):
    assert points(FAULTS, value) == Decimal(expected)


@pytest.mark.parametrize(("value", "expected"), [("0", "0"), ("50", "2.5"), ("96.4", "4.82"), ("100", "5"), ("130", "5"), ("-10", "0")])
def test_a_ratio_earns_its_share_and_never_more(value, expected):
    assert points(BOUGHT, value) == Decimal(expected)


@pytest.mark.parametrize(("value", "expected"), [("0", "5"), ("5", "5"), ("6", "4"), ("7.5", "2.5"), ("10", "0"), ("12", "0")])
def test_a_reverse_ratio_falls_to_nothing_at_twice_the_bound(value, expected):
    assert points(LEFT, value) == Decimal(expected)


@pytest.mark.parametrize(
    ("level", "least", "most", "open_end"), [("达到预期", "8", "10", False), ("部分达到", "6", "8", True), ("未达到", "0", "6", True)]
)
def test_a_qualitative_level_bounds_the_points(level, least, most, open_end):
    found = result(EFFECT, weight="10", text=level)
    assert (found.least, found.most, found.excludes_most) == (Decimal(least), Decimal(most), open_end)


def test_an_unknown_level_is_refused_with_the_known_ones():
    with pytest.raises(Unreadable, match="请填“达到预期”、“部分达到”、“未达到”之一"):
        result(EFFECT, text="很好")


def test_by_hand_any_points_up_to_the_weight_are_in_order():
    assert (result(MANUAL).least, result(MANUAL).most) == (0, 5)


@pytest.mark.parametrize("value", ["101", "120", "500"])
def test_a_floor_keeps_some_points(value):
    kept = rule("per_point", unit="%", direction="at most", loss="5", floor="1")
    assert points(kept, value) == 1


@pytest.mark.parametrize(
    ("fractions", "value", "left", "words"),
    [
        ("whole", "102.7", "4", "超 2.7 个百分点，每点扣 0.5 分（不满 1 个百分点的不计）"),
        ("proportion", "102.7", "3.65", "超 2.7 个百分点，每点扣 0.5 分（不满 1 个百分点的按比例计）"),
        ("whole", "102", "4", "超 2 个百分点，每点扣 0.5 分"),
        ("", "102.7", "3.65", "超 2.7 个百分点，每点扣 0.5 分"),
    ],
)
def test_fractions_of_a_point_count_as_the_rule_says_and_the_working_tells(fractions: str, value: str, left: str, words: str) -> None:
    of = rule("per_point", unit="%", direction="at most", loss="0.5", fractions=fractions)
    found = result(of, value)
    assert (found.most, found.words) == (Decimal(left), words)

"""Mine and theirs: what differs, and what the choice makes of it."""

from reports.domain.document import Row
from reports.domain.figures import Figure
from reports.filing.drafts import Changes
from reports.filing.forms.save_conflict import MINE, THEIRS, compare_with_saved, merge_choices
from tests.reports.filing.forms.builders import DAXIANG, document

MY_ROWS = (Row("a", {"text": "我的甲"}), Row("c", {"text": "我新加的"}))
THEIR_ROWS = (Row("a", {"text": "对方的甲"}), Row("b", {"text": "对方新加的"}))


def found(theirs, changes, section):
    return {each.place: (each.mine, each.theirs, each.chosen) for each in compare_with_saved(theirs, changes, section)}


def test_every_fact_that_differs_is_shown_once():
    theirs = document(fields={"unit.superior": "区委办"}, lists={"duties": THEIR_ROWS})
    changes = Changes(fields={"unit.superior": "区政府", "unit.funding": ""}, lists={"duties": MY_ROWS})
    assert found(theirs, changes, "basics") == {
        "unit.superior": ("区政府", "区委办", MINE),
        "duties.a.text": ("我的甲", "对方的甲", MINE),
        "duties.c": ("我新加的", "（无）", MINE),
        "duties.b": ("（无）", "对方新加的", THEIRS),
    }


def test_the_same_is_no_difference():
    theirs = document(texts={"management": "专款专用。"})
    assert found(theirs, Changes(texts={"management": "专款专用。"}), "management") == {}


def test_rows_are_merged_as_chosen():
    theirs = document(lists={"duties": THEIR_ROWS})
    changes = Changes(lists={"duties": MY_ROWS})
    texts = [row.text("text") for row in merge_choices(changes, theirs, {"duties.a.text", "duties.b"}).lists["duties"]]
    assert texts == ["对方的甲", "我新加的", "对方新加的"]
    assert merge_choices(changes, theirs, {"duties.c"}).lists["duties"] == (Row("a", {"text": "我的甲"}),)


def test_single_facts_are_merged_as_chosen():
    cell = "expenditure.basic.final"
    theirs = document(fields={"unit.superior": "区委办"}, texts={"management": "对方的"}, figures={cell: "2"})
    mine = Changes(fields={"unit.superior": "区政府"}, texts={"management": "我的"}, figures={cell: Figure.of(1)})
    assert merge_choices(mine, theirs, set()) == Changes(**{**vars(mine), "lists": {}, "wordings": {}})
    assert merge_choices(mine, theirs, {"unit.superior", "narrative.management", cell}) == Changes(
        fields={"unit.superior": "区委办"}, texts={"management": "对方的"}, figures={cell: Figure.of(2)}
    )


def test_a_wording_is_merged_as_chosen():
    theirs = document(DAXIANG, wordings={"goal_wording": "对方的"})
    assert merge_choices(Changes(wordings={"goal_wording": "我的"}), theirs, {"wording.goal_wording"}).wordings == {
        "goal_wording": "对方的"
    }


def test_what_a_suggestion_answers_is_merged_as_chosen():
    theirs = document(lists={"problems": (Row("p", {"text": "问题"}),), "suggestions": (Row("s", {"text": "建议"}, "p"),)})
    mine = Changes(lists={"problems": theirs.rows("problems"), "suggestions": (Row("s", {"text": "建议"}),)})
    assert found(theirs, mine, "problems") == {"suggestions.s": ("（无）", "问题", MINE)}
    assert merge_choices(mine, theirs, {"suggestions.s"}).lists["suggestions"] == theirs.rows("suggestions")

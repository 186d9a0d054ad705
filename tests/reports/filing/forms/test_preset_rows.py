"""A list whose rows the outline brings: only what is typed is asked, no row comes or goes."""

import re
from dataclasses import replace

import pytest

from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.shapes.listing import Preset
from reports.filing.forms import SectionForms, form_buttons
from tests.reports.domain.scoring.papers import paper
from tests.reports.filing.forms.builders import document, posted, typed

PRESET = (Preset(key="scan", values={"name": "档案数字化"}), Preset(key="repair", values={"name": "库房维修"}))


@pytest.fixture
def fixed() -> Document:
    """The projects, with their names given."""
    plain = document()
    listing = plain.outline.lists["projects"]
    fields = tuple(field.model_copy(update={"locked": field.key == "name"}) for field in listing.fields)
    given = listing.model_copy(update={"preset": PRESET, "fields": fields})
    outline = plain.outline.model_copy(update={"listing": tuple(given if each is listing else each for each in plain.outline.listing)})
    vars(outline).pop("lists", None)
    return replace(plain, outline=outline)


def listing(forms):
    return next(form for form in forms if form.entry.key == "projects")


def test_given_words_are_shown_and_not_asked(fixed):
    lines = {key: [(cell.kind, cell.value) for cell in inputs] for key, inputs in listing(SectionForms(fixed, "projects")).lines}
    assert lines == {
        "scan": [("shown", "档案数字化"), ("figure", ""), ("long", ""), ("long", "")],
        "repair": [("shown", "库房维修"), ("figure", ""), ("long", ""), ("long", "")],
    }


def test_only_what_is_typed_is_saved(fixed):
    forms = typed(fixed, "projects", [("projects.repair.final", "5.01")])
    assert forms.changes.lists["projects"] == (Row("repair", {"final": Figure.of("5.01"), "use": "", "organisation": ""}),)


def test_given_words_cannot_be_posted(fixed):
    assert "projects.scan.name" in typed(fixed, "projects", [("projects.scan.name", "别的")]).problems()[0].message


@pytest.mark.parametrize("operation", ["add:projects", "paste:projects", "carry:table.projects"])
def test_no_row_is_added(fixed, operation):
    data = posted([("projects:paste", "甲\t1")])
    assert form_buttons.apply_operation(operation, data, fixed, fixed).data == data


def test_the_working_of_a_scored_row_is_shown_where_the_score_is_typed():
    form = next(iter(SectionForms(paper(), "rating")))
    first = next(inputs for _, inputs in form.lines)
    assert [cell.value for cell in first if cell.place.endswith("working")] == ["36 ÷ 38 = 94.74%，不高于 100%，不扣分 → 5 / 5 分"]


def test_points_that_are_worked_out_fill_blank_inputs_alone_and_what_is_left_is_told():
    data = posted([("scoring.public_change.score", "4"), ("scoring.faults.actual", "1")])
    applied = form_buttons.apply_operation("points:scoring", data, paper(), None)
    assert (applied.data["scoring.staff_rate.score"], applied.data["scoring.public_change.score"]) == ("5", "4")
    assert applied.data["scoring.faults.score"] == "2"  # by what stands on the page
    assert "scoring.thrift.score" not in applied.data
    assert re.fullmatch(r"照“计算过程”填入 \d+ 格得分，填过的没有动。还有 \d+ 格没有算出分数，请按评分标准填写。", applied.receipt)


def test_points_of_a_list_without_rules_are_not_offered(fixed):
    assert form_buttons.apply_operation("points:projects", posted([]), fixed, None).receipt == ""
    assert not listing(SectionForms(fixed, "projects")).offers_points

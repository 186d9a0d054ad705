"""A sentence in the department's own words: figures are found by the words before them and stay bound."""

from reports.domain import editable_sentences as rules
from reports.domain.outlines import outline_loader
from reports.domain.text_import import reworded_sentences

OUTLINE = outline_loader.load_outline("daxiang-2021")
BLOCK = OUTLINE.wordings["goal_wording"]
OWN = "{year}年，全馆绩效目标的金额为{expenditure.total.goal}万元，含{kinds}。"


def read(text):
    said = reworded_sentences.read_reworded_sentence(OUTLINE, BLOCK, text)
    return None if said is None else {one.name: str(one.value) for one in said}


def test_the_wording_keeps_its_placeholders_and_is_one_that_the_form_accepts():
    said = read("2023年，全馆绩效目标的金额为198万元，含基本支出120万元，项目支出78万元。")
    assert said == {
        "goal_wording": OWN,
        "year": "2023",
        "expenditure.total.goal": "198",
        "expenditure.basic.goal": "120",
        "expenditure.project.goal": "78",
    }
    assert rules.find_wording_problem(OUTLINE, "goal_wording", OWN) == ""


def test_figures_are_read_though_the_wording_lacks_a_placeholder():
    assert read("项目支出78万元另有安排，基本支出120万元。") == {"expenditure.basic.goal": "120", "expenditure.project.goal": "78"}


def test_a_wording_with_marks_of_the_pattern_language_is_not_kept():
    assert "goal_wording" not in read("2023年，绩效目标的金额为198万元[含税]，含基本支出120万元，项目支出78万元。")


def test_words_without_a_figure_of_the_sentence_are_no_wording():
    assert read("2023年没有绩效目标。") is None

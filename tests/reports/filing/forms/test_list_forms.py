"""A list on the page: rows by key, in the order in which the keys come."""

from reports.domain.document import Row
from reports.domain.figures import Figure
from reports.filing.forms import FormProblem, SectionForms
from tests.reports.filing.forms.builders import document, rows, typed


def listing(forms, key):
    return next(form for form in forms if form.entry.key == key)


def post(key, *lines, **columns):
    """Key and text of every row."""
    return [pair for row, text in lines for pair in ((f"{key}:key", row), (f"{key}.{row}.{columns.get('name', 'text')}", text))]


def test_rows_come_in_the_order_of_their_keys():
    forms = typed(document(), "basics", post("duties", ("b", "提供查阅"), ("a", "收集档案")))
    assert forms.changes.lists["duties"] == (Row("b", {"text": "提供查阅"}), Row("a", {"text": "收集档案"}))


def test_empty_rows_are_left_out():
    forms = typed(document(), "basics", post("duties", ("a", " "), ("b", "收集档案")))
    assert [row.key for row in forms.changes.lists["duties"]] == ["b"]


def test_a_key_that_comes_twice_is_one_row():
    forms = typed(document(), "basics", [("duties:key", "a"), *post("duties", ("a", "收集档案"))])
    assert [row.key for row in forms.changes.lists["duties"]] == ["a"]


def test_an_empty_list_begins_with_one_row_of_its_own_key():
    first, second = (listing(SectionForms(document(), "basics"), "duties").rows[0].key for _ in range(2))
    assert first != second


def test_numbers_of_a_row_are_figures():
    pairs = [("functions:key", "a"), ("functions.a.name", "一般公共服务支出"), ("functions.a.amount", "1,330.55")]
    rows_ = typed(document(), "scale", pairs).changes.lists["functions"]
    assert rows_ == (Row("a", {"name": "一般公共服务支出", "amount": Figure.of("1330.55")}),)


def test_a_bad_number_is_named_at_its_cell():
    pairs = [("functions:key", "a"), ("functions.a.name", "一般公共服务支出"), ("functions.a.amount", "三百")]
    assert [problem.place for problem in typed(document(), "scale", pairs).problems()] == ["functions.a.amount"]


def test_labels_say_list_row_and_column():
    forms = SectionForms(document(lists={"functions": rows("教育支出", name="name")}), "scale")
    _, inputs = next(listing(forms, "functions").lines)
    assert [input_.label for input_ in inputs] == ["支出功能分类第 1 行 · 类别", "支出功能分类第 1 行 · 金额"]


def test_a_suggestion_may_answer_a_problem_that_was_just_typed():
    forms = typed(document(), "problems", [*post("problems", ("p", "预算编制不细")), *post("suggestions", ("s", "细化预算"))])
    _, inputs = next(listing(forms, "suggestions").lines)
    assert [(choice.value, choice.label) for choice in inputs[1].choices] == [("", "未指明"), ("p", "1. 预算编制不细")]


def test_the_answered_problem_is_kept():
    pairs = [*post("suggestions", ("s", "细化预算")), ("suggestions.s.answers", "p")]
    assert typed(document(), "problems", pairs).changes.lists["suggestions"][0].answers == "p"


def test_last_years_rows_stand_in_one_line_each():
    last = document(lists={"projects": (Row("a", {"name": "数字化", "final": Figure.of("93.14"), "use": "扫描"}),)})
    assert listing(SectionForms(document(), "projects", last=last), "projects").last_year == ["数字化　93.14　扫描"]


def test_too_many_rows_are_one_problem_of_the_list():
    pairs = post("duties", *((f"k{at}", "职责") for at in range(1_001)))
    expected = FormProblem("table.duties", "主要职责最多 1,000 行，现有 1,001 行，请合并或删除后再保存。")
    assert typed(document(), "basics", pairs).problems() == [expected]

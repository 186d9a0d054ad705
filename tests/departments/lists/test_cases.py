"""Lists that went wrong once: each file of `cases/` with its right answer."""

from pathlib import Path

import pytest

from departments.lists.confirmation import DEPARTMENTS, PEOPLE
from departments.lists.plan import Options, Verdict, ZeroChoice
from departments.models import Department, Desk, District
from tests.departments.lists.importing import CASES, import_departments, line_of, open_case, outcomes, preview, sentences

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    district = District.objects.create(name="青禾区")
    Desk.objects.bulk_create(
        Desk(district=district, name=name) for name in ("行政政法股", "教科文股", "经济建设股", "农业股", "社会保障股")
    )
    return district


def known(district: District, *codes: str) -> None:
    Department.objects.bulk_create(Department(district=district, code=code, name=f"局{code}") for code in codes)


def read_codes(name: str) -> list[str]:
    """The codes of a case as they would be with their zeros."""
    plan = preview(DEPARTMENTS, open_case(name), District.objects.get())
    return [line.key.zfill(6) for line in plan.lines]


def test_every_file_of_the_cases_has_its_test():
    told = Path(__file__).read_text(encoding="utf-8")
    assert [each.stem for each in CASES.glob("*.xlsx") if f'"{each.stem}"' not in told] == []


@pytest.mark.parametrize("name", ["all_numeric", "custom_format"])
def test_codes_that_became_numbers_are_told_beside_the_known_ones(district: District, name: str):
    known(district, *read_codes(name))

    plan = preview(DEPARTMENTS, open_case(name), district)

    assert [line.number for line in plan.lines if not any("只差前面的 0" in sentence for sentence in line.sentences)] == []
    assert Verdict.NEW not in {line.verdict for line in plan.lines}
    before = set(Department.objects.values_list("code", flat=True))
    import_departments(open_case(name), district)
    assert set(Department.objects.values_list("code", flat=True)) == before


def test_numbers_are_not_taken_over_until_the_person_says_how(district: District):
    known(district, *read_codes("all_numeric"))

    refused = preview(DEPARTMENTS, open_case("all_numeric"), district)
    filled = preview(DEPARTMENTS, open_case("all_numeric"), district, Options(ZeroChoice.FILL))

    assert {line.verdict for line in refused.lines} == {Verdict.REFUSED}
    assert {line.verdict for line in filled.lines} == {Verdict.CHANGED}
    assert line_of(filled, 2).key == "011001"


def test_numbers_in_an_empty_district_are_doubted(district: District):
    plan = preview(DEPARTMENTS, open_case("all_numeric"), district)

    assert all("在 Excel 中是数字，如果前面原来有 0，已经丢了" in "".join(line.notes) for line in plan.lines)


def test_a_number_that_its_format_shows_with_zeros_is_read_as_it_is_seen(district: District):
    plan = preview(DEPARTMENTS, open_case("custom_format"), district)

    assert line_of(plan, 2).key == "011001"
    assert line_of(plan, 2).notes == ["Excel 里存的是数字 11001，与 011001 只差前面的 0，按单元格格式显示的 011001 读"]


def test_the_code_of_a_persons_department_that_became_a_number_is_told(district: District):
    known(district, "066001")

    plan = preview(PEOPLE, open_case("people_code_numeric"), district)
    filled = preview(PEOPLE, open_case("people_code_numeric"), district, Options(ZeroChoice.FILL))

    assert "“66001”与 066001 局066001 只差前面的 0" in line_of(plan, 2).problems[0]
    assert line_of(filled, 2).verdict == Verdict.NEW
    assert str(line_of(filled, 2).changes[0]) == "角色：填报人（066001 局066001）"


def test_full_width_digits_and_invisible_marks_are_one_code(district: District):
    known(district, "099001")
    plan = preview(DEPARTMENTS, open_case("fullwidth_zero_width"), district)

    assert outcomes(plan) == [
        (2, "099001", "测试一局", Verdict.CHANGED),
        (3, "099001", "测试一局", Verdict.REFUSED),
        (4, "099002", "测 试 一 局", Verdict.NEW),
    ]
    assert sentences(plan) == [
        "第 3 行：预算编码“099001”与第 2 行重复",
        "第 4 行：与 099001 同名，编码不同，请核对是不是同一个单位",
    ]


def test_the_heads_are_found_below_a_title(district: District):
    plan = preview(DEPARTMENTS, open_case("title_row"), district)

    assert outcomes(plan) == [(3, "099001", "测试一局", Verdict.NEW)]
    assert "表头在第 2 行，它上面的第 1 行没有读。" in plan.remarks


def test_the_first_visible_sheet_is_read_and_the_hidden_one_named(district: District):
    plan = preview(DEPARTMENTS, open_case("hidden_first"), district)

    assert outcomes(plan) == [(2, "099001", "测试一局", Verdict.NEW)]
    assert "读的是“单位”表；没有读：隐藏的“hidden”。" in plan.remarks


@pytest.mark.parametrize("name", ["head0", "head2", "head4", "head6"])
def test_heads_with_breaks_blanks_and_other_names_are_found(district: District, name: str):
    assert outcomes(preview(DEPARTMENTS, open_case(name), district)) == [(2, "099001", "测试一局", Verdict.NEW)]


def test_a_head_of_another_name_is_told(district: District):
    assert "“单位编码”列按“预算编码”读。" in preview(DEPARTMENTS, open_case("head6"), district).remarks


def test_rows_below_the_list_are_named_and_left_out(district: District):
    plan = import_departments(open_case("footer"), district)

    assert [line.verdict for line in plan.lines] == [Verdict.NEW, Verdict.LEFT_OUT, Verdict.LEFT_OUT]
    assert sentences(plan) == [
        "第 3 行：没有像预算编码的编码，不是名单内容（“合计：1 个单位”）",
        "第 4 行：没有像预算编码的编码，不是名单内容（“填表人：张三、审核人：李四”）",
    ]
    assert list(Department.objects.values_list("code", flat=True)) == ["099001"]


def test_a_cell_that_holds_an_error_is_said(district: District):
    assert sentences(preview(DEPARTMENTS, open_case("error_cells"), district)) == [
        "第 2 行：“单位名称”这一格是 #N/A，Excel 没有算出来，请改成文字",
        "第 3 行：“单位名称”这一格是 #REF!，Excel 没有算出来，请改成文字",
    ]


def test_a_tick_is_a_yes(district: District):
    import_departments(open_case("active_tick"), district)

    assert Department.objects.get().active

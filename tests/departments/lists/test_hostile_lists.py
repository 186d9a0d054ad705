"""More lists of the kinds that went wrong, each with its right answer."""

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from departments.lists.confirmation import DEPARTMENTS, PEOPLE
from departments.lists.plan import BadList, Options, Verdict
from departments.models import Department, Desk, District, Membership
from tests.departments.lists.hostile_lists import a_book, a_raw_sheet
from tests.departments.lists.importing import import_departments, import_people, outcomes, preview, sentences
from tests.departments.workbooks import a_list

pytestmark = pytest.mark.django_db
HEADS = ["预算编码", "单位名称", "业务股室", "主管部门编码", "参加填报"]
UNSEEN = "这一行在 Excel 中看不到（隐藏，或者被筛选掉了）"


@pytest.fixture
def district() -> District:
    district = District.objects.create(name="青禾区")
    Desk.objects.bulk_create(Desk(district=district, name=name) for name in ("行政政法股", "教科文股"))
    return district


def test_the_desk_of_a_merged_cell_counts_for_all_its_rows(district: District):
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("单位")
        sheet.write_row(0, 0, HEADS[:3])
        for at, code in enumerate(("001", "002", "003"), 1):
            sheet.write_row(at, 0, [code, f"局{code}"])
        sheet.merge_range(1, 2, 3, 2, "教科文股")

    plan = import_departments(a_book(fill), district)

    assert set(Department.objects.values_list("desk__name", flat=True)) == {"教科文股"}
    assert "“业务股室”列合并的单元格（第 2—4 行）算作其中每一行的。" in plan.remarks


def test_hidden_and_filtered_rows_are_named_and_read_only_when_asked(district: District):
    rows = [HEADS[:2], ["001", "甲"], ["002", "乙"], ["003", "丙"]]

    def file() -> BytesIO:
        return a_raw_sheet(*rows, row_marks={3: 'hidden="1"', 4: 'ht="0" customHeight="1"'}, after='<autoFilter ref="A1:B4"/>')

    assert sentences(preview(DEPARTMENTS, file(), district)) == [f"第 3 行：{UNSEEN}", f"第 4 行：{UNSEEN}"]
    plan = preview(DEPARTMENTS, file(), district, Options(hidden=True))
    assert {line.verdict for line in plan.lines} == {Verdict.NEW}
    assert plan.lines[1].notes == [f"{UNSEEN}，按您的选择读了"]


def test_heads_in_two_rows_with_notes_and_other_names_are_found(district: District):
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("附件1")
        sheet.merge_range(0, 0, 0, 4, "青禾区 2026 年预算单位名单")
        sheet.write_row(1, 0, ["制表日期：2026 年 3 月"])
        sheet.merge_range(2, 0, 2, 1, "单位信息")
        sheet.merge_range(2, 2, 3, 2, "归口股室")
        sheet.write_row(3, 0, ["预算单位\n代码（6位，必填）*", "单 位 名 称："])
        sheet.write_row(4, 0, ["001001", "甲局", "教科文股"])

    plan = preview(DEPARTMENTS, a_book(fill), district)

    assert outcomes(plan) == [(5, "001001", "甲局", Verdict.NEW)]
    assert [str(change) for change in plan.lines[0].changes] == ["业务股室：教科文股", "参加填报：是"]


def test_subtotals_repeated_heads_and_signatures_are_left_out(district: District):
    rows = [HEADS[:3], ["001", "甲", ""], ["小计", "1 家", ""], HEADS[:3], ["002", "乙", ""], ["", "合计", "2家"], ["制表：张三", "", ""]]

    plan = import_departments(a_list(*rows), district)

    assert [line.verdict for line in plan.lines if line.number in (3, 5)] == [Verdict.LEFT_OUT, Verdict.NEW]
    assert list(Department.objects.values_list("code", flat=True)) == ["001", "002"]


def test_every_kind_of_invisible_mark_makes_no_second_department(district: District):
    import_departments(a_list(HEADS[:2], ["099001", "测试一局（本级）"]), district)
    rows = [["\ufeff099001\u00a0", "测试一局(本级)"]]

    assert outcomes(preview(DEPARTMENTS, a_list(HEADS[:2], *rows), district)) == [(2, "099001", "测试一局（本级）", Verdict.SAME)]
    for code in ("０９９００１", "099\u00ad001", "\u2060099001", "099001\ufe0f", "\u3000099001\t", "099001\u3164"):
        plan = preview(DEPARTMENTS, a_list(HEADS[:2], [code, "测试一局（本级）"]), district)
        assert outcomes(plan) == [(2, "099001", "测试一局（本级）", Verdict.SAME)]


def test_a_formula_without_its_result_and_every_error_is_said(district: District):
    plan = preview(DEPARTMENTS, a_raw_sheet(HEADS[:2], ["001", "=VLOOKUP(A2,B:C,2)"], ["002", "#NAME?"], ["#DIV/0!", "丙"]), district)

    assert sentences(plan) == [
        "第 2 行：“单位名称”这一格是公式，文件里没有它的结果，请在 Excel 中打开、保存后再导入",
        "第 3 行：“单位名称”这一格是 #NAME?，Excel 没有算出来，请改成文字",
        "第 4 行：“预算编码”这一格是 #DIV/0!，Excel 没有算出来，请改成文字",
    ]


@pytest.mark.parametrize("yes", ["√", "✓", "✔", "是", "1", "TRUE", "Y", "ｙ", "Yes", "☑"])
@pytest.mark.parametrize("no", ["×", "否", "0", "FALSE", "N", "✗"])
def test_ticks_and_crosses_are_understood(district: District, yes: str, no: str):
    import_departments(a_list([HEADS[0], HEADS[1], "是否参加填报"], ["001", "甲", yes], ["002", "乙", no]), district)

    assert list(Department.objects.order_by("code").values_list("active", flat=True)) == [True, False]


def test_a_number_with_more_digits_than_excel_keeps_is_refused(district: District):
    plan = preview(DEPARTMENTS, a_raw_sheet(HEADS[:2], [11010100000000000, "甲"]), district)

    assert sentences(plan)[0] == "第 2 行：“11010100000000000”是 17 位的数字，Excel 只保留前 15 位，请把该列设为“文本”格式后重新填写"


def test_the_codes_of_several_departments_in_one_merged_cell_count_for_each_person(district: District):
    Department.objects.bulk_create(Department(district=district, code=code, name=f"局{code}") for code in ("066001", "066002"))

    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["帐号", "姓 名", "角色", "单位代码"])
        sheet.write_row(1, 0, ["zhang", "张三", "填报人"])
        sheet.write_row(2, 0, ["li", "李四", "单位负责人"])
        sheet.merge_range(1, 3, 2, 3, "066001、066002")

    import_people(a_book(fill), district)

    held = set(Membership.objects.values_list("user__username", "role", "department__code"))
    assert held == {("zhang", "clerk", "066001"), ("zhang", "clerk", "066002"), ("li", "leader", "066001"), ("li", "leader", "066002")}


def test_a_name_wrapped_by_hand_and_one_of_the_same_letters_are_one(district: District):
    import_departments(a_list(HEADS[:2], ["001", "青禾区档案馆"]), district)

    plan = preview(DEPARTMENTS, a_list(HEADS[:2], ["001", "青禾区\n档案馆"], ["002", "青禾区 档案馆"]), district)

    assert outcomes(plan) == [(2, "001", "青禾区档案馆", Verdict.SAME), (3, "002", "青禾区 档案馆", Verdict.NEW)]
    assert sentences(plan) == ["第 3 行：与 001 同名，编码不同，请核对是不是同一个单位"]


def test_columns_that_are_not_read_or_hidden_or_missing_are_said(district: District):
    file = a_raw_sheet(["序号", *HEADS[:2], "备注"], [1, "001", "甲", "x"], before='<cols><col min="3" max="3" hidden="1"/></cols>')

    assert preview(DEPARTMENTS, file, district).remarks == (
        "没有读这些列：序号、备注。",
        "“单位名称”列在 Excel 中是隐藏的，照样读了。",
        "表中没有业务股室、主管部门编码、参加填报列，已有的内容不变。",
    )


def test_a_telephone_that_lost_its_zero_wants_a_look(district: District):
    plan = preview(PEOPLE, a_raw_sheet(["账号", "姓名", "角色", "手机"], ["li", "李四", "审核员", 73188880000]), district)
    short = preview(PEOPLE, a_raw_sheet(["账号", "姓名", "角色", "电话"], ["li", "李四", "审核员", 7318888000]), district)

    assert (plan.lines[0].notes, len(short.lines[0].notes)) == ([], 1)


def test_a_list_that_stands_behind_a_cover_sheet_is_told_where_it_was_looked_for(district: District):
    def fill(book: Workbook) -> None:
        book.add_worksheet("填表说明").write(0, 0, "请按要求填写")
        book.add_worksheet("单位").write_row(0, 0, HEADS)

    with pytest.raises(BadList, match=r"缺少“预算编码”、“单位名称”列.*读的是第一张看得见的表“填表说明”；名单在“单位”里的"):
        preview(DEPARTMENTS, a_book(fill), district)

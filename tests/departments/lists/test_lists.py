"""Lists of departments and people: all or nothing."""

from io import BytesIO

import pytest
from departments.excel_import import BadList, Counts

from departments import excel_import
from departments.models import Department, Desk, District, Membership, User
from tests.departments.workbooks import a_list, a_sheet

pytestmark = pytest.mark.django_db

UNITS = ["预算编码", "单位名称", "业务股室", "主管部门编码", "参加填报"]
PEOPLE = ["账号", "姓名", "角色", "单位编码", "业务股室", "联系电话"]


@pytest.fixture
def district() -> District:
    district = District.objects.create(name="云水区")
    Desk.objects.create(district=district, name="行政政法股")
    return district


def refused(take, *rows: list[str], district: District) -> list[str]:
    with pytest.raises(BadList) as bad:
        take(a_list(*rows), district)
    return bad.value.sentences


def test_departments_come_with_desk_parent_and_whether_they_take_part(district: District):
    rows = [["001", "教育局", "行政政法股", "", ""], ["001002", "第一小学", "", "001", "否"]]

    assert excel_import.import_departments(a_list(UNITS, *rows), district) == Counts(created=2, updated=0)

    found = Department.objects.values_list("code", "name", "desk__name", "parent__code", "active")
    assert list(found) == [("001", "教育局", "行政政法股", None, True), ("001002", "第一小学", None, "001", False)]


def test_a_known_code_is_updated_and_columns_left_out_stay(district: District):
    Department.objects.create(district=district, code="001", name="教委", desk=district.desks.get())

    assert excel_import.import_departments(a_list(["预算编码", "单位名称"], ["001", "教育局"]), district) == Counts(created=0, updated=1)

    assert list(Department.objects.values_list("name", "desk__name")) == [("教育局", "行政政法股")]


def test_the_same_code_next_door_is_another_department(district: District):
    Department.objects.create(district=District.objects.create(name="临水区"), code="001", name="别处")

    excel_import.import_departments(a_list(UNITS[:2], ["001", "教育局"]), district)

    assert set(Department.objects.values_list("name", "district__name")) == {("别处", "临水区"), ("教育局", "云水区")}


def test_every_bad_line_is_named_and_nothing_is_taken_over(district: District):
    rows = [["001", "教育局", "", "", ""], ["", "无编码"], ["003", ""], ["004", "甲", "没有的股"], ["005", "乙", "", "999"]]
    rows += [["001", "重复"], ["006", "丙", "", "006"], ["007", "丁", "", "", "也许"], ["008", "长" * 101]]

    sentences = refused(excel_import.import_departments, UNITS, *(row + [""] * (5 - len(row)) for row in rows), district=district)

    assert sentences == [
        "第 3 行：预算编码：此字段不能为空。",
        "第 4 行：单位名称：此字段不能为空。",
        "第 5 行：业务股室“没有的股”在本区县不存在，请先建立或改正。",
        "第 6 行：主管部门编码“999”在本区县不存在，请先建立或改正。",
        "第 7 行：预算编码“001”与第 2 行重复。",
        "第 8 行：主管部门不能是单位自己，没有主管部门请留空。",
        "第 9 行：“参加填报”请填“是”或“否”。",
        "第 10 行：单位名称：确保该变量包含不超过 100 字符 (目前字符数 101)。",
    ]
    assert not Department.objects.exists()


def test_a_code_that_lost_its_zeros_in_excel_is_refused(district: District):
    head = "".join(f'<c t="inlineStr"><is><t>{title}</t></is></c>' for title in UNITS[:2])
    name = '<c t="inlineStr"><is><t>局</t></is></c>'
    code = '<c t="inlineStr"><is><t>088001</t></is></c>'
    file = a_sheet(f"<row>{head}</row><row><c><v>88002</v></c>{name}</row><row>{code}{name}</row>")

    with pytest.raises(BadList) as bad:
        excel_import.import_departments(file, district)

    assert bad.value.sentences == ["第 2 行：预算编码“88002”是数字格式，前面的 0 可能已丢失，请把该列设为“文本”格式后重新填写。"]


def test_people_come_with_roles_and_a_first_password_each(district: District):
    for code in ("001", "002"):
        Department.objects.create(district=district, code=code, name=f"局{code}")
    rows = [["li", "李强", "填报人、单位负责人", "001,002", "", "1"], ["wang", "王芳", "审核员", "", "行政政法股", ""]]

    slips = excel_import.import_people(a_list(PEOPLE, *rows), district)

    assert [(slip.user.username, slip.user.check_password(slip.password), slip.user.must_change_password) for slip in slips] == [
        ("li", True, True),
        ("wang", True, True),
    ]
    held = Membership.objects.values_list("user__username", "role", "department__code", "district__name", "desk__name")
    assert set(held) == {
        ("li", "clerk", "001", None, None),
        ("li", "clerk", "002", None, None),
        ("li", "leader", "001", None, None),
        ("li", "leader", "002", None, None),
        ("wang", "reviewer", None, "云水区", "行政政法股"),
    }
    assert slips[1].roles == "审核员（云水区）"
    assert slips[0].password not in repr(slips[0])


def test_bad_people_are_named_line_by_line_and_nobody_is_created(district: District):
    User.objects.create(username="taken", name="已有")
    rows = [["Taken", "甲", "审核员"], ["b", "", "审核员"], ["c", "丙", "局长"], ["d", "丁", "填报人"], ["e", "戊", "填报人", "404"]]
    rows += [["f f", "己", "审核员"], ["g", "庚", ""], ["h", "辛", "审核员"], ["h", "壬", "审核员"], ["i", "癸", "审核员", "", "无此股"]]

    sentences = refused(excel_import.import_people, PEOPLE, *(row + [""] * (6 - len(row)) for row in rows), district=district)

    every = "填报人、单位负责人、审核员、复审员、管理员"
    assert sentences == [
        "第 2 行：账号“Taken”已有人使用，请换一个（只有大小写不同也不行）。",
        "第 3 行：姓名未填。",
        f"第 4 行：没有角色“局长”，可填：{every}。",
        "第 5 行：填报人、单位负责人须填“单位编码”。",
        "第 6 行：本区县没有编码为“404”的单位，请先导入单位。",
        "第 7 行：账号：请输入合法的用户名。只能包含英文字母、数字、特殊字符“@”、“.”、“-”和“_”。",
        f"第 8 行：角色未填，可填：{every}。",
        "第 10 行：账号“h”与第 9 行重复。",
        "第 11 行：业务股室“无此股”在本区县不存在，请先建立或改正。",
    ]
    assert list(User.objects.values_list("username", flat=True)) == ["taken"]


def test_an_account_typed_in_full_width_letters_can_log_in(district: District):
    excel_import.import_people(a_list(PEOPLE[:3], ["ｌｉ２", "李强", "审核员"]), district)

    assert User.objects.get().username == "li2"


def test_an_account_taken_in_the_same_moment_is_a_sentence(district: District, monkeypatch: pytest.MonkeyPatch):
    """Another manager creates the same account after the list was checked."""
    User.objects.create(username="li", name="李强")
    monkeypatch.setattr(excel_import, "_find_taken_accounts", lambda found: set())

    assert refused(excel_import.import_people, PEOPLE[:3], ["li", "李强", "审核员"], district=district) == [excel_import.AT_ONCE]


def test_too_many_people_at_once_are_refused(district: District):
    rows = [[f"u{number}", "某", "审核员"] for number in range(excel_import.MAX_PEOPLE + 1)]

    assert refused(excel_import.import_people, PEOPLE[:3], *rows, district=district) == [
        "一次最多导入 300 人，文件中有 301 人，请分成几个文件。"
    ]


def test_a_file_that_is_no_workbook_is_one_sentence(district: District):
    with pytest.raises(BadList, match=r"不是 \.xlsx 格式"):
        excel_import.import_people(BytesIO(b"x"), district)

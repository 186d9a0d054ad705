"""Lists of departments and people: what is new, changed, the same, refused; and what is then written."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.lists import confirmation
from departments.lists.confirmation import DEPARTMENTS, PEOPLE, ChangedMeanwhile
from departments.lists.people_plan import MAX_PEOPLE
from departments.lists.plan import BadList, Options, ResetChoice, Verdict
from departments.models import AuditEntry, Department, Desk, District, FormerName, Membership, User
from departments.models.audit import Act
from reports.models import Report
from tests import builders
from tests.departments.lists.importing import confirm, import_departments, import_people, outcomes, preview, sentences
from tests.departments.workbooks import a_list, a_sheet
from tests.long_runs import count_examples

pytestmark = pytest.mark.django_db

UNITS = ["预算编码", "单位名称", "业务股室", "主管部门编码", "参加填报"]
PEOPLE_HEADS = ["账号", "姓名", "角色", "单位编码", "业务股室", "联系电话"]


@pytest.fixture
def district() -> District:
    district = District.objects.create(name="云水区")
    Desk.objects.create(district=district, name="行政政法股", contact="陈科", phone="0731-1")
    return district


def a_department(district: District, code: str, name: str = "", **more: object) -> Department:
    return Department.objects.create(district=district, code=code, name=name or f"局{code}", **more)


def test_departments_come_with_desk_parent_and_whether_they_take_part(district: District):
    rows = [["001", "教育局", "行政政法股", "", ""], ["001002", "第一小学", "", "001", "否"]]

    plan = import_departments(a_list(UNITS, *rows), district)

    assert [line.verdict for line in plan.lines] == [Verdict.NEW, Verdict.NEW]
    found = Department.objects.values_list("code", "name", "desk__name", "parent__code", "active")
    assert list(found) == [("001", "教育局", "行政政法股", None, True), ("001002", "第一小学", None, "001", False)]


def test_a_known_code_is_changed_from_to_and_columns_left_out_stay(district: District):
    a_department(district, "001", "教委", desk=district.desks.get())

    plan = import_departments(a_list(["预算编码", "单位名称"], ["001", "教育局"]), district)

    assert [str(change) for change in plan.lines[0].changes] == ["单位名称：教委 → 教育局"]
    assert list(Department.objects.values_list("name", "desk__name")) == [("教育局", "行政政法股")]
    assert list(FormerName.objects.values_list("name", flat=True)) == ["教委"]


def test_an_empty_tick_leaves_a_closed_department_closed(district: District):
    a_department(district, "001", "教委", active=False)

    assert preview(DEPARTMENTS, a_list(UNITS, ["001", "教委", "", "", ""]), district).lines[0].verdict == Verdict.SAME


def test_reports_follow_a_department_that_a_list_moves():
    report = builders.report()
    desk = builders.desk(report.district)

    import_departments(a_list(UNITS[:3], [report.department.code, report.department.name, desk.name]), report.district)

    assert Report.objects.get(pk=report.pk).desk == desk


def test_the_same_code_next_door_is_another_department(district: District):
    a_department(District.objects.create(name="临水区"), "001", "别处")

    import_departments(a_list(UNITS[:2], ["001", "教育局"]), district)

    assert set(Department.objects.values_list("name", "district__name")) == {("别处", "临水区"), ("教育局", "云水区")}


def test_bad_lines_are_named_and_the_others_go_in(district: District):
    rows = [["001", "教育局", "", "", ""], ["", "无编码"], ["003", ""], ["004", "甲", "没有的股"], ["005", "乙", "", "999"]]
    rows += [["001", "重复"], ["006", "丙", "", "006"], ["007", "丁", "", "", "也许"], ["008", "长" * 101], ["009", "戊", "", "005"]]

    plan = import_departments(a_list(UNITS, *(row + [""] * (5 - len(row)) for row in rows)), district)

    assert sentences(plan) == [
        "第 3 行：没有像预算编码的编码，不是名单内容（“无编码”）",
        "第 4 行：单位名称：此字段不能为空。",
        "第 5 行：业务股室“没有的股”在本区县不存在，请先建立或改正",
        "第 6 行：主管部门编码“999”在本区县不存在，请先建立或改正",
        "第 7 行：预算编码“001”与第 2 行重复",
        "第 8 行：主管部门不能是单位自己，没有主管部门请留空",
        "第 9 行：“参加填报”写的是“也许”，请填“是”或“否”",
        "第 10 行：单位名称：确保该变量包含不超过 100 字符 (目前字符数 101)。",
        "第 11 行：主管部门编码“005”在本区县不存在，请先建立或改正",
    ]
    assert list(Department.objects.values_list("code", flat=True)) == ["001"]


def test_departments_that_are_each_others_parents_are_refused(district: District):
    rows = [["001", "甲", "", "002", ""], ["002", "乙", "", "003", ""], ["003", "丙", "", "001", ""], ["004", "丁", "", "003", ""]]

    plan = import_departments(a_list(UNITS, *rows), district)

    assert {line.verdict for line in plan.lines} == {Verdict.REFUSED}
    assert not Department.objects.exists()


def test_every_department_of_a_list_is_in_the_log_with_before_and_after(district: District):
    a_department(district, "001", "教委")
    by = builders.manager(district)

    confirm(DEPARTMENTS, a_list(UNITS[:3], ["001", "教育局", "行政政法股"], ["002", "新局", ""]), district, by=by)

    entries = AuditEntry.objects.filter(act=Act.SETTING, actor=by).order_by("pk")
    assert list(entries.values_list("target", "detail", "district")) == [
        ("单位 002 新局", "建立：区县 云水区；预算编码 002；单位名称 新局；参加填报 是", district.pk),
        ("单位 001 教育局", "修改：单位名称：教委 → 教育局；业务股室：空 → 行政政法股", district.pk),
        ("导入单位名单", "新增 1，修改 1", district.pk),
    ]


def test_a_list_is_done_only_as_it_was_shown(district: District):
    file = a_list(UNITS[:2], ["001", "教育局"])
    table = confirmation.read_list(DEPARTMENTS, file)
    seen = preview(DEPARTMENTS, file, district).digest if file.seek(0) == 0 else ""
    a_department(district, "001", "别人刚刚建立的")

    with pytest.raises(ChangedMeanwhile) as changed:
        confirmation.confirm_list(DEPARTMENTS, table, district, Options(), None, seen)

    assert outcomes(changed.value.plan) == [(2, "001", "教育局", Verdict.CHANGED)]
    assert Department.objects.get().name == "别人刚刚建立的"


def test_a_long_list_is_planned_with_as_many_queries_as_a_short_one(district: District):
    def count(number: int) -> int:
        file = a_list(UNITS, *([f"{at:06}", f"局{at}", "行政政法股", "", "是"] for at in range(number)))
        table = confirmation.read_list(DEPARTMENTS, file)
        with CaptureQueriesContext(connection) as asked:
            DEPARTMENTS.plan(table, district, Options(), None)
        return len(asked)

    assert count(3) == count(300)


def test_thousands_of_departments_are_written_in_a_few_statements(district: District):
    file = a_list(UNITS, *([f"{at:06}", f"局{at}", "行政政法股", "000000" if at else "", "是"] for at in range(count_examples(5_000))))
    table = confirmation.read_list(DEPARTMENTS, file)
    seen = DEPARTMENTS.plan(table, district, Options(), None).digest

    with CaptureQueriesContext(connection) as asked:
        confirmation.confirm_list(DEPARTMENTS, table, district, Options(), None, seen)

    assert Department.objects.filter(parent__code="000000").count() == count_examples(5_000) - 1
    assert len(asked) < 60


def test_people_come_with_roles_and_a_first_password_each(district: District):
    for code in ("001", "002"):
        a_department(district, code, desk=district.desks.get())
    rows = [["li", "李强", "填报人、单位负责人", "001,002", "", "1"], ["wang", "王芳", "审核员", "", "行政政法股", ""]]

    slips = import_people(a_list(PEOPLE_HEADS, *rows), district)

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
    assert (slips[1].roles, slips[0].desk, slips[0].address) == ("审核员（云水区）", "行政政法股 陈科 0731-1", "http://127.0.0.1:8000/")
    assert slips[0].password not in repr(slips[0])


def test_bad_people_are_named_and_the_others_go_in(district: District):
    User.objects.create(username="taken", name="已有")
    rows = [["Taken", "甲", "审核员"], ["b", "", "审核员"], ["c", "丙", "局长"], ["d", "丁", "填报人"], ["e", "戊", "填报人", "404"]]
    rows += [["f f", "己", "审核员"], ["g", "庚", ""], ["h", "辛", "审核员"], ["h", "壬", "审核员"], ["i", "癸", "审核员", "", "无此股"]]

    file = a_list(PEOPLE_HEADS, *(row + [""] * (6 - len(row)) for row in rows))
    plan, slips = confirm(PEOPLE, file, district)

    every = "填报人、单位负责人、审核员、复审员、管理员"
    assert sentences(plan) == [
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
    assert [slip.user.username for slip in slips] == ["h"]


def test_known_people_are_changed_from_to_and_keep_their_password(district: District):
    a_department(district, "001")
    import_people(a_list(PEOPLE_HEADS, ["li", "李强", "填报人", "001", "", "1"]), district)
    before = User.objects.get().password

    plan, slips = confirm(PEOPLE, a_list(PEOPLE_HEADS, ["li", "李强", "填报人、单位负责人", "001", "", "2"]), district)

    assert [str(change) for change in plan.lines[0].changes] == [
        "角色：填报人（001 局001） → 填报人（001 局001）、单位负责人（001 局001）",
        "联系电话：1 → 2",
    ]
    assert (slips, User.objects.get().password, User.objects.get().phone) == ([], before, "2")
    assert sorted(Membership.objects.values_list("role", flat=True)) == ["clerk", "leader"]


def test_a_role_that_the_list_does_not_name_is_taken_away(district: District):
    import_people(a_list(PEOPLE_HEADS[:3], ["wang", "王芳", "审核员、复审员"]), district)

    import_people(a_list(PEOPLE_HEADS[:3], ["wang", "王芳", "复审员"]), district)

    assert [membership.role for membership in Membership.objects.all()] == ["second_reviewer"]
    assert AuditEntry.objects.filter(detail__startswith="取消角色：审核员").count() == 1


def test_a_known_account_under_another_name_wants_a_look(district: District):
    import_people(a_list(PEOPLE_HEADS[:3], ["wang", "王芳", "审核员"]), district)

    plan = preview(PEOPLE, a_list(PEOPLE_HEADS[:3], ["wang", "李四", "审核员"]), district)

    assert plan.lines[0].notes == ["这个账号现在是“王芳”的；如果名单上的是另一个人，请换账号"]


def test_an_account_of_another_district_is_taken_and_nothing_else_is_told(district: District):
    import_people(a_list(PEOPLE_HEADS[:3], ["wang", "王芳", "审核员"]), District.objects.create(name="临水区"))

    plan = preview(PEOPLE, a_list(PEOPLE_HEADS[:3], ["wang", "李四", "审核员"]), district)

    assert sentences(plan) == ["第 2 行：账号“wang”已有人使用，请换一个（只有大小写不同也不行）。"]


@pytest.mark.parametrize(("choice", "whose"), [(ResetChoice.NOBODY, []), (ResetChoice.UNUSED, ["b"]), (ResetChoice.EVERYBODY, ["a", "b"])])
def test_first_passwords_are_made_anew_for_whom_the_person_chose(district: District, choice: ResetChoice, whose: list[str]):
    file = a_list(PEOPLE_HEADS[:3], ["a", "甲", "审核员"], ["b", "乙", "审核员"])
    import_people(file, district)
    User.objects.filter(username="a").update(must_change_password=False)
    file.seek(0)

    slips = import_people(file, district, Options(reset=choice))

    assert [slip.user.username for slip in slips] == whose
    assert all(User.objects.get(pk=slip.user.pk).check_password(slip.password) for slip in slips)


def test_a_second_press_gives_no_second_password(district: District):
    file = a_list(PEOPLE_HEADS[:3], ["a", "甲", "审核员"])
    import_people(file, district)
    file.seek(0)
    table, options = confirmation.read_list(PEOPLE, file), Options(reset=ResetChoice.EVERYBODY)
    seen = confirmation.preview_list(PEOPLE, table, district, options, None).digest
    confirmation.confirm_list(PEOPLE, table, district, options, None, seen)

    with pytest.raises(ChangedMeanwhile):
        confirmation.confirm_list(PEOPLE, table, district, options, None, seen)


def test_an_account_typed_in_full_width_letters_can_log_in(district: District):
    import_people(a_list(PEOPLE_HEADS[:3], ["ｌｉ２", "李强", "审核员"]), district)

    assert User.objects.get().username == "li2"


def test_too_many_people_at_once_are_refused(district: District):
    rows = [[f"u{number}", "某", "审核员"] for number in range(MAX_PEOPLE + 1)]

    with pytest.raises(BadList, match="一次最多导入 300 人，文件中要新建或修改的有 301 人，请分成几个文件。"):
        preview(PEOPLE, a_list(PEOPLE_HEADS[:3], *rows), district)


def test_a_code_that_is_shorter_than_all_others_and_a_number_is_doubted(district: District):
    head = "".join(f'<c t="inlineStr"><is><t>{title}</t></is></c>' for title in UNITS[:2])
    name = '<c t="inlineStr"><is><t>局</t></is></c>'
    code = '<c t="inlineStr"><is><t>088001</t></is></c>'
    plan = preview(DEPARTMENTS, a_sheet(f"<row>{head}</row><row><c><v>88002</v></c>{name}</row><row>{code}{name}</row>"), district)

    assert plan.lines[0].verdict == Verdict.REFUSED
    assert plan.lines[0].problems[0].startswith("“88002”与 088002 只差前面的 0，可能是 Excel 把编码当成数字丢了 0。")


def test_a_file_that_is_no_workbook_is_one_sentence(district: District):
    with pytest.raises(BadList, match=r"不是 \.xlsx 格式"):
        preview(PEOPLE, BytesIO(b"x"), district)

"""The pages that take lists: a preview that writes nothing, a confirmation that trusts nothing of the browser."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from departments.models import Department, User
from tests.departments.conftest import Place
from tests.departments.workbooks import a_list, carried_fields

pytestmark = pytest.mark.django_db
UNITS, PEOPLE = "/admin/departments/department/import/", "/admin/departments/user/import/"


def upload(*rows: list[str]) -> SimpleUploadedFile:
    return SimpleUploadedFile("名单.xlsx", a_list(*rows).getvalue())


@pytest.fixture
def manager(here: Place, client: Client) -> Client:
    client.force_login(here.manager)
    return client


def ask(client: Client, page: str, here: Place, *rows: list[str], **more: str) -> str:
    return client.post(page, {"district": here.district.pk, "file": upload(*rows), **more}).content.decode()


def test_a_preview_writes_nothing_and_the_confirmation_does_what_it_showed(manager: Client, here: Place):
    page = ask(manager, UNITS, here, ["预算编码", "单位名称"], ["009", "新局"], ["001", "改名局"])
    assert ("还没有写入任何内容" in page, "单位名称：云水001局 → 改名局" in page) == (True, True)
    assert not Department.objects.filter(code="009").exists()

    told = manager.post(UNITS, {**carried_fields(page), "confirm": "1"}, follow=True).content.decode()

    assert "导入完成：新增 1 行，修改 1 行。" in told
    assert Department.objects.get(code="009").name == "新局"


def test_a_second_press_is_said(manager: Client, here: Place):
    carried = carried_fields(ask(manager, UNITS, here, ["预算编码", "单位名称"], ["009", "新局"]))
    manager.post(UNITS, {**carried, "confirm": "1"})

    told = manager.post(UNITS, {**carried, "confirm": "1"}, follow=True).content.decode()

    assert "没有再改动：名单上的内容都已经在系统里了" in told
    assert Department.objects.filter(code="009").count() == 1


def test_a_change_in_between_is_said_and_nothing_is_written(manager: Client, here: Place):
    carried = carried_fields(ask(manager, UNITS, here, ["预算编码", "单位名称"], ["009", "新局"], ["010", "另一局"]))
    Department.objects.create(district=here.district, code="009", name="别人建立的")

    told = manager.post(UNITS, {**carried, "confirm": "1"}, follow=True).content.decode()

    assert "您看过预览以后，系统里的名单有了变动" in told
    assert not Department.objects.filter(code="010").exists()


def test_a_choice_changed_after_the_preview_is_shown_first(manager: Client, here: Place):
    carried = carried_fields(ask(manager, PEOPLE, here, ["账号", "姓名", "角色"], ["u1", "甲", "审核员"]))

    told = manager.post(PEOPLE, {**carried, "reset": "all", "confirm": "1"}).content.decode()

    assert "上面的选择改过，还没有导入" in told
    assert not User.objects.filter(username="u1").exists()


@pytest.mark.parametrize("part", ["list", "seen"])
def test_what_the_browser_changed_is_not_taken(manager: Client, here: Place, part: str):
    carried = carried_fields(ask(manager, UNITS, here, ["预算编码", "单位名称"], ["009", "新局"]))

    told = manager.post(UNITS, {**carried, part: "x" + carried[part], "confirm": "1"}).content.decode()

    assert "这份预览已经失效" in told
    assert not Department.objects.filter(code="009").exists()


def test_a_preview_of_somebody_else_is_not_taken(manager: Client, here: Place, there: Place):
    carried = carried_fields(ask(manager, UNITS, here, ["预算编码", "单位名称"], ["009", "新局"]))
    manager.force_login(there.manager)

    manager.post(UNITS, {**carried, "district": there.district.pk, "confirm": "1"})

    assert not Department.objects.filter(code="009").exists()


def test_new_people_get_slips_with_the_address_and_the_desk(manager: Client, here: Place):
    page = ask(manager, PEOPLE, here, ["账号", "姓名", "角色", "单位编码"], ["u1", "甲", "填报人", "001"])

    slips = manager.post(PEOPLE, {**carried_fields(page), "confirm": "1"}).content.decode()

    assert re.findall(r"<dd>([^<]*)</dd>", slips) == ["u1", "http://127.0.0.1:8000/", "填报人（001 云水001局）", "云水股"]


def test_what_was_not_taken_over_is_named_again_at_the_end(manager: Client, here: Place):
    page = ask(manager, UNITS, here, ["预算编码", "单位名称"], ["009", "新局"], ["合计", "1 家"])

    told = manager.post(UNITS, {**carried_fields(page), "confirm": "1"}, follow=True).content.decode()

    assert "有 1 行没有导入：第 3 行 合计：没有像预算编码的编码" in told

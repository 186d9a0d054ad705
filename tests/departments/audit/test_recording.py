"""What stands in the log, and whose it is."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from departments.models import AuditEntry, Membership, Role, User
from departments.models.audit import Act
from tests.departments.conftest import Place

pytestmark = pytest.mark.django_db


def lines(act: Act) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(act=act).order_by("pk"))


def test_a_login_stands_in_the_log_of_the_person_s_district(here: Place, client: Client) -> None:
    client.force_login(here.clerk)
    [entry] = lines(Act.LOGIN)
    assert (entry.district, entry.actor, entry.actor_name) == (here.district, here.clerk, "云水填报人（云水填报人）")


def test_a_failed_login_is_found_where_the_owner_of_the_name_works(here: Place, client: Client) -> None:
    client.post(reverse("login"), {"username": here.clerk.username, "password": "cuowu"})
    [entry] = lines(Act.LOGIN_FAILED)
    assert (entry.district, entry.actor, entry.target, entry.address) == (here.district, None, here.clerk.username, "127.0.0.1")


def test_a_failed_login_with_an_unknown_name_belongs_to_no_district(db: None, client: Client) -> None:
    client.post(reverse("login"), {"username": "nobody\u202e", "password": "cuowu"})
    assert [entry.district for entry in lines(Act.LOGIN_FAILED)] == [None]


def test_a_lockout_is_told(here: Place, client: Client) -> None:
    for _ in range(5):
        client.post(reverse("login"), {"username": here.clerk.username, "password": "cuowu"})
    assert [entry.target for entry in lines(Act.LOCKED_OUT)] == [here.clerk.username]


def test_who_is_refused_stands_in_the_own_log(here: Place, there: Place, client: Client) -> None:
    client.force_login(here.manager)
    client.get(f"/admin/departments/department/{there.departments[0].pk}/change/")
    [entry] = lines(Act.REFUSED)
    assert (entry.district, entry.actor, entry.detail) == (here.district, here.manager, "GET 404")


def test_an_address_that_no_page_has_is_no_refusal(here: Place, client: Client) -> None:
    client.force_login(here.manager)
    client.get("/wp-login.php")
    assert not lines(Act.REFUSED)


def test_a_role_given_and_taken_is_told_with_who_did_it(here: Place) -> None:
    given = Membership.objects.create(user=here.clerk, role=Role.LEADER, department=here.departments[1])
    given.delete()
    details = [entry.detail.partition("：")[0] for entry in lines(Act.PERMISSION)][-2:]
    assert details == ["增加角色", "取消角色"]


def test_a_password_reset_by_the_manager_names_the_manager(here: Place, client: Client) -> None:
    client.force_login(here.manager)
    client.post(f"/admin/departments/user/{here.clerk.pk}/password/reset/")
    entry = lines(Act.PERMISSION)[-1]
    assert (entry.actor, entry.target, entry.detail) == (here.manager, str(here.clerk), "修改密码")


def test_a_login_is_no_change_of_the_person(here: Place, client: Client) -> None:
    before = len(lines(Act.PERMISSION))
    client.force_login(here.clerk)
    assert len(lines(Act.PERMISSION)) == before


def test_a_changed_desk_is_told_with_what_changed(here: Place, client: Client) -> None:
    client.force_login(here.manager)
    client.post(f"/admin/departments/desk/{here.desk.pk}/change/", {"name": "农业股", "contact": "", "phone": ""})
    entry = lines(Act.SETTING)[-1]
    assert (entry.district, entry.actor, entry.target) == (here.district, here.manager, "业务股室 农业股")
    assert entry.detail == "修改：名称：云水股 → 农业股"


def test_createsuperuser_asks_the_name_and_is_in_the_log(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = {"用户名": "root", "姓名": "根", "电子邮件": ""}

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return next(text for words, text in answers.items() if words in prompt)

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("getpass.getpass", lambda prompt="": "Kaorixiaozhen-27")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    call_command("createsuperuser", stdin=FakeTerminal())
    assert User.objects.get().name == "根"
    assert [(entry.target, entry.detail) for entry in lines(Act.PERMISSION)] == [("根", "建立技术管理员账号 root")]


class FakeTerminal:
    def isatty(self) -> bool:
        return True


def test_a_person_moved_and_switched_off_is_told_before_and_after(here: Place) -> None:
    here.clerk.refresh_from_db()  # the role gave it a district
    here.clerk.is_active = False
    here.clerk.phone = "1"
    here.clerk.save()
    assert lines(Act.PERMISSION)[-1].detail == "修改联系电话：空 → 1；启用：是 → 否"


def test_a_role_changed_is_told_before_and_after(here: Place) -> None:
    held = here.clerk.memberships.get()
    held.department = here.departments[1]
    held.save()
    assert lines(Act.PERMISSION)[-1].detail == "修改角色：填报人（001 云水001局） → 填报人（002 云水002局）"


def test_long_changes_are_told_whole_in_several_entries(here: Place) -> None:
    here.district.name, here.district.city, here.district.bureau = "新" * 50, "市" * 50, "局" * 100
    here.district.save()
    here.desk.name, here.desk.contact, here.desk.phone = "甲" * 50, "乙" * 50, "1" * 50
    here.desk.save()
    told = "".join(entry.detail for entry in lines(Act.SETTING) if entry.actor is None)
    assert all(text in told for text in ("新" * 50, "市" * 50, "局" * 100, "甲" * 50, "乙" * 50, "1" * 50))
    assert max(len(entry.detail) for entry in lines(Act.SETTING)) <= 500

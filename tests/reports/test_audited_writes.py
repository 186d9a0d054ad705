"""Every write of the admin and of the commands that changes who may do what, or what a year is, is in the 审计日志.

The addresses come from the URL resolver and the commands from Django: one that nobody declared here fails the build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command, get_commands
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from departments.models import AuditEntry, Department, Desk, District, Membership, Role, User
from departments.models.audit import Act
from reports.models import Cycle, Exemption, Status
from tests import builders
from tests.departments.workbooks import a_list, carried_fields
from tests.permissions.addresses import routes
from tests.permissions.world import World, world
from tests.reports.domain.text_import.papers import ARCHIVE
from tests.reports.filing.forms.builders import make_report
from tests.reports.workflow.builders import OUTLINES

WATCHED = (
    "departments_district",
    "departments_desk",
    "departments_department",
    "departments_formername",
    "departments_user",
    "departments_membership",
    "reports_cycle",
    "reports_exemption",
)
WRITING = re.compile(r'(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(\w+)"(?! SET "last_login")')
DETAILS = {Act.SETTING, Act.PERMISSION}
MANAGEMENT = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
NAMES = {"former_names-TOTAL_FORMS": "0", "former_names-INITIAL_FORMS": "0"}
Write = Callable[[Client, World], Any]


def _cycle_form(cycle: Cycle, **changes: str) -> dict[str, str]:
    local = {name: timezone.localtime(getattr(cycle, name)) for name in ("opens", "due")}
    dates = {f"{name}_0": f"{at:%Y-%m-%d}" for name, at in local.items()} | {f"{name}_1": f"{at:%H:%M:%S}" for name, at in local.items()}
    return {"outline": cycle.outline, **dates, "grade_cuts": "", "notice": "", "approved_on": "", **changes}


def _post(path: str, **fields: Any) -> Write:
    return lambda client, around: client.post(path.format(**{name: getattr(row, "pk", "") for name, row in around.objects.items()}), fields)


def _import(path: str, *rows: list[str]) -> Write:
    def write(client: Client, around: World) -> Any:
        file = a_list(*rows)
        file.name = "list.xlsx"
        page = client.post(path, {"district": around.report.department.district_id, "file": file}).content.decode()
        return client.post(path, {**carried_fields(page), "confirm": "1"})

    return write


def _change_cycle(client: Client, around: World) -> Any:
    cycle = around.report.cycle
    return client.post(f"/admin/reports/cycle/{cycle.pk}/change/", _cycle_form(cycle, notice="财绩〔2026〕1 号", second_review="on"))


def _add_cycle(client: Client, around: World) -> Any:
    fields = _cycle_form(around.report.cycle, year="2031", district=str(around.report.cycle.district_id))
    return client.post("/admin/reports/cycle/add/", fields)


def _exempt(client: Client, around: World) -> Any:
    pk = around.report.department_id
    return client.post(f"/admin/reports/cycle/{around.report.cycle_id}/participants/", {"exempt": [pk], f"reason-{pk}": "撤销"})


def _open(client: Client, around: World) -> Any:
    _make(Department, district=around.report.department.district, code="777", name="新单位")
    return client.post(f"/admin/reports/cycle/{around.report.cycle_id}/open/", {"confirmed": "1"})


def _set_check(client: Client, around: World) -> Any:
    last = around.report.cycle
    cycle = _make(Cycle, district=last.district, year=2018, outline="tianxin-2018", opens=last.opens, due=last.due)
    page = f"/admin/reports/cycle/{cycle.pk}/checks/"
    first = client.get(page).context["lines"][0].check.id
    return client.post(page, {"off": [first], f"reason-{first}": "本年度不核对"})


def _make(model: type[Any], **fields: Any) -> Any:
    """Without an entry of its own."""
    return model.objects.bulk_create([model(**fields)])[0]


def _delete_department(client: Client, around: World) -> Any:
    row = _make(Department, district=around.report.department.district, code="901", name="手误")
    return client.post(f"/admin/departments/department/{row.pk}/delete/", {"post": "yes"})


def _delete_person(client: Client, around: World) -> Any:
    row = _make(User, username="never", name="没来过", district=around.report.department.district)
    return client.post(f"/admin/departments/user/{row.pk}/delete/", {"post": "yes"})


def _add_desk(client: Client, around: World) -> Any:
    return client.post("/admin/departments/desk/add/", {"district": around.report.department.district_id, "name": "新股"})


# Each page of the admin that writes a watched table, with a write that it takes and words of the entry that it leaves.
ADMIN: dict[str, tuple[Write, str]] = {
    "admin:departments_district_change": (
        _post("/admin/departments/district/{district}/change/", name="云水区", city="长沙市", bureau="云水区财政局二"),
        "财政局名称：空 → 云水区财政局二",
    ),
    "admin:departments_district_add": (_post("/admin/departments/district/add/", name="新区", city="", bureau=""), "建立：名称 新区"),
    "admin:departments_desk_add": (_add_desk, "建立：区县 云水区；名称 新股"),
    "admin:departments_desk_change": (_post("/admin/departments/desk/{desk}/change/", name="社保股"), "名称：农业股 → 社保股"),
    "admin:departments_desk_delete": (_post("/admin/departments/desk/{desk}/delete/", post="yes"), "删除：区县 云水区；名称 农业股"),
    "admin:departments_department_add": (
        lambda client, around: client.post(
            "/admin/departments/department/add/",
            {"district": around.report.department.district_id, "code": "900", "name": "新局", "active": "on", **NAMES},
        ),
        "建立：区县 云水区；预算编码 900；单位名称 新局；参加填报 是",
    ),
    "admin:departments_department_change": (
        _post("/admin/departments/department/{department}/change/", code="088001", name="改名局", active="on", **NAMES),
        "单位名称：云水区档案馆088001 → 改名局",
    ),
    "admin:departments_department_delete": (
        _delete_department,
        "删除：区县 云水区；预算编码 901；单位名称 手误；参加填报 是",
    ),
    "admin:departments_department_import": (
        _import("/admin/departments/department/import/", ["预算编码", "单位名称"], ["902", "名单局"]),
        "建立：区县 云水区；预算编码 902；单位名称 名单局；参加填报 是",
    ),
    "admin:departments_user_add": (
        lambda client, around: client.post(
            "/admin/departments/user/add/",
            {
                "username": "new",
                "name": "新人",
                "is_active": "on",
                "memberships-TOTAL_FORMS": "1",
                "memberships-INITIAL_FORMS": "0",
                "memberships-0-role": "clerk",
                "memberships-0-department": around.report.department_id,
            },
        ),
        "增加角色：填报人（088001 云水区档案馆088001）",
    ),
    "admin:departments_user_change": (
        _post("/admin/departments/user/{user}/change/", username="clerk", name="clerk", phone="1", **MANAGEMENT),
        "启用：是 → 否",
    ),
    "admin:departments_user_delete": (
        _delete_person,
        "删除账号 never",
    ),
    "admin:departments_user_import": (
        _import("/admin/departments/user/import/", ["账号", "姓名", "角色"], ["listed", "名单人", "审核员"]),
        "增加角色：审核员（云水区）",
    ),
    "admin:departments_user_reset": (_post("/admin/departments/user/{user}/password/reset/"), "修改密码"),
    "admin:departments_user_reset_many": (
        lambda client, around: client.post("/admin/departments/user/reset/", {"ids": [around.objects["user"].pk]}),  # type: ignore[attr-defined]
        "修改密码",
    ),
    "admin:reports_cycle_add": (_add_cycle, "年度 2031"),
    "admin:reports_cycle_change": (_change_cycle, "通知文号：空 → 财绩〔2026〕1 号"),
    "admin:reports_cycle_open": (_open, "开始任务：报告份数：1 → 3"),
    "admin:reports_cycle_copy": (_post("/admin/reports/cycle/{cycle}/copy/"), "按2020年度复制"),
    "admin:reports_cycle_approved": (
        _post("/admin/reports/cycle/{cycle}/approved/", approved_on="2026-09-30"),
        "决算批复日期：空 → 2026-09-30",
    ),
    "admin:reports_cycle_participants": (_exempt, "列为免报：年度任务 2020年度；单位 088001 云水区档案馆088001；理由 撤销"),
    "admin:reports_cycle_checks": (_set_check, "停用：本年度不核对"),
}
# Pages that take a POST and write none of those tables: acts on reports are told by the gate (办理), the others are their own affair.
ELSEWHERE = {
    *(
        f"admin:{name}"
        for name in ("bulk", "dashboard_export", "league_export", "export_make", "export_cancel", "export_retry", "logout", "login")
    ),
    *(f"admin:reports_report_{name}" for name in ("change", "assign", "extend", "items", "scores")),
    *(f"admin:reports_publication_{name}" for name in ("report", "withdraw")),
    *(f"admin:reports_phrase_{name}" for name in ("add", "change", "delete")),
    "admin:reports_cycle_outlines",
    "admin:reports_outboxmail_again",
    "admin:task_act",
}
# Views that Django makes and that refuse, or only show.
SHOWING = ("_changelist", "_history", "index", "jsi18n", "autocomplete", "password_change", "view_on_site", "app_list", "next_report")


@pytest.fixture
def around(db: None, settings: Settings) -> World:
    settings.PERFEVAL_OUTLINES = [OUTLINES]
    made = world(Status.DRAFT)
    Membership.objects.create(user=made.people["reviewer"], role=Role.MANAGER, district=made.report.department.district)
    return made


def test_every_page_of_the_admin_that_takes_a_form_is_declared():
    named = {name for name, _ in routes() if name.startswith("admin:") and not name.endswith(SHOWING)}
    read_only = {name for name in named if name.rpartition("_")[0] in READ_ONLY or name in SHOWN}
    assert sorted(named - read_only - ADMIN.keys() - ELSEWHERE) == []
    assert sorted((ADMIN.keys() | ELSEWHERE) - named) == []


READ_ONLY = {f"admin:{name}" for name in ("reports_submission", "reports_event", "departments_auditentry", "reports_outlineversion")}
SHOWN = {
    *(
        f"admin:{kind}_{act}"
        for kind in ("reports_report", "reports_publication", "reports_outboxmail")
        for act in ("add", "delete", "change")
    ),
    *(
        f"admin:{name}"
        for name in ("dashboard", "league", "briefing", "exports", "tasks", "export_download", "bulk_result", "password_change_done")
    ),
    *(f"admin:{name}_delete" for name in ("departments_district", "reports_cycle")),
} - {"admin:reports_report_change"}


@pytest.mark.parametrize("name", ADMIN)
def test_a_write_of_the_admin_leaves_its_entry(around: World, client: Client, name: str):
    write, words = ADMIN[name]
    by = around.people["manager"]
    if name == "admin:departments_district_add":
        by = User.objects.create(username="root", name="根", is_superuser=True)
    client.force_login(by)  # type: ignore[arg-type]
    before = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first()

    with CaptureQueriesContext(connection) as asked:
        response = write(client, around)

    assert response.status_code in (200, 302), response.content.decode()[:500]
    assert list_written(asked) != [] or name == "admin:reports_cycle_open", "the write of this test writes nothing"
    entries = AuditEntry.objects.filter(pk__gt=before, act__in=DETAILS)
    told = [entry.detail for entry in entries]
    assert any(words in detail for detail in told), told
    assert {entry.actor for entry in entries} == {by}
    if name != "admin:departments_district_add":
        assert {entry.district for entry in entries} == {around.report.department.district}


def list_written(asked: CaptureQueriesContext) -> list[str]:
    """Watched tables that the statements write; `last_login` alone is no change."""
    found = filter(None, (WRITING.match(query["sql"]) for query in asked))
    return sorted({match[1] for match in found} & set(WATCHED))


def _paper(tmp_path: Path) -> str:
    file = tmp_path / "report.json"
    file.write_text(json.dumps(builders.paper(), ensure_ascii=False), encoding="utf-8")
    return str(file)


def _folder(tmp_path: Path) -> str:
    """A text of a department that is there, in a year that has no 年度任务 yet."""
    make_report(year=2024)
    file = tmp_path / "old" / "tianxin-2018" / "088001.txt"
    file.parent.mkdir(parents=True)
    file.write_text(ARCHIVE, encoding="utf-8")
    return str(tmp_path / "old")


COMMANDS: dict[str, Callable[[Path], Any]] = {
    "import_report": lambda folder: call_command("import_report", _paper(folder), "--create-department"),
    "read_reports": lambda folder: call_command("read_reports", _folder(folder)),
    "createsuperuser": lambda folder: call_command("createsuperuser", "--noinput", "--username=root", "--name=根", "--email=a@b.cn"),
    "demo": lambda folder: call_command("demo"),
}
# Commands that write none of the watched tables.
QUIET = {
    *("check_outlines", "check_report", "export_report", "list_doubles", "preview_outline", "read_report", "report_schema"),
    *("index_publications", "refresh_queue", "seal_audit", "send_mail", "verify_audit", "work"),
}


def test_every_command_of_ours_is_declared():
    ours = {name for name, app in get_commands().items() if app in ("reports", "departments")}
    assert sorted(ours - COMMANDS.keys() - QUIET) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["import_report", "read_reports", "createsuperuser"])
def test_a_write_of_a_command_leaves_its_entries(tmp_path: Path, name: str):
    with CaptureQueriesContext(connection) as asked:
        COMMANDS[name](tmp_path)

    written = list_written(asked)
    told = " ".join(f"{entry.target} {entry.detail}" for entry in AuditEntry.objects.all())
    labels = {model._meta.db_table: str(model._meta.verbose_name) for model in (District, Desk, Department, Cycle, Exemption)}
    assert written != []
    assert [table for table in written if labels.get(table, "账号") not in told] == []


@pytest.mark.django_db
def test_a_command_acts_in_the_name_of_whom_it_says(tmp_path: Path):
    by = builders.person("importer")

    call_command("import_report", _paper(tmp_path), "--create-department", "--as", "importer")

    made = AuditEntry.objects.filter(act=Act.SETTING, detail__startswith="建立")
    assert {entry.actor for entry in made} == {by}
    assert all(timezone.now() - entry.at < timedelta(minutes=5) for entry in made)

"""报告提纲 of a cycle: the manager sees who stands on which version, and moves reports after a look at what that does."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from departments.models import Role, User
from reports import workflow
from reports.domain.outlines import outline_loader
from reports.models import Cycle, Narrative, OutlineVersion, Report, ReturnItem
from tests import builders
from tests.reports.workflow.builders import OUTLINES, make_department, make_person, make_report, put

pytestmark = pytest.mark.django_db
SHORT = (OUTLINES / "short-2020.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    (tmp_path / "short-2020.toml").write_text(SHORT, encoding="utf-8")
    settings.PERFEVAL_OUTLINES = [tmp_path]
    return tmp_path


@pytest.fixture
def year(folder: Path) -> Cycle:
    """One report that is filled in, one that nobody touched, one that waits at the bureau."""
    cycle = builders.cycle(year=2020, outline="short-2020")
    made = [make_report(make_department(cycle.district, code=f"00{at}"), cycle) for at in range(3)]
    Narrative.objects.filter(report=made[1]).delete()
    put(made[2], "submitted")
    return cycle


@pytest.fixture
def desk(year: Cycle, client_of: Callable[[User], Client]) -> Client:
    return client_of(builders.manager(year.district, "manager-2"))


def post(desk: Client, cycle: Cycle, **data: object) -> str:
    return desk.post(f"/admin/reports/cycle/{cycle.pk}/outlines/", data, follow=True).content.decode()


def pairs(*reports: Report) -> list[str]:
    return [f"{report.pk}:{report.outline_id}" for report in reports]


def change_file(folder: Path, old: str = "产出情况", new: str = "产出与效益") -> None:
    (folder / "short-2020.toml").write_text(SHORT.replace(old, new), encoding="utf-8")


def test_the_page_says_which_report_stands_where_and_that_the_file_is_a_new_version(desk: Client, year: Cycle, folder: Path) -> None:
    address = f"/admin/reports/cycle/{year.pk}/outlines/"
    assert "与文件一致" in desk.get(address).content.decode()
    change_file(folder)
    page = desk.get(address).content.decode()
    assert "文件已改，是新的版本" in page
    assert "改名的章节：“产出情况”改为“产出与效益”。" in page
    assert "填报中 2 份，已报送 1 份" in page
    assert "在财政局审核，不能更换提纲；要换的，先退回单位。" in page


def test_an_untouched_report_is_moved_at_once(desk: Client, year: Cycle, folder: Path) -> None:
    change_file(folder)
    untouched = Report.objects.get(department__code="001")
    assert "已把 1 份报告换成" in post(desk, year, target="file:short-2020", reports=pairs(untouched))
    untouched.refresh_from_db()
    assert untouched.outline == OutlineVersion.of("short-2020")


def test_a_slip_in_a_heading_is_mended_for_all_drafts_in_one_act(desk: Client, year: Cycle, folder: Path) -> None:
    change_file(folder)
    page = post(desk, year, target="file:short-2020", which="all")
    assert "已经填写的内容都有位置。" in page
    assert "没有开始填写的 1 份一起更换。" in page
    assert not Report.objects.filter(outline__sha256=OutlineVersion.find_published("short-2020").sha256).exists()
    hidden = dict.fromkeys(("target", "confirmed"), "")
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in hidden}  # type: ignore[index]
    done = post(desk, year, **hidden, reports=re.findall(r'name="reports" value="(\d+:\d+)"', page))
    assert "已把 2 份报告换成" in done
    assert Report.objects.filter(outline=OutlineVersion.of("short-2020")).count() == 2


def test_the_preview_names_what_loses_its_place_and_where_items_go(desk: Client, year: Cycle, folder: Path) -> None:
    report = Report.objects.get(department__code="000")
    put(report, "returned")
    ReturnItem.objects.create(report=report, place="narrative.management", place_label="资金管理", text="请写明审批程序")
    (folder / "short-2020.toml").write_text(
        SHORT.replace('{ key = "management" }, ', "").replace('[{ text = "management" }]', '[{ note = "略" }]'), encoding="utf-8"
    )
    page = post(desk, year, target="file:short-2020", reports=pairs(report))
    assert "1 处内容在新提纲中没有位置" in page
    assert "专款专用，按进度拨付。" in page
    assert "改指“一、项目资金管理情况”" in page
    assert not report.outline_moves.exists()


def test_a_file_that_changed_after_the_preview_is_previewed_again(desk: Client, year: Cycle, folder: Path) -> None:
    change_file(folder)
    report = Report.objects.get(department__code="000")
    page = post(desk, year, target="file:short-2020", reports=pairs(report), confirmed="0" * 64)
    assert "提纲文件在预览以后又改过" in page
    assert not report.outline_moves.exists()


def test_what_cannot_be_moved_is_told_one_by_one(desk: Client, year: Cycle, folder: Path) -> None:
    change_file(folder)
    sha = OutlineVersion.find_published("short-2020").sha256
    page = post(desk, year, target="file:short-2020", reports=pairs(*Report.objects.all()), confirmed=sha)
    assert "已把 2 份报告换成" in page
    assert "没有更换：云水区档案馆002：在财政局审核，不能更换提纲" in page


@pytest.mark.parametrize(
    "data", [{}, {"target": "file:x"}, {"target": "x", "reports": "1:1"}, {"target": "file:short-2020", "reports": ["a", "1:²"]}]
)
def test_a_strange_post_is_a_sentence(desk: Client, year: Cycle, data: dict[str, object]) -> None:
    page = post(desk, year, **data)
    assert "请选择要换成哪个提纲。" in page or "没有勾选报告" in page


def test_a_broken_file_is_no_choice_and_breaks_no_page(desk: Client, year: Cycle, folder: Path) -> None:
    (folder / "short-2020.toml").write_text("id = ", encoding="utf-8")
    page = desk.get(f"/admin/reports/cycle/{year.pk}/outlines/").content.decode()
    assert "文件有错，不能使用" in page
    assert "file:short-2020" not in page


def test_the_reviewer_looks_and_cannot_move_and_a_stranger_gets_nothing(year: Cycle, client_of: Callable[[User], Client]) -> None:
    address = f"/admin/reports/cycle/{year.pk}/outlines/"
    looks = client_of(builders.reviewer(year.district, "reviewer-2"))
    page = looks.get(address)
    assert (page.status_code, "更换勾选的报告" in page.content.decode(), looks.post(address).status_code) == (200, False, 403)
    assert client_of(builders.manager(builders.district("临水区"), "other")).get(address).status_code == 404


def test_the_list_and_the_preview_take_as_many_queries_for_many_reports(desk: Client, year: Cycle, folder: Path) -> None:
    change_file(folder)
    address = f"/admin/reports/cycle/{year.pk}/outlines/"

    def count() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as listed:
            desk.get(address)
        with CaptureQueriesContext(connection) as previewed:
            desk.post(address, {"target": "file:short-2020", "which": "all"})
        return len(listed), len(previewed)

    desk.get(address)
    few = count()
    for at in range(10, 16):
        make_report(make_department(year.district, code=f"0{at}"), year)
    assert count() == few


def test_the_clerk_reads_what_has_no_place_and_a_post_to_a_section_that_is_gone_comes_back(
    desk: Client, year: Cycle, folder: Path, client_of: Callable[[User], Client]
) -> None:
    report = Report.objects.get(department__code="000")
    clerk = client_of(make_person("clerk-2", Role.CLERK, department=report.department))
    assert "提纲已换成" not in clerk.get(f"/reports/{report.pk}/").content.decode()
    shortened = SHORT.replace('{ key = "management" }, ', "").replace('key = "management"\nlevel', 'key = "other"\nlevel')
    (folder / "short-2020.toml").write_text(shortened.replace('[{ text = "management" }]', '[{ note = "略" }]'), encoding="utf-8")
    sha = OutlineVersion.find_published("short-2020").sha256
    post(desk, year, target="file:short-2020", reports=pairs(report), confirmed=sha, note="用错了提纲")
    overview = clerk.get(f"/reports/{report.pk}/").content.decode()
    assert "提纲已换成“只有两节的提纲" in overview
    kept = clerk.get(f"/reports/{report.pk}/outline/").content.decode()
    assert "专款专用，按进度拨付。" in kept
    assert "理由：用错了提纲" in kept
    answer = clerk.post(f"/reports/{report.pk}/sections/management/", {":revision": "0", "narrative.management": "刚才打的字"})
    assert (answer.status_code, "刚才打的字" in answer.content.decode()) == (409, True)
    assert client_of(make_person("nobody")).get(f"/reports/{report.pk}/outline/").status_code == 404


def test_opening_again_tells_that_the_file_is_a_new_version(desk: Client, year: Cycle, folder: Path) -> None:
    address = f"/admin/reports/cycle/{year.pk}/open/"
    assert "提纲文件改过" not in desk.post(address).content.decode()
    change_file(folder)
    page = desk.post(address).content.decode()
    assert "提纲文件改过，新建的报告用新的版本" in page
    assert "“产出情况”改为“产出与效益”" in page


def test_every_version_is_drawn_and_previewed_and_so_is_the_file(desk: Client, year: Cycle, folder: Path) -> None:
    version = OutlineVersion.objects.get()
    told = desk.get(f"/admin/reports/outlineversion/{version.pk}/change/").content.decode()
    assert [words in told for words in ("　　一、项目资金管理情况", "填写表：只有两节的提纲", "某某单位2000年度绩效自评报告")] == [True] * 3
    assert "按现在的检查会指出" not in told
    change_file(folder)
    assert "产出与效益" in desk.get("/admin/reports/outlineversion/file/short-2020/").content.decode()
    assert "short-2020" in desk.get("/admin/reports/outlineversion/").content.decode()
    (folder / "short-2020.toml").write_text("id = “a”", encoding="utf-8")
    assert "中文引号" in desk.get("/admin/reports/outlineversion/file/short-2020/").content.decode()
    assert desk.get("/admin/reports/outlineversion/file/x/").status_code == 404


def test_the_manager_reads_what_would_be_refused_today_of_a_stored_version(desk: Client, year: Cycle) -> None:
    at = SHORT.index("[[section]]")
    text = SHORT[:at] + '[[list]]\nkey = "duties"\n' + SHORT[at:]
    vocabulary = outline_loader.find_source("tianxin-2018").vocabulary
    sha = outline_loader.Source(text, vocabulary).sha256
    version = OutlineVersion.objects.create(outline_id="short-2020", text=text, vocabulary=vocabulary, sha256=sha)
    page = desk.get(f"/admin/reports/outlineversion/{version.pk}/change/").content.decode()
    assert "按现在的检查会指出" in page
    assert "没有一个章节用到" in page


def test_every_page_of_a_report_opens_after_moves_and_the_bureau_compares_what_was_sent_before(
    client_of: Callable[[User], Client], complete: Report, reviewer: User, manager: User, leader: User
) -> None:
    """天心区's report is sent, returned, moved to two other outlines and back, and sent again."""
    clerk = client_of(builders.clerk(complete.department))
    desk = client_of(reviewer)
    Report.objects.filter(pk=complete.pk).update(
        statements=[{"place": "expenditure.total.final", "stated": "1", "found": "2", "quote": "支出1万元"}]
    )
    workflow.hand_over(complete, by=None)
    workflow.submit(complete, by=leader)
    workflow.start_review(complete, by=reviewer)
    workflow.return_(complete, by=reviewer, items=[workflow.NewItem("narrative.management", "advice", "请补充审批程序")])
    home = complete.outline
    for version in (OutlineVersion.of("hunan-standard"), OutlineVersion.of("daxiang-2021"), home):
        seen = workflow.outline_moves.Seen(Report.objects.get(pk=complete.pk).outline_id, is_previewed=True)
        workflow.move_outline(complete, by=manager, to=version, seen=seen)
        pages = ["", "preview/", "outline/", "attachments/", *(f"sections/{key}/" for key in version.definition.sections)]
        assert {page: clerk.get(f"/reports/{complete.pk}/{page}").status_code for page in pages} == dict.fromkeys(pages, 200)
        assert desk.get(f"/admin/reports/report/{complete.pk}/change/").status_code == 200
    complete = Report.objects.with_context().get(pk=complete.pk)
    workflow.hand_over(complete, by=None)
    workflow.submit(complete, by=leader)
    assert desk.get(f"/admin/reports/report/{complete.pk}/change/").status_code == 200

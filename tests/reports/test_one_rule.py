"""A rule is one file: written once, it stands on every page; taken away, it is named and nothing breaks."""

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from reports import workflow
from reports.domain.outlines import Mistakes, outline_loader
from reports.domain.rendering import pdf
from reports.models import Cycle, OutlineVersion, Report
from scripts import draw_checks
from tests import builders, rule_files
from tests.rule_files import written

pytestmark = pytest.mark.django_db
MESSAGE = "总结里没有结论"
GONE = "规则 XY12 已不再安装"
BROKEN = "规则 XY12 运行出错，未核对"


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing is not what these pages are about."""
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The county's rule XY12 in a module of its own, named by PERFEVAL_RULES."""
    with rule_files.county(tmp_path, monkeypatch) as write, override_settings(PERFEVAL_RULES=[write(written("XY12"))]):
        yield


@pytest.fixture
def uninstall(module: None) -> Iterator[Callable[[], None]]:
    """Takes the county's rule away, as a restart without PERFEVAL_RULES does."""
    without = override_settings(PERFEVAL_RULES=[])
    yield without.enable
    without.disable()


@pytest.fixture
def outline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """天心区's outline, with XY12 named in it and must be explained."""
    text = outline_loader.find_source("tianxin-2018").text.replace("[[check]]", '[[check]]\nid = "XY12"\nseverity = "R"\n\n[[check]]', 1)
    (tmp_path / "tianxin-2018.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(outline_loader, "list_outline_folders", lambda: [tmp_path, outline_loader.HERE])
    return "tianxin-2018"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def clerk(report: Report) -> Client:
    return client_of(builders.clerk(report.department))


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def section_of(report: Report) -> str:
    """The address of the section in which the summary is written."""
    from reports.domain import places

    return f"/reports/{report.pk}/sections/{places.find_section(report.outline.definition, 'narrative.summary')}/?whole=1"


def rules_of(report: Report) -> str:
    return f"/rules/{report.outline_id}/?cycle={report.cycle_id}"


def told(report: Report) -> list[dict[str, str]]:
    """What check_report says of XY12."""
    out = StringIO()
    call_command("check_report", department=report.department.code, year=report.cycle.year, json=True, stdout=out)
    return [{"outcome": one["outcome"], "message": one["message"]} for one in json.loads(out.getvalue()) if one["id"] == "XY12"]


def test_a_countys_rule_stands_on_every_page(module):
    report = builders.complete_report()
    client = clerk(report)
    rules = page(client, rules_of(report))
    assert MESSAGE in page(client, section_of(report))
    assert ("XY12" in rules, "写有结论" in rules, "看总结里有没有结论。" in rules, "县财绩〔2024〕3号" in rules) == (True,) * 4
    assert told(report) == [{"outcome": "W", "message": MESSAGE}]
    assert "| XY12 | 写有结论 | 看总结里有没有结论。 | W 提示 | 县财绩〔2024〕3号 | 全部 |" in list(draw_checks.draw_rules())


def test_a_countys_rule_is_weighed_and_switched_off_like_ours(module):
    report = builders.complete_report()
    manager = client_of(builders.manager(report.department.district))
    address = f"/admin/reports/cycle/{report.cycle_id}/checks/"
    assert 'id="XY12"' in page(manager, address)
    manager.post(address, {"severity-XY12": "R", "reason-XY12": "今年重点"})
    assert told(report) == [{"outcome": "R", "message": MESSAGE}]
    manager.post(address, {"off": ["XY12"], "reason-XY12": "本年不核对"})
    assert (told(report), "停用：本年不核对" in page(clerk(report), rules_of(report))) == ([], True)


def test_an_outline_weighs_a_countys_rule_and_does_without_it(module, outline, tmp_path):
    report = builders.complete_report()
    assert told(report) == [{"outcome": "R", "message": MESSAGE}]
    text = (tmp_path / "tianxin-2018.toml").read_text(encoding="utf-8").replace('severity = "R"\n\n', 'off = "本县另行核对"\n\n', 1)
    (tmp_path / "tianxin-2018.toml").write_text(text, encoding="utf-8")
    report.outline = OutlineVersion.of(outline)
    report.save()
    assert (told(report), "提纲停用：本县另行核对" in page(clerk(report), rules_of(report))) == ([], True)


def test_a_rule_of_ours_in_one_more_file_stands_on_every_page(tmp_path, monkeypatch):
    with rule_files.one_more_of_ours(tmp_path, monkeypatch, written("C97", more="everywhere=True")):
        report = builders.complete_report()
        client, manager = clerk(report), client_of(builders.manager(report.department.district))
        assert MESSAGE in page(client, section_of(report))
        assert "写有结论" in page(client, rules_of(report))
        assert 'id="C97"' in page(manager, f"/admin/reports/cycle/{report.cycle_id}/checks/")
        assert any(line.startswith("| C97 | 写有结论 |") for line in draw_checks.draw_rules())


def test_a_rule_that_fails_brings_no_page_down(tmp_path, monkeypatch, caplog):
    with (
        rule_files.county(tmp_path, monkeypatch) as write,
        override_settings(PERFEVAL_RULES=[write(written("XY12", body="raise RuntimeError"))]),
    ):
        report = builders.complete_report()
        client = clerk(report)
        page(client, section_of(report))
        assert BROKEN in page(client, f"/reports/{report.pk}/")
        assert told(report) == [{"outcome": "not_evaluated", "message": BROKEN}]
    assert "Rule XY12 of county_rules failed" in caplog.text


def test_a_rule_that_an_outline_names_and_that_is_gone_is_named(module, outline, uninstall):
    report = builders.complete_report()
    uninstall()
    client = clerk(report)
    manager = client_of(builders.manager(report.department.district))
    page(client, section_of(report))
    assert f"{GONE}，未核对" in page(client, f"/reports/{report.pk}/")
    assert GONE in page(client, rules_of(report))
    assert GONE in page(manager, f"/admin/reports/cycle/{report.cycle_id}/checks/")
    assert told(report) == [{"outcome": "not_evaluated", "message": f"{GONE}，未核对"}]


def test_the_command_that_checks_outlines_names_a_gone_rule(module, outline, uninstall):
    uninstall()
    with pytest.raises(CommandError, match=r"tianxin-2018\.toml：规则 XY12 没有安装"):
        call_command("check_outlines", stdout=StringIO())


def test_an_outline_that_names_a_gone_rule_starts_no_report(module, outline, uninstall):
    uninstall()
    with pytest.raises(Mistakes, match="规则 XY12 没有安装，提纲不能启用"):
        OutlineVersion.of(outline)
    assert not OutlineVersion.objects.exists()


def test_the_settings_of_a_gone_rule_are_kept_and_named(module, uninstall):
    report = builders.complete_report()
    Cycle.objects.update(check_settings={"XY12": {"off": "本年不核对"}})
    uninstall()
    cycle = Cycle.objects.get()
    cycle.full_clean()
    manager = client_of(builders.manager(report.department.district))
    address = f"/admin/reports/cycle/{cycle.pk}/checks/"
    shown = page(manager, address)
    assert (GONE in shown, "本年度的调整保留，规则重新安装后生效：停用：本年不核对" in shown) == (True, True)
    manager.post(address, {"severity-C12": "W", "reason-C12": ""})
    assert Cycle.objects.get().check_settings == {"C12": {"severity": "W"}, "XY12": {"off": "本年不核对"}}


def test_what_was_sent_keeps_the_findings_of_a_gone_rule(module, uninstall):
    report = builders.complete_report()
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=builders.leader(report.department))
    uninstall()
    workflow.start_review(report, by=None)
    shown = page(client_of(builders.reviewer(report.department.district)), f"/admin/reports/report/{report.pk}/change/")
    assert (MESSAGE in shown, f"写有结论（{GONE}）" in shown) == (True, True)
    kept = report.submissions.get().findings["findings"]
    assert [(one["id"], one["label"], one["message"]) for one in kept if one["id"] == "XY12"] == [("XY12", "写有结论", MESSAGE)]


def test_a_wrong_module_stops_the_program_with_a_sentence():
    with (
        pytest.raises(ImproperlyConfigured, match="PERFEVAL_RULES 中的模块“no_such_rules”不能读取"),
        override_settings(PERFEVAL_RULES=["no_such_rules"]),
    ):
        pass

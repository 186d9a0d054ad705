"""核对规则的调整: the page of a cycle, where the manager weighs checks otherwise."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from reports.domain.checks.applicable import list_checks
from reports.models import Cycle, Report
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle() -> Cycle:
    return builders.cycle(outline="tianxin-2018")


@pytest.fixture
def client(client_of, cycle: Cycle) -> Client:
    return client_of(builders.manager(cycle.district))


def address(cycle: Cycle) -> str:
    return f"/admin/reports/cycle/{cycle.pk}/checks/"


def save(client: Client, cycle: Cycle, *off: str, **typed: str) -> str:
    """Posts the page as it stands with these fields typed: severity_C12 …"""
    lines = client.get(address(cycle)).context["lines"]
    data: dict[str, Any] = {"off": [line.check.id for line in lines if line.is_off] + list(off)}
    for line in lines:
        data |= {f"severity-{line.check.id}": line.severity, f"reason-{line.check.id}": line.reason}
        data |= {f"{limit.name}-{line.check.id}": shown for limit, shown in line.limits}
    data |= {name.replace("_", "-"): text for name, text in typed.items()}
    return client.post(address(cycle), data, follow=True).content.decode()


def kept() -> Any:
    return Cycle.objects.get().check_settings


def test_every_check_of_the_outline_stands_there_once(client: Client, cycle: Cycle):
    response = client.get(address(cycle))
    ids = [line.check.id for line in response.context["lines"]]
    [outline] = cycle.outlines()
    assert sorted(ids) == sorted({check.id for check in list_checks(outline)})
    assert 'placeholder="90"' in response.content.decode()


def test_classes_limits_and_what_is_off_are_saved_at_once(client: Client, cycle: Cycle):
    page = save(client, cycle, "C29", severity_C12="W", least_C12="８５ %", reason_C12="疫情", within_C14="20", reason_C29="本年不核对")
    assert "已保存 3 条规则的调整：C12、C14、C29。" in page
    assert kept() == {"C12": {"severity": "W", "least": "85", "reason": "疫情"}, "C14": {"within": "20%"}, "C29": {"off": "本年不核对"}}
    assert "核对规则的调整：C12、C14、C29" in LogEntry.objects.get().change_message
    assert "没有改动" in save(client, cycle)


def test_what_is_cleared_follows_the_outline_again(client: Client, cycle: Cycle):
    Cycle.objects.update(check_settings={"C12": {"severity": "W", "least": "85"}, "C999": {"off": "旧的"}})
    save(client, cycle, severity_C12="", least_C12="90")
    assert kept() == {}


@pytest.mark.parametrize(
    ("off", "typed", "words"),
    [
        (["C29"], {}, "C29 要写明停用的理由。"),
        ([], {"least_C12": "很多"}, "“执行率不低于”应为数字，如 85，现为“很多”。"),
        ([], {"within_C14": "10.5"}, "“相差不超过”应为不超过 3 位的整数"),
        ([], {"severity_C12": "X"}, "C12 的类别只能是必须修改、须说明或提示"),
        ([], {"reason_C12": "想一想"}, "写了理由，但没有调整"),
        ([], {"severity_C12": "W", "reason_C12": "因" * 201}, "最多 200 个字"),
    ],
)
def test_a_mistake_stands_at_its_row_and_nothing_is_lost(client: Client, cycle: Cycle, off: list[str], typed: dict[str, str], words: str):
    page = save(client, cycle, *off, **{"severity_C01": "R", **typed})
    assert (words in page, "没有保存：有 1 条规则须改正" in page, kept()) == (True, True, {})
    lines = {line.check.id: line for line in client.get(address(cycle)).context["lines"]}
    assert lines["C01"].severity == ""
    assert '<option value="R" selected>' in page
    assert all(f'value="{text}"' in page for text in typed.values() if text not in {"X", "W"})


def test_a_check_that_the_form_did_not_show_stays_as_it_is(client: Client, cycle: Cycle):
    Cycle.objects.update(check_settings={"C12": {"severity": "W"}})
    client.post(address(cycle), {"reason-C14": "", "within-C14": "20"})
    assert kept() == {"C12": {"severity": "W"}, "C14": {"within": "20%"}}


def test_only_the_manager_of_the_district_comes_here(client_of, cycle: Cycle):
    reader, stranger = builders.reviewer(cycle.district), builders.manager(builders.district("临川区"), "stranger")
    assert [client_of(person).get(address(cycle)).status_code for person in (reader, stranger)] == [403, 404]
    assert client_of(reader).post(address(cycle), {"reason-C14": "", "within-C14": "20"}).status_code == 403
    assert kept() == {}


def test_the_page_asks_equally_often_for_any_number_of_reports(client: Client, cycle: Cycle, django_assert_max_num_queries):
    for at in range(4):
        builders.report(builders.department(cycle.district, code=f"B{at}", name=f"局{at}"), cycle)
    assert Report.objects.count() == 4
    with django_assert_max_num_queries(8):
        client.get(address(cycle))


def test_the_cycles_form_leads_here_and_has_no_code_words(client: Client, cycle: Cycle):
    page = client.get(f"/admin/reports/cycle/{cycle.pk}/change/").content.decode()
    assert (address(cycle) in page, "check_settings" in page) == (True, False)


def test_an_outline_without_a_changed_check_is_refused_with_the_way_out(client: Client, cycle: Cycle):
    Cycle.objects.update(check_settings={"C13": {"severity": "W"}})
    data = {"outline": "daxiang-2021", "opens_0": "2019-01-01", "opens_1": "08:00", "due_0": "2019-03-31", "due_1": "18:00"}
    page = client.post(f"/admin/reports/cycle/{cycle.pk}/change/", data).content.decode()
    assert "请先在那一页改回“按提纲”" in page

"""核对结果 on the pages of the department: at the cell, on the overview, before signing; and the rules."""

import pytest
from django.test import Client

from departments.models import Role
from reports import workflow
from reports.domain.document import Row
from reports.domain.figures import Figure
from reports.filing import live_findings
from reports.models import Cycle, Explanation, Status
from tests import builders
from tests.reports.filing.forms.builders import Browser, make_clerk, make_report, store
from tests.reports.workflow.builders import put, type_figure

pytestmark = pytest.mark.django_db
BROKEN = {"total": "148.35", "basic": "100", "project": "48.25"}
LOW = {"total_final": "140", "project_final": "40"}


@pytest.fixture
def full():
    return make_report()


@pytest.fixture
def typist(full):
    return make_clerk(full)


def fill(full, typist, **finals):
    store(full, "expenditure", typist, figures={f"expenditure.{row}.final": Figure.of(amount) for row, amount in finals.items()})


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_broken_sum_stands_at_its_cells_and_below_the_table(full, typist):
    fill(full, typist, **BROKEN)
    html = Browser(typist, full, "expenditure").open().html
    key = live_findings.find_live_findings(full).blocking[0].key
    assert html.count(f'<a class="mark mark-red" href="#finding-{key}"') == 3
    assert '<a href="#expenditure.basic.final">100</a> + <a href="#expenditure.project.final">48.25</a> = 148.25' in html
    assert '表中 <a href="#expenditure.total.final">148.35</a>，差 −0.10 万元' in html
    assert html.index("</table>") < html.index(f'id="finding-{key}"')
    assert "由单位负责人在签发时写明理由" in html


def test_the_cell_and_the_finding_give_the_difference_the_same_sign(full, typist):
    fill(full, typist, **BROKEN)
    html = Browser(typist, full, "expenditure").open().html
    assert ("各项之和 148.25，差 −0.10" in html, "，差 −0.10 万元" in html, "+0.1" in html) == (True, True, False)


def test_an_empty_report_is_not_called_faultless(full, typist):
    html = text(browser(typist), f"/reports/{full.pk}/")
    assert ("没有内容可以核对" in html, "还没有内容可以核对" in html, "没有发现问题" in html) == (True, True, False)


def test_what_is_not_checked_yet_is_said_beside_the_verdict(full, typist):
    fill(full, typist, total="148.25", basic="100", project="48.25")
    html = text(browser(typist), f"/reports/{full.pk}/")
    assert ("项因内容未填，没有核对" in html, "已核对，没有发现问题" in html) == (True, False)


def test_a_sum_that_agrees_says_nothing(full, typist):
    fill(full, typist, total="148.25", basic="100", project="48.25")
    html = Browser(typist, full, "expenditure").open().html
    assert ('class="mark' in html, 'class="finding ' in html) == (False, False)


def test_a_number_of_another_section_leads_to_its_page(full, typist):
    fill(full, typist, total="148.25", basic="100", project="48.25")
    store(full, "projects", typist, lists={"projects": _projects("48")})
    html = Browser(typist, full, "projects").open().html
    assert f'<a href="/reports/{full.pk}/sections/expenditure/#expenditure.project.final">48.25</a>' in html
    assert '<a href="#projects.p1.final">48</a>' in html


def test_a_reason_is_saved_with_the_section(full, typist):
    page = _low(full, typist)
    key = next(finding.key for finding in live_findings.find_live_findings(full).unexplained if finding.check == "C12")
    saved = page.open().type({f":reason:{key}": "项目跨年实施"}).press(f"explain:{key}")
    given = Explanation.objects.get()
    assert (given.text, given.by, given.override, "已说明" in saved.html) == ("项目跨年实施", typist, False, True)


def _low(full, typist):
    """Less than 90 % of the adjusted budget was spent."""
    page = Browser(typist, full, "expenditure").open()
    values = {f"expenditure.{row}.{column}": "100" for row in ("total", "project") for column in ("budget", "adjusted")}
    values |= {"expenditure.total.final": "60", "expenditure.project.final": "60", "expenditure.basic.final": "0"}
    return page.type(values).press()


def test_the_reason_comes_with_any_save_and_is_kept_once(full, typist):
    page = _low(full, typist)
    key = next(finding.key for finding in live_findings.find_live_findings(full).unexplained if finding.check == "C12")
    page.open().type({f":reason:{key}": "项目跨年实施"}).press()
    first = Explanation.objects.get()
    page.open().press()
    assert Explanation.objects.get().at == first.at


def test_after_the_figures_changed_the_reason_waits_to_be_confirmed(full, typist):
    page = _low(full, typist)
    key = next(finding.key for finding in live_findings.find_live_findings(full).unexplained if finding.check == "C12")
    page.open().type({f":reason:{key}": "项目跨年实施"}).press()
    again = page.open().type({"expenditure.total.final": "70", "expenditure.project.final": "70"}).press()
    assert "需重新确认" in again.html
    assert page.open().press().html.count("需重新确认") > 0, "a save alone confirms nothing"
    assert "需重新确认" not in page.open().press(f"explain:{key}").html
    assert live_findings.find_live_findings(full).outdated == []


def test_a_refused_reason_says_so_and_the_section_is_saved(full, typist):
    page = _low(full, typist).open()
    key = next(finding.key for finding in live_findings.find_live_findings(full).unexplained if finding.check == "C12")
    page.type({f":reason:{key}": "说" * 2001, "expenditure.basic.budget": "5"})
    assert "最多 2,000 个字" in page.press().html
    assert full.figures.get(row="basic", column="budget").amount == 5


def test_a_reviewer_reads_findings_without_a_box(full, typist):
    _low(full, typist)
    put(full, Status.SUBMITTED)
    html = Browser(make_clerk(full, "reviewer", Role.REVIEWER), full, "expenditure").open().html
    assert ("须说明" in html, ":reason:" in html) == (True, False)


def test_the_overview_lists_all_with_the_way_to_each(client_of, checked, clerk):
    report = checked(total_final="150.1", project_final="40")
    html = text(client_of(clerk), f"/reports/{report.pk}/")
    assert "1 处必须修改，1 处须说明原因" in html
    assert f'<a href="/reports/{report.pk}/sections/spending/#expenditure.total.final">150.1</a>' in html
    assert html.index("必须修改</span>") < html.index("须说明</span>")
    assert "须修改（1 处）" in html


def test_a_section_with_a_must_fix_finding_is_not_done(client_of, checked, clerk, leader):
    report = checked(total_final="150.1")
    client = client_of(clerk)
    assert "须修改（1 处）" in text(client, f"/reports/{report.pk}/")
    workflow.explain(report, live_findings.find_live_findings(report).blocking[0].key, by=leader, text="与批复决算一致")
    assert "须修改（1 处）" not in text(client, f"/reports/{report.pk}/")


def test_what_could_not_be_checked_is_folded_and_not_called_passed(client_of, checked, clerk):
    report = checked()
    report.figures.filter(row="basic", column="final").delete()
    html = text(client_of(clerk), f"/reports/{report.pk}/")
    assert "未能核对的 1 项" in html
    assert "按其他各项推算应为 100" in html


def test_the_repair_hint_is_said_in_words(full, typist):
    fill(full, typist, total="148.35", basic="100", project="48.25")
    store(full, "projects", typist, lists={"projects": _projects("48.35")})
    html = text(browser(typist), f"/reports/{full.pk}/")
    assert "处合计均相符" in html


def _projects(amount):
    return (Row("p1", {"name": "档案数字化", "final": Figure.of(amount)}),)


def test_the_leader_lets_a_finding_go_from_the_signing_page_and_signs(client_of, checked, leader):
    report = put(checked(total_final="150.1"), Status.AWAITING_SIGNATURE)
    client, address = client_of(leader), f"/reports/{report.pk}/sign/"
    html = text(client, address)
    finding = live_findings.find_live_findings(report).blocking[0]
    assert ("改正或说明 1 处必须修改的问题" in html, "写明理由，按原数报送" in html, "签发并报送</button>" in html) == (True, True, False)
    sent = {
        f":seen:{finding.key}": finding.fingerprint,
        f":given:{finding.key}": "",
        f":reason:{finding.key}": "与批复决算一致",
        "back": address,
    }
    assert client.post(f"/reports/{report.pk}/words/", sent).headers["Location"] == address
    html = text(client, address)
    assert ("负责人已说明" in html, "签发并报送</button>" in html) == (True, True)
    assert '<a href="#expenditure.total.final">150.1</a>' in html


def test_no_box_for_must_fix_findings_where_the_cycle_forbids_it(client_of, checked, leader):
    Cycle.objects.update(allow_override=False)
    report = put(checked(total_final="150.1"), Status.AWAITING_SIGNATURE)
    assert "写明理由，按原数报送" not in text(client_of(leader), f"/reports/{report.pk}/sign/")


def test_the_clerk_has_no_box_for_must_fix_findings(client_of, checked, clerk):
    report = checked(total_final="150.1", project_final="40")
    html = text(client_of(clerk), f"/reports/{report.pk}/")
    assert ("写明理由，按原数报送" in html, "说明原因</summary>" in html) == (False, True)


def test_the_rules_are_open_to_whoever_logs_in(client_of, checked, clerk):
    path = f"/rules/{checked().outline_id}/"
    html = text(client_of(clerk), path)
    assert all(words in html for words in ("C01", "支出合计 = 各类支出之和", "必须修改", "预算法第七十五条"))
    assert Client().get(path).status_code == 302
    assert client_of(clerk).get("/rules/987654/").status_code == 404


def test_the_rules_say_what_holds_for_the_departments_own_year(client_of, checked, clerk):
    report = checked(**LOW)
    path = f"/rules/{report.outline_id}/?cycle={report.cycle_id}"
    Cycle.objects.update(check_settings={"C12": {"severity": "W", "least": "85"}, "C29": {"off": "本年不核对"}})
    assert path in text(client_of(clerk), f"/reports/{report.pk}/")
    html = text(client_of(clerk), path)
    assert all(words in html for words in ("提示（提纲：须说明）；执行率不低于 85 %（提纲：90 %）", "停用：本年不核对", "按提纲"))
    assert "停用：" not in text(client_of(clerk), f"/rules/{report.outline_id}/")


@pytest.mark.parametrize("wrong", ["987654", "x", "9" * 30])
def test_the_changes_of_a_year_are_for_its_own_district(client_of, checked, clerk, stranger, wrong: str):
    report = checked()
    path = f"/rules/{report.outline_id}/?cycle="
    assert client_of(stranger).get(f"{path}{report.cycle_id}").status_code == 404
    assert client_of(clerk).get(path + wrong).status_code == 404
    assert client_of(builders.reviewer(report.department.district, "colleague")).get(f"{path}{report.cycle_id}").status_code == 200


def test_the_signing_page_takes_few_queries(client_of, checked, leader, django_assert_max_num_queries):
    report = put(checked(total_final="150.1"), Status.AWAITING_SIGNATURE)
    client = client_of(leader)
    with django_assert_max_num_queries(10):
        text(client, f"/reports/{report.pk}/sign/")


def test_old_figures_are_told_on_the_overview(client_of, checked, clerk):
    report = checked(**LOW)
    workflow.explain(report, live_findings.find_live_findings(report).unexplained[0].key, by=clerk, text="跨年实施")
    for place, amount in {"total_final": "130", "project_final": "30"}.items():
        type_figure(report, place, amount)
    html = text(client_of(clerk), f"/reports/{report.pk}/")
    assert ("需重新确认</span>" in html, "跨年实施" in html) == (True, True)

"""Words beside findings and return items: one button keeps all that was typed on the page, and no button throws any away."""

import pytest

from reports import workflow
from reports.filing import live_findings
from reports.models import Explanation, ReturnItem, Status
from tests.reports.filing.forms.builders import Browser, Form, facts, make_clerk, make_report
from tests.reports.workflow import builders

pytestmark = pytest.mark.django_db
TEXT = "narrative.management"


def reasons_for(report, *texts):
    """As the boxes beside the findings post them."""
    waiting = live_findings.find_live_findings(report)
    found = [*waiting.blocking, *waiting.unexplained]
    posted = {}
    for finding, text in zip(found, texts, strict=True):
        posted |= {f":reason:{finding.key}": text, f":seen:{finding.key}": finding.fingerprint, f":given:{finding.key}": ""}
    return posted


@pytest.fixture
def items(report):
    builders.put(report, Status.RETURNED)
    return [ReturnItem.objects.create(report=report, place=TEXT, place_label=f"第 {at} 处", text="请补充") for at in (1, 2, 3)]


def answers_to(items, *given):
    posted = {}
    for item, (kind, text) in zip(items, given, strict=True):
        posted |= {f":kind:{item.pk}": kind, f":answer:{item.pk}": text, f":answered:{item.pk}": "|"}
    return posted


def test_one_button_keeps_the_reasons_of_all_findings(client_of, checked, leader):
    report = builders.put(checked(total_final="150.1", project_final="40"), Status.AWAITING_SIGNATURE)
    page = client_of(leader).post(f"/reports/{report.pk}/words/", reasons_for(report, "与批复决算一致", "跨年实施"), follow=True)
    assert "2 条说明已保存。" in page.content.decode()
    assert sorted(Explanation.objects.values_list("text", flat=True)) == ["与批复决算一致", "跨年实施"]


def test_one_button_keeps_the_answers_to_all_items(client_of, clerk, report, items):
    given = answers_to(items, ("changed", ""), ("explained", "已核实"), ("disputed", "依据不同"))
    page = client_of(clerk).post(f"/reports/{report.pk}/words/", {**given, ":do": f"answer:{items[2].pk}"}, follow=True)
    assert page.redirect_chain == [(f"/reports/{report.pk}/#item-{items[2].pk}", 302)]
    assert "已答复：第 1 处、第 2 处、第 3 处" in page.content.decode()
    assert [(item.answer_kind, item.answer) for item in ReturnItem.objects.order_by("pk")] == [
        ("changed", ""),
        ("explained", "已核实"),
        ("disputed", "依据不同"),
    ]


def test_what_the_page_only_showed_is_not_written_again(client_of, clerk, report, items):
    workflow.answer(items[0], by=clerk, kind="explained", text="第一次")
    shown = {f":kind:{items[0].pk}": "explained", f":answer:{items[0].pk}": "第一次", f":answered:{items[0].pk}": "explained|第一次"}
    workflow.answer(items[0], by=clerk, kind="explained", text="同事刚改的")
    events = report.events.count()
    page = client_of(clerk).post(f"/reports/{report.pk}/words/", shown, follow=True)
    assert "没有新写的说明或答复" in page.content.decode()
    items[0].refresh_from_db()
    assert (items[0].answer, report.events.count()) == ("同事刚改的", events)


def test_what_cannot_be_kept_comes_back_and_the_rest_is_kept(client_of, clerk, report, items):
    given = answers_to(items, ("", "忘了选"), ("explained", "已核实"), ("disputed", ""))
    page = client_of(clerk).post(f"/reports/{report.pk}/words/", given)
    html = page.content.decode()
    assert (page.status_code, "有 2 处没有保存" in html, "忘了选" in html, "已核实" in html) == (422, True, True, False)
    assert all(f'name=":kind:{items[at].pk}"' in html for at in (0, 2))
    assert ReturnItem.objects.get(pk=items[1].pk).answer == "已核实"


def test_an_act_keeps_the_words_of_the_page_before(client_of, clerk, checked):
    report = checked(total_final="140", project_final="40")
    client = client_of(clerk)
    given = {"since": report.since.isoformat(), **reasons_for(report, "跨年实施")}
    page = client.post(f"/reports/{report.pk}/act/hand_over/", given, follow=True).content.decode()
    report.refresh_from_db()
    assert ("已交单位负责人签发" in page, "说明已保存" in page, report.status) == (True, True, Status.AWAITING_SIGNATURE)
    assert Explanation.objects.get().text == "跨年实施"


def test_an_act_waits_for_words_that_cannot_be_kept(client_of, clerk, report, items):
    given = {"since": report.since.isoformat(), **answers_to(items[:1], ("disputed", ""))}
    answer = client_of(clerk).post(f"/reports/{report.pk}/act/hand_over/", given)
    report.refresh_from_db()
    assert (answer.status_code, report.status) == (422, Status.RETURNED)


def test_a_note_for_one_act_is_not_lost_by_another(client_of, leader, clerk, report):
    workflow.hand_over(report, by=clerk)
    given = {"since": report.since.isoformat(), "confirmed": "1", "note:give_back": "第三节请补充"}
    page = client_of(leader).post(f"/reports/{report.pk}/act/submit/", given)
    report.refresh_from_db()
    assert (page.status_code, "第三节请补充" in page.content.decode(), report.status) == (422, True, Status.AWAITING_SIGNATURE)
    client_of(leader).post(f"/reports/{report.pk}/act/give_back/", given)
    assert report.events.get(act="give_back").note == "第三节请补充"


@pytest.fixture
def full():
    return builders.put(make_report(), Status.RETURNED)


@pytest.fixture
def typist(full):
    return make_clerk(full)


@pytest.fixture
def item(full):
    return ReturnItem.objects.create(report=full, place=TEXT, place_label="资金管理", text="请补充")


def test_a_section_is_saved_with_the_answers_on_its_page(full, typist, item):
    page = Browser(typist, full, "management").open().type({TEXT: "专款专用。"})
    page.pairs += list(answers_to([item], ("changed", "")).items())
    assert "已答复：资金管理" in page.press().html
    assert (facts(full).text("management"), ReturnItem.objects.get().answer_kind) == ("专款专用。", "changed")


def test_an_answer_without_a_choice_comes_back_and_the_section_is_saved(full, typist, item):
    page = Browser(typist, full, "management").open().type({TEXT: "专款专用。"})
    page.pairs += list(answers_to([item], ("", "写了半天")).items())
    page.press()
    assert (page.status, "写了半天" in page.html, "已保存" in page.html) == (422, True, True)
    assert (facts(full).text("management"), ReturnItem.objects.get().answer_kind) == ("专款专用。", "")


def test_last_years_words_come_beside_what_was_typed(full, typist):
    page = Browser(typist, full, "basics").open().type({"unit.superior": "区政府"}).press("carry")
    assert "上年没有可以沿用的内容" in page.html
    assert facts(full).fields["unit.superior"] == "区政府"


def test_a_reason_for_a_finding_that_is_gone_comes_back_with_its_sentence(client_of, checked, clerk):
    given = {":seen:C12:gone": "", ":given:C12:gone": "", ":reason:C12:gone": "跨年"}
    answer = client_of(clerk).post(f"/reports/{checked().pk}/words/", given)
    html = answer.content.decode()
    assert (answer.status_code, "这条核对结果已经不存在" in html, "跨年" in html) == (422, True, True)


def test_a_strangers_words_are_404(client_of, stranger, report):
    assert client_of(stranger).post(f"/reports/{report.pk}/words/", {}).status_code == 404


def test_words_of_which_the_session_ended_are_kept(client, client_of, clerk, report, items):
    given = answers_to(items[:1], ("explained", "写了一上午"))
    page = client.post(f"/reports/{report.pk}/words/", given)
    assert (page.status_code, "登录已过期" in page.content.decode()) == (401, True)
    pairs = [pair for pair in Form(page.content.decode(), "kept").pairs if pair[0] != "csrfmiddlewaretoken"]
    client_of(clerk).post(f"/reports/{report.pk}/words/", dict(pairs))
    assert ReturnItem.objects.get(pk=items[0].pk).answer == "写了一上午"


def test_words_that_are_too_long_come_back_whole(client_of, clerk, report, items):
    page = client_of(clerk).post(f"/reports/{report.pk}/words/", answers_to(items[:1], ("explained", "核实" * 2000)))
    html = page.content.decode()
    assert (page.status_code, "最多 2,000 字" in html, "核实" * 2000 in html) == (422, True, True)

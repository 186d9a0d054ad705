"""The texts of a district against one another: by the worker, in as many statements for thirty reports as for three."""

from decimal import Decimal

import pytest

from reports.domain.checks.likeness import cut_all_pieces
from reports.filing import comparisons, cycles, live_findings
from reports.filing.district_texts import Register, Written, find_alike
from reports.filing.drafts import fingerprint_text
from reports.models import Comparison, Figure, Narrative
from tests import builders

pytestmark = pytest.mark.django_db
TEXT = "本单位建立健全了财务管理制度，资金使用严格按照预算执行，做到专款专用。"


def write(district, cycle, number: int) -> None:
    for at in range(number):
        report = cycles.get_or_create_report(builders.department(district, f"{at:03}", f"某{at}局"), cycle)
        Narrative.objects.create(report=report, key="output", text=TEXT, marks=fingerprint_text(TEXT))


@pytest.mark.parametrize("number", [3, 30])
def test_a_comparison_and_a_page_cost_the_same_in_a_district_of_any_size(district, number, django_assert_num_queries):
    cycle = builders.cycle(district)
    write(district, cycle, number)
    with django_assert_num_queries(6):
        assert comparisons.compare_cycle(cycle) == number
    assert {len(each.found["copies"]) for each in Comparison.objects.all()} == {1}
    report = cycle.reports.select_related("department__district", "cycle", "outline").first()
    document, last = live_findings.drafts.load_with_last_year(report)
    with django_assert_num_queries(1) as asked:
        live_findings.find_live_findings(report, document, last)
    assert "narrative" not in asked[0]["sql"]


def test_a_text_that_is_changed_is_no_copy_after_the_next_comparison(district):
    cycle = builders.cycle(district)
    write(district, cycle, 2)
    comparisons.compare_districts()
    Narrative.objects.filter(report__department__code="001").update(text="", marks="")
    comparisons.compare_districts()
    assert Comparison.objects.get(report__department__code="000").found["copies"] == {}


LONG = (
    "执法检查覆盖重点行业企业，查出的隐患建立台账并逐条销号。应急救援队伍补充了水域救援和地震搜救装备，完好率高于目标。"
    "森林防火期实行网格巡护，重点林区卡口全天值守，指挥平台接入乡镇视频点位。险情信息按时上报，群众安全感进一步增强。"
)
DISGUISED = (
    LONG.replace("覆盖", "涉及").replace("补充了", "添置").replace("接入", "连接").replace("建立台账并", "建账后").replace("高于", "超过")
)
OTHER = (
    "农田灌溉渠系清淤疏浚四十二公里，水库除险加固通过蓄水验收。山洪灾害预警设备全部上线，取水许可按时办结，节水宣传走进中小学校园。"
    "河湖长巡查记录完整，非法采砂案件依法处理，村级供水管护员持证上岗，水质抽检结果按季度公开，汛期调度指令得到及时执行。"
)


def written(report: int, text: str, key: str = "output") -> Written:
    return Written(report, f"某{report}局", key, text)


def test_a_text_in_disguise_is_found_with_its_neighbour_and_an_own_one_is_not():
    found = find_alike([written(1, LONG), written(2, DISGUISED), written(3, OTHER)], frozenset())
    assert {report: {key: name for key, (name, _) in told.items()} for report, told in found.items()} == {
        1: {"output": "某2局"},
        2: {"output": "某1局"},
    }
    assert all(50 <= share < 100 for told in found.values() for _, share in told.values())


def test_the_outlines_own_words_and_another_text_of_the_same_report_are_no_likeness():
    assert find_alike([written(1, LONG), written(2, LONG)], cut_all_pieces(LONG)) == {}
    assert find_alike([written(1, LONG), written(1, DISGUISED, "results")], frozenset()) == {}


def test_a_name_of_the_register_is_found_in_a_text_and_the_own_one_is_not():
    register = Register({"青禾区教育局": "青禾区教育局", "教体局": "青禾区教育局", "青禾区水利局": "青禾区水利局"})
    text = "青禾区教育局与教体局是同一单位，青禾区水利局另有报告，市水利局不是本区的。"
    assert register.find_names(text, "青禾区水利局") == {"青禾区教育局": "青禾区教育局", "教体局": "青禾区教育局"}


def add_figures(report, **amounts: str) -> None:
    for place, amount in amounts.items():
        Figure.objects.create(
            report=report, state="amount", amount=Decimal(amount), **dict(zip(("table", "row", "column"), place.split("__"), strict=True))
        )


def test_the_district_tells_medians_a_head_and_a_table_in_yuan_is_asked_about(district):
    cycle = builders.cycle(district)
    write(district, cycle, 5)
    for at, report in enumerate(cycle.reports.order_by("department__code")):
        yuan = 10_000 if at == 4 else 1
        add_figures(report, staff__total__actual="10", expenditure__basic__final=f"{(90 + at) * yuan}", expenditure__total__final="150")
    comparisons.compare_cycle(cycle)
    report = cycle.reports.select_related("department__district", "cycle", "outline").get(department__code="004")
    assert Comparison.objects.get(report=report).found["medians"] == {"expenditure.basic.final": "9.2", "expenditure.total.final": "150"}
    document, last = live_findings.drafts.load_with_last_year(report)
    assert "C47" in {finding.check for finding in live_findings.find_live_findings(report, document, last)}


def test_a_disguised_text_is_a_hint_on_the_page_until_it_is_changed(district):
    cycle = builders.cycle(district)
    write(district, cycle, 2)
    for at, text in enumerate((LONG, DISGUISED)):
        Narrative.objects.filter(report__department__code=f"{at:03}").update(text=text, marks=fingerprint_text(text))
    comparisons.compare_cycle(cycle)
    report = cycle.reports.select_related("department__district", "cycle", "outline").get(department__code="001")

    def list_alike() -> list[tuple[str, str]]:
        document, last = live_findings.drafts.load_with_last_year(report)
        found = live_findings.find_live_findings(report, document, last)
        return [(each.check, each.neighbour) for each in found if each.check in ("C29", "C62")]

    assert list_alike() == [("C62", "某0局")]
    Narrative.objects.filter(report=report).update(text=OTHER)
    assert list_alike() == []

"""The texts of a district against one another: by the worker, in as many statements for thirty reports as for three."""

import pytest

from reports.filing import comparisons, cycles, live_findings
from reports.filing.drafts import fingerprint_text
from reports.models import Comparison, Narrative
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
    with django_assert_num_queries(2):
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

"""Addresses and ticks that nobody meant: the list answers as without them."""

import pytest
from django.test import Client

from departments import audit
from tests.departments.conftest import Place

AUDIT = "/admin/departments/auditentry/"
HUGE = "9" * 30


@pytest.mark.parametrize("asked", ["since=abc", f"since={HUGE}", "until=0000-00-00", f"act__isnull={HUGE}", f"p={HUGE}", f"o={HUGE}"])
def test_a_filter_that_can_be_no_value_shows_the_list(client: Client, here: Place, asked: str):
    client.force_login(here.manager)
    assert client.get(f"{AUDIT}?{asked}", follow=True).status_code == 200


@pytest.mark.parametrize("ticked", ["abc", HUGE, "²", "-1", "1.5"])
def test_a_tick_that_can_be_no_row_counts_as_none(client: Client, here: Place, ticked: str):
    client.force_login(here.manager)
    audit.record_entry(audit.Act.VIEW, "一份报告", district=here.district.pk)
    page = client.post(AUDIT, {"action": "export", "index": 0, "_selected_action": [ticked]}, follow=True)
    assert (page.status_code, "没有任何条目被更改" in page.content.decode()) == (200, True)


def test_what_can_be_a_row_beside_it_is_still_taken(client: Client, here: Place):
    client.force_login(here.manager)
    entry = audit.record_entry(audit.Act.VIEW, "一份报告", district=here.district.pk)
    response = client.post(AUDIT, {"action": "export", "_selected_action": ["abc", entry.pk]})
    assert "一份报告" in b"".join(response.streaming_content).decode()

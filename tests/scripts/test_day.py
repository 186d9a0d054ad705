"""A small sample of `scripts/prove.sh day`: nine departments, three reviews, every number equal to a hand count."""

import pytest
from django.test import Client

from benchmarks import day_district, day_walk, hand_count
from reports.domain.rendering import pdf
from reports.models import Report

pytestmark = pytest.mark.django_db


def test_a_small_day_counts_as_by_hand(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "print_pdf", lambda *_, **__: b"%PDF-1.7")
    day = day_district.make_day(9)
    client = Client()
    client.force_login(day.reviewer)
    assert hand_count.compare_numbers(client, day_district.YEAR) == []
    Report.objects.filter(worst="must_fix").update(worst="none")
    assert {line.partition(":")[0] for line in hand_count.compare_numbers(client, day_district.YEAR)} == {"queue 没有问题", "queue 必改"}
    Report.objects.filter(must_fix__gt=0).update(worst="must_fix")

    done, counts = day_walk.walk_reviews(day.reviewer, 3)

    assert done == {"approved": 2, "returned": 1}
    assert counts["clicks"] <= 4 * 3 + 3
    assert hand_count.compare_numbers(client, day_district.YEAR) == []

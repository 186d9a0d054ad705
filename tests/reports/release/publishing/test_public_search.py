"""The public search finds with its index what it would find by reading every paper."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client

from departments.models import Department
from reports.models import Publication, Report, public_search_index
from reports.release.publishing import publication_acts
from reports.release.publishing.public_search import PublicSearch
from reports.web.views import search_limit
from tests.reports.release.publishing import shelf

pytestmark = pytest.mark.django_db
PAPERS, QUERIES = 30, 200
LETTERS = "绩效自评预算执行，。0123.5%aAbBéÉ（）\n "


@pytest.fixture(autouse=True)
def _nobody_searched() -> None:
    search_limit._windows.clear()


def _fill_shelf() -> Publication:
    """Papers of few letters in any order, so that every short word is in some."""
    first, chance = shelf.published(), random.Random(20251130)
    district = first.report.department.district
    for at in range(PAPERS):
        unit = Department.objects.create(district=district, code=f"9{at:05}", name=f"第{at}中心")
        report = Report.objects.create(department=unit, cycle=first.report.cycle, outline=first.report.outline, status="approved")
        same = {name: getattr(first, name) for name in ("approval", "published_on", "at", "year", "title", "document", "sha256")}
        words = "".join(chance.choices(LETTERS, k=400))
        made = Publication.objects.create(report=report, reference=f"2018-{at:010}", unit=f"绩效A{at}站", text=words, **same)
        public_search_index.add_to_index(made.pk, made.unit, made.text)
    return first


def test_200_words_are_counted_as_icontains_counts_them():
    _fill_shelf()
    chance = random.Random(7)
    texts = list(Publication.objects.values_list("text", flat=True))
    words = ["绩效", "站", "效A1", "aA", "É。", "''", '"绩效', "%预", "预_算", "\\b", "* OR", "不在任何一份里"]
    while len(words) < QUERIES:
        text, length = chance.choice(texts), chance.randrange(2, 6)
        at = chance.randrange(len(text) - length)
        words += [word for word in text[at : at + length].split() if len(word) > 1] or ["预算"]

    for word in (word for word in words if len(word) > 1):
        search = PublicSearch({"q": word})
        read = Publication.objects.standing().filter(Q(unit__icontains=word) | Q(text__icontains=word))
        assert (search.is_index_whole, search.found.count()) == (True, read.count()), word


def test_what_is_withdrawn_leaves_the_index_with_the_act():
    done = shelf.published()
    assert (public_search_index.count_indexed(), PublicSearch({"q": "档案馆"}).found.count()) == (1, 1)

    publication_acts.withdraw_publication(done, by=None, note="内容有误")

    assert (public_search_index.count_indexed(), PublicSearch({"q": "档案馆"}).found.count()) == (0, 0)


def test_a_replaced_version_is_found_no_more_and_the_new_one_is():
    done = shelf.published()
    shelf.published(done.report, withheld={"projects": "涉及国家秘密"})

    assert [PublicSearch({"q": word}).found.count() for word in ("扫描和著录", "档案馆")] == [0, 1]


def test_without_its_index_it_reads_every_paper_and_says_so(caplog: pytest.LogCaptureFixture):
    shelf.published()
    with connection.cursor() as cursor:
        cursor.execute(public_search_index.get_index().drop)

    page = Client().get("/public/?q=档案馆").content.decode()

    assert ("共 1 份" in page, "查找索引正在重建，这次查得慢" in page) == (True, True)
    assert "manage.py index_publications" in caplog.text


def test_the_command_makes_the_index_whole_again(capsys: pytest.CaptureFixture[str]):
    from django.core.management import call_command

    shelf.published()
    with connection.cursor() as cursor:
        cursor.execute(public_search_index.get_index().drop)

    call_command("index_publications")

    assert ("已编入 1 份公开的报告。" in capsys.readouterr().out, PublicSearch({"q": "档案馆"}).is_index_whole) == (True, True)


def test_one_letter_is_answered_in_words():
    shelf.published()

    alone, beside = (Client().get(f"/public/?q={words}").content.decode() for words in ("档", "档 档案馆"))

    told = "“档”只有一个字，差不多每份报告里都有，没有按它查找；请写两个字以上的词。"
    assert (told in alone, "共 0 份" in alone) == (True, True)
    assert (told in beside, "共 1 份，含“档案馆”" in beside) == (True, True)


def test_an_address_that_searches_without_end_waits(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search_limit, "SEARCHES", 2)
    first, second, third = (Client().get("/public/?q=档案", REMOTE_ADDR="192.0.2.1") for _ in range(3))
    elsewhere, plain = Client().get("/public/?q=档案", REMOTE_ADDR="192.0.2.2"), Client().get("/public/", REMOTE_ADDR="192.0.2.1")

    assert [each.status_code for each in (first, second, third, elsewhere, plain)] == [200, 200, 429, 200, 200]
    assert "一分钟内查找次数太多" in third.content.decode()
    assert int(third.headers["Retry-After"]) > 0

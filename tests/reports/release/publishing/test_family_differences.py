"""What several departments' papers tell together of a figure that one of them hides."""

from dataclasses import replace
from decimal import Decimal

import pytest

from departments.models import Department
from reports.domain.figures import Figure
from reports.models import Report
from reports.release.publishing import leaks, public_version
from reports.release.publishing.family_differences import FamilyPaper, find_family_differences
from tests import builders
from tests.reports.release.publishing import shelf

PLACE = "expenditure.project.final"
LABEL = "（一）2018年度整体支出情况 › 项目支出 · 部门决算数"
BUREAU, ARCHIVE, LIBRARY, MUSEUM = 1, 2, 3, 4
NAMES = {BUREAU: "云水区文化局", ARCHIVE: "云水区档案馆", LIBRARY: "云水区图书馆", MUSEUM: "云水区博物馆"}


def paper(unit: int, amount: str, *, hides: bool = False) -> FamilyPaper:
    whole = replace(builders.document(), department=NAMES[unit], figures={PLACE: Figure.of(Decimal(amount))}, lists={}, texts={})
    public = replace(whole, figures={}) if hides else whole
    return FamilyPaper(unit, None if unit == BUREAU else BUREAU, whole, public, frozenset({PLACE}) if hides else frozenset())


def found(own: FamilyPaper, *others: FamilyPaper) -> list[str]:
    return [f"{leak.heading}|{leak.words}" for leak in find_family_differences(own, others)]


def test_the_total_of_the_superior_less_the_other_units_tells_a_hidden_figure():
    told = [f"云水区档案馆公开版|由云水区文化局公开的数减去云水区图书馆、云水区博物馆公开的数可以算出：{LABEL}"]
    family = [paper(ARCHIVE, "120.5", hides=True), paper(BUREAU, "321"), paper(LIBRARY, "100"), paper(MUSEUM, "100.5")]
    for at in range(4):  # whichever of them is published last
        assert found(family[at], *family[:at], *family[at + 1 :]) == told


def test_the_units_added_up_tell_what_the_superior_hides():
    family = [paper(BUREAU, "200.5", hides=True), paper(LIBRARY, "100"), paper(MUSEUM, "100.5")]
    assert found(*family) == [f"云水区文化局公开版|由云水区图书馆、云水区博物馆公开的数相加可以算出：{LABEL}"]


def test_a_total_that_holds_more_than_its_units_tells_nothing():
    assert found(paper(ARCHIVE, "120.5", hides=True), paper(BUREAU, "400"), paper(LIBRARY, "100")) == []


def test_nothing_is_told_of_another_where_the_own_paper_plays_no_part():
    hidden = paper(ARCHIVE, "120.5", hides=True)
    own = replace(paper(MUSEUM, "7"), public=replace(hidden.public, figures={}))
    assert found(own, hidden, paper(BUREAU, "220.5"), paper(LIBRARY, "100")) == []


@pytest.mark.django_db
def test_it_is_asked_before_publishing(monkeypatch):
    monkeypatch.setattr(public_version.pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")
    bureau, archive = shelf.approved("云水区文化局", "088"), shelf.approved()
    Department.objects.filter(code="088001").update(parent=bureau.department)
    shelf.published(bureau)
    approval = Report.objects.get(pk=archive.pk).submissions.get().approval
    prepared = public_version.prepare_publication(approval, {"expenditure": "涉及未公开事项"})
    told = [leak.words for leak in leaks.find_leaks(approval, prepared)]
    assert f"与云水区文化局公开的同一项相同：{LABEL}" in told

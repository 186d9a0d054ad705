"""更换提纲: a report goes to another version, and nothing that was filled in is dropped."""

from pathlib import Path
from random import Random

import pytest
from pytest_django.fixtures import Settings

from departments.models import AuditEntry, Role, User
from reports import workflow
from reports.domain import Figure as Number
from reports.domain import Row
from reports.filing import drafts, outline_moves
from reports.filing.drafts import Changes
from reports.models import (
    Attachment,
    Explanation,
    Narrative,
    Notice,
    OutlineVersion,
    Report,
    ReportReading,
    ReturnItem,
    SectionState,
    Status,
)
from reports.web.views.kept_values import list_unplaced_groups
from reports.workflow import Refused
from reports.workflow.outline_moves import Seen
from tests import builders as papers
from tests.filled import fill_document
from tests.reports.workflow.builders import OUTLINES, put

pytestmark = pytest.mark.django_db
SHORT = (OUTLINES / "short-2020.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """The county's folder, with the short outline in it."""
    (tmp_path / "short-2020.toml").write_text(SHORT, encoding="utf-8")
    settings.PERFEVAL_OUTLINES = [tmp_path]
    return tmp_path


@pytest.fixture
def mended(report: Report, folder: Path) -> OutlineVersion:
    """The same file with another heading."""
    (folder / "short-2020.toml").write_text(SHORT.replace('heading = "', 'heading = "更正：', 1), encoding="utf-8")
    return OutlineVersion.of("short-2020")


def move(report: Report, to: OutlineVersion, by: User | None = None, note: str = "") -> None:
    workflow.move_outline(report, by=by, to=to, seen=Seen(report.outline_id, is_previewed=True), note=note)
    report.refresh_from_db()


def test_a_move_is_an_event_and_in_the_audit_log_and_the_department_is_told(
    report: Report, manager: User, clerk: User, mended: OutlineVersion
) -> None:
    before = report.outline
    move(report, mended, manager, "标题有错字")
    event = report.events.get()
    assert (event.act, event.source, event.target, event.actor) == ("move_outline", Status.DRAFT, Status.DRAFT, manager)
    assert event.note == f"{before.title} → {mended.title}。理由：标题有错字"
    assert AuditEntry.objects.filter(detail__startswith="更换提纲").count() == 1
    assert Notice.objects.filter(recipient=clerk, event=event).exists()
    assert (report.outline, report.outline_moves.get().source) == (mended, before)


@pytest.mark.parametrize(
    ("status", "words"),
    [("submitted", "在财政局审核"), ("in_review", "在财政局审核"), ("approved", "已审核通过"), ("awaiting_signature", "等单位负责人签发")],
)
def test_a_report_that_waits_elsewhere_keeps_its_outline(
    report: Report, manager: User, mended: OutlineVersion, status: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        move(put(report, status), mended, manager)


def test_only_the_manager_of_the_district_moves(
    report: Report, reviewer: User, clerk: User, stranger: User, mended: OutlineVersion
) -> None:
    for person in (reviewer, clerk, stranger):
        with pytest.raises(Refused, match="更换提纲"):
            move(report, mended, person)


def test_a_filled_report_is_not_moved_unseen(report: Report, manager: User, mended: OutlineVersion) -> None:
    with pytest.raises(Refused, match="请先看更换以后的预览"):
        workflow.move_outline(report, by=manager, to=mended, seen=Seen(report.outline_id))
    Narrative.objects.all().delete()
    workflow.move_outline(report, by=manager, to=mended, seen=Seen(report.outline_id))


def test_a_report_that_was_moved_meanwhile_is_refused(report: Report, manager: User, mended: OutlineVersion) -> None:
    with pytest.raises(Refused, match="刚刚被别人换过"):
        workflow.move_outline(report, by=manager, to=mended, seen=Seen(mended.pk, is_previewed=True))


def test_a_reading_that_waits_is_answered_first(report: Report, manager: User, mended: OutlineVersion) -> None:
    ReportReading.objects.create(report=report, text="原文")
    with pytest.raises(Refused, match="读入的原文还没有核对完"):
        move(report, mended, manager)


def test_a_page_that_was_open_before_is_stale_and_nobody_counts_as_editor(report: Report, manager: User, mended: OutlineVersion) -> None:
    move(report, mended, manager)
    report = Report.objects.with_context().get(pk=report.pk)
    with pytest.raises(drafts.Stale, match="更换提纲"):
        drafts.save_section(report, "management", Changes(texts={"management": "新"}), revision=0, by=None)
    assert [state.editors for state in SectionState.objects.all()] == [[], []]


def unplaced(report: Report) -> set[outline_moves.StoredValue]:
    outline = report.outline.definition
    return {value for value in outline_moves.load_stored_values([report])[report.pk] if not outline_moves.has_place(outline, value)}


def fill(report: Report, seed: int) -> Report:
    """Every fact of its outline says something, and so do a file and the reasons for its findings."""
    outline = report.outline.definition
    filled = fill_document(outline, report.cycle.year, report.department.name, report.department.code, seed)
    drafts.replace_report(report, filled, by=None)
    place = {"place": f"section.{outline.section[-1].key}", "place_label": "章节", "sha256": "0" * 64, "size": 1}
    Attachment.objects.create(report=report, name=f"佐证{seed}.pdf", **place)
    rule = outline.check[-1].id if outline.check else "C40"
    Explanation.objects.create(report=report, finding=f"{rule}:{seed}", rule=rule, text=f"与批复一致{seed}", fingerprint="0")
    return Report.objects.with_context().get(pk=report.pk)


def save_every_section(report: Report) -> None:
    """As a clerk who opens each page and presses 保存."""
    outline = report.outline.definition
    for section, revision in drafts.list_section_revisions(report).items():
        if section in outline.sections:
            changes = drafts.derive_changes(drafts.load_document(report), drafts.get_section_scope(outline, section))
            drafts.save_section(report, section, changes, revision=revision, by=None)


def list_found(report: Report) -> set[str]:
    """Every word and number that the report shows under its outline."""
    document = drafts.load_document(report)
    rows = (row for listed in document.lists.values() for row in listed)
    words = [*document.fields.values(), *document.texts.values(), *map(str, document.figures.values())]
    return {*words, *(str(value) for row in rows for value in row.values.values())}


@pytest.mark.parametrize("seed", range(4))
def test_every_value_is_found_again_or_shown_after_each_of_five_moves(db: None, seed: int) -> None:
    """Four seeds, 20 moves in all."""
    count_moves(seed, 5)


def count_moves(seed: int, moves: int) -> None:
    """Moves a filled report through the built-in outlines and a mended one, saves every section in between, and counts the values."""
    chance = Random(seed)
    ids = chance.sample(["tianxin-2018", "daxiang-2021", "hunan-standard"], 3)
    report = fill(papers.report(in_cycle=papers.cycle(outline=ids[0])), seed)
    home, whole = report.outline, drafts.load_document(report)
    values = set(outline_moves.load_stored_values([report])[report.pk])
    assert len(values) > 20
    for _ in range(moves):
        other = [version for name in ids if (version := OutlineVersion.of(name)) != report.outline]
        move(report, chance.choice(other))
        report = Report.objects.with_context().get(pk=report.pk)
        save_every_section(report)
        assert set(outline_moves.load_stored_values([report])[report.pk]) == values
        hidden = unplaced(report)
        told = {value.text for _, inside in list_unplaced_groups(report) for value in inside}
        beside = {value for value in values if value.sort in ("attachment", "explanation")}
        assert {value.text for value in hidden} == told
        assert {value.text for value in values - hidden - beside} <= list_found(report)
    if report.outline != home:
        move(report, home)
        report = Report.objects.with_context().get(pk=report.pk)
    assert (unplaced(report), drafts.load_document(report)) == (set(), whole)


def test_what_has_no_place_is_kept_through_saves_and_comes_back(db: None) -> None:
    report = fill(papers.report(in_cycle=papers.cycle(outline="hunan-standard")), 1)
    whole, home = drafts.load_document(report), report.outline
    move(report, OutlineVersion.of("tianxin-2018"))
    report = Report.objects.with_context().get(pk=report.pk)
    kept = unplaced(report)
    assert any(value.key == "scoring" for value in kept)
    save_every_section(report)
    assert unplaced(report) == kept
    move(report, home)
    report = Report.objects.with_context().get(pk=report.pk)
    assert (unplaced(report), drafts.load_document(report)) == (set(), whole)


def test_rows_that_another_outline_presets_survive_a_save_of_the_same_list(report: Report, folder: Path) -> None:
    """The second outline brings other rows: those of the first are neither shown nor emptied."""
    listed = '[[list]]\nkey = "scoring"\nlabel = "评分"\nfields = ["level3", "weight", "actual", "score"]\n'
    shown = '\n[[section]]\nkey = "marks"\nlevel = 1\nheading = "评分"\n[[section.show]]\ntable = "scoring"\n'

    def write(key: str) -> OutlineVersion:
        row = f'[[list.preset]]\nkey = "{key}"\nvalues.level3 = "指标{key}"\nvalues.weight = "5"\n'
        at = SHORT.index("[[section]]")
        (folder / "short-2020.toml").write_text(SHORT[:at] + listed + row + SHORT[at:] + shown, encoding="utf-8")
        return OutlineVersion.of("short-2020")

    first, second = write("a"), write("b")
    for version, key in ((first, "a"), (second, "b"), (first, None)):
        move(report, version)
        report = Report.objects.with_context().get(pk=report.pk)
        if key:
            rows = (Row(key, {"actual": f"完成{key}", "score": Number.of(4)}),)
            revision = drafts.list_section_revisions(report)["marks"]
            drafts.save_section(report, "marks", Changes(lists={"scoring": rows}), revision=revision, by=None)
    row = drafts.load_document(report).rows("scoring")[0]
    assert (row.key, row.text("actual"), str(row.figure("score"))) == ("a", "完成a", "4")
    assert {(value.row, value.text) for value in unplaced(report)} == {("b", "完成b"), ("b", "4")}


def test_an_open_item_goes_to_the_section_of_the_same_heading_and_back(report: Report, folder: Path, reviewer: User) -> None:
    first = report.outline.definition.section[0]
    item = ReturnItem.objects.create(report=report, place=f"section.{first.key}", place_label="一、", text="请补充")
    lost = ReturnItem.objects.create(report=report, place="expenditure.gone.final", place_label="支出", text="请核对")
    home = report.outline
    (folder / "short-2020.toml").write_text(SHORT.replace(f'key = "{first.key}"\nlevel', 'key = "renamed"\nlevel', 1), encoding="utf-8")
    move(report, OutlineVersion.of("short-2020"))
    item.refresh_from_db()
    assert item.place == "section.renamed"
    move(report, home)
    item.refresh_from_db()
    lost.refresh_from_db()
    assert (item.place, lost.place) == (f"section.{first.key}", "expenditure.gone.final")


def test_the_role_that_moves_is_the_one_that_extends() -> None:
    assert workflow.outline_moves.MOVERS == (Role.MANAGER,)

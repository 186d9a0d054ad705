"""import_report takes a file over completely, or says in Chinese why not."""

from pathlib import Path

from reports.filing import drafts
from reports.models import Report
from tests import builders
from tests.reports.commands.conftest import File, Run


def test_a_file_is_imported_into_a_new_department(run: Run, file: File) -> None:
    out = run("import_report", file(builders.paper()), "--create-department")
    assert out == ("已导入：088001 云水区档案馆 2018 年度（tianxin-2018），文字 5 段，列表 20 行，数据 26 个。\n未能归位：0 处。\n")
    assert drafts.load_document(Report.objects.with_context().get()) == builders.document()


def test_the_person_named_becomes_an_editor(run: Run, file: File) -> None:
    report = builders.report()
    manager = builders.manager(report.department.district)
    run("import_report", file(builders.paper()), "--as", "manager")
    assert {tuple(state.editors) for state in report.section_states.all()} == {(manager.pk,)}


def test_statements_of_the_published_text_are_counted(run: Run, file: File) -> None:
    raw = builders.paper(statements=[{"place": "expenditure.total.final", "stated": "1", "found": "2", "quote": "共1"}])
    assert run("import_report", file(raw), "--create-department").endswith("原文前后不一致：1 处。\n")


def test_another_department_than_named_is_refused(refused: Run, file: File) -> None:
    builders.report()
    assert "与 --department 099 不符" in refused("import_report", file(builders.paper()), "--department", "099")


def test_another_year_than_named_is_refused(refused: Run, file: File) -> None:
    builders.report()
    assert "与 --year 2020 不符" in refused("import_report", file(builders.paper()), "--year", "2020")


def test_an_unknown_person_is_refused(refused: Run, file: File) -> None:
    assert refused("import_report", file(builders.paper()), "--as", "nobody") == "没有用户名为“nobody”的在用人员。"


def test_a_file_that_is_not_there_is_told(refused: Run, tmp_path: Path) -> None:
    assert "请检查文件名" in refused("import_report", tmp_path / "none.json")


def test_every_mistake_of_the_file_is_told_and_nothing_is_written(refused: Run, file: File) -> None:
    raw = builders.paper(fields={"unit.nam": "局"}, figures={"expenditure.total.final": "12万元"})
    message = refused("import_report", file(raw), "--create-department")
    assert message.startswith("没有导入任何内容：\n")
    assert len(message.splitlines()) == 3
    assert not Report.objects.exists()


def test_broken_json_is_told(refused: Run, file: File) -> None:
    assert "第 1 行第 2 列" in refused("import_report", file("{"), "--create-department")

"""No command of ours prints English or a traceback, whatever it is given; the walk finds every command by itself."""

import re
from pathlib import Path

import pytest
from django.core.management import ManagementUtility, get_commands
from django.db import DatabaseError
from pytest_django.fixtures import Settings

from perfeval import command_line
from reports.management.base import ReportCommand, describe_failure

OURS = sorted(name for name, app in get_commands().items() if app in ("reports", "departments"))
BAD = (
    ["--no-such"],
    ["--verbosity", "many"],
    ["--verbosity"],
    ["one", "two", "three", "four"],
    ["--year", "x"],
    ["--output"],
    ["--processes", "-x"],
)
# What may stand in Latin letters beside arguments and words in capitals: names of things, and what the person typed.
NAMES = {
    *("toml", "json", "html", "pdf", "xlsx", "txt", "docx", "SQLite", "Python", "Django", "Excel", "Word", "Schema", "Ctrl"),
    *("perfeval", "settings", "manage", "migrate", "daxiang", "hunan", "standard", "tianxin", "one", "two", "three", "four", "many"),
    *OURS,
}


def list_english(said: str) -> list[str]:
    """Words of three letters and more that are no argument, no placeholder and no name."""
    return [word for word in re.findall(r"(?<![-\w])[A-Za-z][A-Za-z_]{2,}", said) if word not in NAMES and not word.isupper()]


def say(capsys: pytest.CaptureFixture[str], *call: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        ManagementUtility(["manage.py", *call]).execute()
    told = capsys.readouterr()
    return int(stop.value.code or 0), told.out + told.err


def test_the_walk_finds_our_commands() -> None:
    assert {"check_outlines", "preview_outline", "work", "import_report"} <= set(OURS)


@pytest.mark.parametrize("name", OURS)
def test_bad_arguments_of_every_command_are_told_in_chinese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for bad in BAD:
        code, said = say(capsys, name, *bad)
        assert (code, list_english(said), "Traceback" in said) == (1, [], False), said


@pytest.mark.parametrize("name", OURS)
def test_the_help_of_every_command_is_chinese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = say(capsys, name, "--help")
    usage, _, rest = said.partition("\n\n")
    assert (code, usage.startswith("用法："), list_english(rest)) == (0, True, [])


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DatabaseError("no such table: reports_report"), "请先运行 manage.py migrate"),
        (DatabaseError("connection refused"), "请检查 DATABASE_URL"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), "UTF-8"),
        (PermissionError(13, "Permission denied", "/x"), "不能读写“/x”"),
        (OSError("strange"), "不能读写文件"),
    ],
)
def test_a_failure_outside_of_the_program_is_a_sentence(error: Exception, words: str) -> None:
    assert words in (describe_failure(error) or "")


def test_a_mistake_of_ours_is_a_sentence_too_and_a_traceback_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(ReportCommand):
        requires_system_checks: list[str] = []

        def handle(self, *_: object, **__: object) -> None:
            raise ZeroDivisionError("division by zero")

    with pytest.raises(SystemExit):
        Broken().run_from_argv(["manage.py", "broken"])
    said = capsys.readouterr().err
    assert said == "没有办成：程序遇到没有料到的错误（ZeroDivisionError）。请加上 --traceback 再运行一次，把显示的内容发给技术支持。\n"
    with pytest.raises(ZeroDivisionError):
        Broken().run_from_argv(["manage.py", "broken", "--traceback"])


def test_an_unknown_command_is_told_with_the_nearest() -> None:
    assert command_line.describe_unknown_command(["manage.py", "check_outline"]).startswith(
        "没有命令“check_outline”，是不是想写“check_outlines”？"
    )
    assert command_line.describe_unknown_command(["manage.py", "check_outlines"]) == ""


def test_a_wrong_setting_keeps_the_command_line_from_starting_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise command_line.ImproperlyConfigured("设置有误。")

    monkeypatch.setattr(command_line.django, "setup", refuse)
    with pytest.raises(SystemExit, match=r"设置有误。"):
        command_line.run_command_line(["manage.py", "work"])


def test_a_folder_that_is_not_there_is_told_by_check_outlines(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PERFEVAL_OUTLINES = [tmp_path / "nowhere"]
    code, said = say(capsys, "check_outlines")
    assert code == 1
    assert f"PERFEVAL_OUTLINES 里的“{tmp_path / 'nowhere'}”不存在" in said


def test_the_list_of_commands_is_chinese_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    command_line.run_command_line(["manage.py", "help"])
    said = capsys.readouterr().out.splitlines()
    assert {line.split(" ")[0] for line in said[: len(OURS)]} == set(OURS)
    assert not [line for line in said[: len(OURS)] if list_english(line)]

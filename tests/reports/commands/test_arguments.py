"""Wrong arguments of a command: a sentence in Chinese on stderr and exit status 1."""

import pytest
from django.core.management import ManagementUtility

CALLS = [
    (["export_report", "--year", "2024", "--format", "pdf", "--output", "x.pdf"], "缺少参数：--department。"),
    (["check_report", "--department", "088001", "--year", "abc"], "参数 --year 的值“abc”不是整数。"),
    (["export_report", "--department", "1", "--year", "2024", "--format", "doc", "--output", "x"], "参数 --format 的值“doc”不可用"),
    (["read_report"], "缺少参数：OUTLINE"),
    (["check_outlines", "--all"], "不认识的参数：--all。"),
    (["import_report", "x.json", "--year"], "参数 --year 后面缺少值。"),
]


@pytest.mark.parametrize(("call", "sentence"), CALLS, ids=lambda value: value[0] if isinstance(value, list) else "")
def test_a_wrong_argument_gets_a_sentence_and_exit_status_1(call: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        ManagementUtility(["manage.py", *call]).execute()
    assert stop.value.code == 1
    assert sentence in capsys.readouterr().err

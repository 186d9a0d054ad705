"""report_schema and check_outlines."""

import json
from pathlib import Path

from pytest_django.fixtures import Settings

from tests.reports.commands.conftest import Run


def test_the_schema_is_printed_as_json(run: Run) -> None:
    schema = json.loads(run("report_schema", "daxiang-2021"))
    assert schema["title"] == "大祥区部门整体支出绩效评价报告提纲（2021年度）"


def test_an_unknown_outline_has_no_schema(refused: Run) -> None:
    assert refused("report_schema", "x") == "没有编号为“x”的提纲，可用的有：daxiang-2021、hunan-standard、tianxin-2018。"


def test_the_built_in_outlines_are_right(run: Run) -> None:
    lines = run("check_outlines").splitlines()
    assert [line.split("（")[0] for line in lines if "提醒" not in line] == [
        "daxiang-2021：正确",
        "hunan-standard：正确",
        "tianxin-2018：正确",
    ]


def test_every_mistake_of_every_file_is_listed(refused: Run, tmp_path: Path, settings: Settings) -> None:
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.toml").write_text(f'id = "{name}"\nname = "提纲"\ntitel = "标题"\n', encoding="utf-8")
    settings.PERFEVAL_OUTLINES = [tmp_path]
    lines = refused("check_outlines").splitlines()
    assert {line.split(".toml")[0] for line in lines} == {"甲", "乙"}
    assert any("甲.toml 第 3 行（titel）" in line and "是不是想写“title”" in line for line in lines)

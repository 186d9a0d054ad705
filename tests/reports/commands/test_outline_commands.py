"""report_schema and check_outlines."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from tests.reports.commands.conftest import Run
from tests.reports.workflow.builders import OUTLINES


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


def test_an_outline_with_an_unwatched_table_is_not_called_right(run: Run, tmp_path: Path, settings: Settings) -> None:
    text = (OUTLINES / "short-2020.toml").read_text(encoding="utf-8")
    at = text.index("[[section]]")
    grid = '[[grid]]\nkey = "expenditure"\nrows = [{ key = "total", parts = [] }]\ncolumns = ["final"]\n'
    shown = '\n[[section]]\nkey = "money"\nlevel = 1\nheading = "支出"\nshow = [{ table = "expenditure" }]\n'
    (tmp_path / "short-2020.toml").write_text(text[:at] + grid + text[at:] + shown, encoding="utf-8")
    settings.PERFEVAL_OUTLINES = [tmp_path]
    out = io.StringIO()
    with pytest.raises(CommandError, match='unchecked = "不核对，因为…"'):
        call_command("check_outlines", stdout=out)
    assert "short-2020：有 1 处错误" in out.getvalue()
    assert "short-2020：正确" not in out.getvalue()


def test_the_countys_own_outlines_are_drawn_and_the_built_in_ones_where_they_are_named(run: Run, settings: Settings) -> None:
    settings.PERFEVAL_OUTLINES = [OUTLINES]
    drawn = run("check_outlines").splitlines()
    assert "　　一、项目资金管理情况" not in drawn[:3]
    assert {"章节", "　一、项目资金管理情况".replace("　", "　　", 1)} <= set(drawn)
    assert "章节" not in run("check_outlines", "--brief").splitlines()
    whole = run("check_outlines", "hunan-standard")
    assert "满分 100" in whole
    assert "（按点扣分）" in whole


def test_a_file_outside_of_every_folder_is_checked_by_its_path(run: Run, refused: Run, tmp_path: Path) -> None:
    assert "short-2020：正确" in run("check_outlines", OUTLINES / "short-2020.toml")
    assert "没有这个文件" in refused("check_outlines", tmp_path / "x.toml")
    assert "没有编号为“x”的提纲" in refused("check_outlines", "x")


def test_the_preview_needs_no_department_and_no_cycle(run: Run, refused: Run, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    assert "已生成" in run("preview_outline", OUTLINES / "short-2020.toml", "--format", "html", "--output", page, "--year", "2025")
    text = page.read_text(encoding="utf-8")
    assert [words in text for words in ("某某单位2025年度绩效自评报告", "填写表：只有两节的提纲", "　　一、项目资金管理情况\n")] == [
        True
    ] * 3
    paper = tmp_path / "a.pdf"
    run("preview_outline", "hunan-standard", "--output", paper)
    words = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "填写表" in words.replace("\n", "")
    (tmp_path / "b.toml").write_text("id = “b”", encoding="utf-8")
    assert "中文引号" in refused("preview_outline", tmp_path / "b.toml")
    assert "年度应是四位数" in refused("preview_outline", "hunan-standard", "--year", "20", "--output", paper)

"""What is refused when an outline is checked or published; a version that was stored loads all the same, and the manager is told."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from reports.domain.outlines import Mistakes, folder_problems, outline_loader
from reports.models import OutlineVersion
from tests.reports.workflow.builders import OUTLINES

SHORT = (OUTLINES / "short-2020.toml").read_text(encoding="utf-8")
VOCABULARY = (outline_loader.HERE / outline_loader.VOCABULARY).read_text(encoding="utf-8")
AT = SHORT.index("[[section]]")
GRID = """[[grid]]
key = "expenditure"
rows = [{ key = "total", parts = ["basic"] }, { key = "basic", parts = ["project"] }, { key = "project", parts = ["total"] }]
columns = ["final"]
"""


def add(facts: str = "", show: str = "") -> str:
    return SHORT[:AT] + facts + SHORT[AT:] + show


SHOWN = """
[[section]]
key = "money"
level = 1
heading = "支出"
show = [{ table = "expenditure" }]
"""
PARTS = 'show = [{ list = "duties" }, { sentence = "无", parts = { names = { each = "duties" } } }]\n'
CASES = {
    "parts in a circle": (add(GRID, SHOWN), "parts（组成部分）绕回了自己：支出合计 → 基本支出 → 项目支出 → 支出合计"),
    "an unused list": (add('[[list]]\nkey = "duties"\n'), "列表“部门职责”（duties）没有一个章节用到"),
    "a fact of the county's own without a namespace": (
        SHORT.replace('{ key = "output" }', '{ key = "output" }, { key = "yunting_water", label = "用水" }'),
        '请在文件开头写 namespace = "yunting"，名字以“yunting_”开头',
    ),
    "a fact under another namespace": (
        'namespace = "yunting"\n' + SHORT.replace('{ key = "output" }', '{ key = "output" }, { key = "linshui_water", label = "用水" }'),
        "自设的写作“yunting_water”",
    ),
    "an unused rule": (SHORT + '\n[[rule]]\nkey = "spare"\nkind = "manual"\n', "评分规则“spare”没有一行用到"),
    "an unused part": (
        add('[[list]]\nkey = "duties"\n', '\n[[section]]\nkey = "more"\nlevel = 1\n' + PARTS),
        "句子里没有 {names}，parts.names 不会打印",
    ),
    "braces of Chinese": (SHORT.replace('"产出情况"', '"｛year｝年产出情况"'), "大括号是中文的"),
}


@pytest.mark.parametrize(("text", "told"), CASES.values(), ids=CASES.keys())
def test_the_slip_is_said_plainly_with_its_line(text: str, told: str) -> None:
    with pytest.raises(Mistakes) as refusal:
        outline_loader.parse_outline_text("short-2020", text, VOCABULARY)
    assert told in str(refusal.value)
    assert all(mistake.place.startswith("第 ") for mistake in refusal.value.mistakes)


@pytest.mark.parametrize("text", [text for name, (text, _) in CASES.items()], ids=CASES.keys())
def test_a_version_that_was_stored_before_the_refusal_loads_and_the_manager_is_told(text: str) -> None:
    source = outline_loader.Source(text, VOCABULARY)
    stored = OutlineVersion(outline_id="short-2020", text=text, vocabulary=VOCABULARY, sha256=source.sha256)
    assert stored.definition.id == "short-2020"
    assert len(stored.list_remarks()) >= 1


def test_an_outline_that_is_right_has_no_remarks() -> None:
    assert outline_loader.list_remarks("short-2020", SHORT, VOCABULARY) == ()


def test_an_own_file_with_the_name_of_a_built_in_outline_is_refused_not_passed_over(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "tianxin-2018.toml").write_text(SHORT, encoding="utf-8")
    settings.PERFEVAL_OUTLINES = [tmp_path]
    with pytest.raises(Mistakes, match="与内置的提纲同名，两个都不能用"):
        outline_loader.load_outline("tianxin-2018")


def test_two_own_files_of_one_name_are_refused(tmp_path: Path, settings: Settings) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "short-2020.toml").write_text(SHORT, encoding="utf-8")
    settings.PERFEVAL_OUTLINES = [tmp_path / "a", tmp_path / "b"]
    with pytest.raises(Mistakes, match="同名"):
        outline_loader.load_outline("short-2020")


def test_what_a_folder_does_not_give_is_told(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "facts.toml").write_text("", encoding="utf-8")
    (tmp_path / "云亭.TOML").write_text(SHORT, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings.PERFEVAL_OUTLINES = [tmp_path, tmp_path / "nowhere", tmp_path / "file"]
    told = "\n".join(folder_problems.find_folder_problems(outline_loader.list_own_folders()))
    assert [words in told for words in ("没有一个提纲文件", "内置词汇表的名字", "小写的 .toml", "不存在", "不是文件夹")] == [True] * 5


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes("云亭".encode("gbk"))
    with pytest.raises(Mistakes, match="不是 UTF-8 编码"):
        outline_loader.load_outline_file(tmp_path / "a.toml")
    with pytest.raises(Mistakes, match="没有这个文件"):
        outline_loader.load_outline_file(tmp_path / "b.toml")

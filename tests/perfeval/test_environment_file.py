"""The file of variables says the same to bash, to systemd and to the check."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from perfeval.environment_file import read_file
from tests.perfeval import systemd

MANUAL = (settings.BASE_DIR / "docs/deployment.md").read_text(encoding="utf-8")
EXAMPLE = next(block for block in re.findall(r"```bash\n(.*?)```", MANUAL, re.DOTALL) if "DATABASE_URL='postgres" in block)
HARD = ["a$b", "a\\b", "a b", " a ", "a#b", "#", "a;b", '"', "`id`", "$(id)", "!x", "~", "绩效 <a@b>", "a=b", "\\", "%40", "", "a&b|c"]


def by_bash(file: Path) -> dict[str, str]:
    """What `set -a; . FILE` hands on to a program."""
    script = 'set -a; . "$1"; set +a; exec env -0'
    told = subprocess.run(["env", "-i", "bash", "-c", script, "-", str(file)], capture_output=True, check=True).stdout.decode()
    pairs = dict(each.partition("=")[::2] for each in told.split("\0") if each)
    return {name: value for name, value in pairs.items() if name not in ("PWD", "SHLVL", "_", "OLDPWD", "PATH")}


def written(folder: Path, text: str) -> Path:
    file = folder / "perfeval.env"
    file.write_bytes(text.encode())
    return file


def test_the_example_of_the_manual_is_read_alike(tmp_path: Path) -> None:
    file = written(tmp_path, EXAMPLE)
    found, mistakes = read_file(file)
    assert (len(found), mistakes) == (8, [])
    assert found == by_bash(file) == systemd.read_environment_file(EXAMPLE)


@pytest.mark.parametrize("value", HARD)
def test_a_value_in_single_quotes_is_read_alike(tmp_path: Path, value: str) -> None:
    text = f"A='{value}'\n# a comment\nB='2'\n"
    file = written(tmp_path, text)
    assert read_file(file) == ({"A": value, "B": "2"}, [])
    assert by_bash(file) == systemd.read_environment_file(text) == {"A": value, "B": "2"}


@pytest.mark.parametrize("value", ["1", "a.example.cn", "/var/lib/x", "postgres://a:b%40@c:5/d", "a,b", ""])
def test_a_plain_value_needs_no_quotes(tmp_path: Path, value: str) -> None:
    text = f"A={value}\n"
    file = written(tmp_path, text)
    assert read_file(file)[0] == by_bash(file) == systemd.read_environment_file(text) == {"A": value}


@pytest.mark.parametrize(
    "line",
    [
        "A=a$B", 'A="a$B"', "A=a b", "A=a#b", "A='a'b c", "A=a\\b", 'A="a\\b"', "A = a", "A= a", "export A=a", "; note", "A='a", "A=`id`",
        "A=~/x", "A='a'\\''b'", "# note \\", "A=a;b", "a.b=c", "A='x' # note",
    ],
)  # fmt: skip
def test_what_might_be_read_differently_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    _, mistakes = read_file(written(tmp_path, f"# first\n{line}\nB='2'\n"))
    assert [each.partition("：")[0] for each in mistakes] == ["第 2 行"]


def test_a_variable_written_twice_is_named(tmp_path: Path) -> None:
    assert read_file(written(tmp_path, "A='1'\nA='2'\n")) == ({"A": "2"}, ["第 2 行：A 写了两次。"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("A=1\r\nB=2\r\n", ["文件里有 Windows 的换行符，看不见，会被读进值里；请用 dos2unix 转换，或另存为 Unix 换行。"]),
        ("\ufeffA=1\n", ["文件开头有看不见的标记（BOM），bash 和 systemd 都读不出第一行；请另存为不带 BOM 的 UTF-8。"]),
    ],
)
def test_what_an_editor_of_windows_adds_unseen_is_named(tmp_path: Path, content: str, said: list[str]) -> None:
    file = tmp_path / "env"
    file.write_bytes(content.encode())
    assert read_file(file)[1] == said


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert read_file(tmp_path / "no") == ({}, [f"{tmp_path / 'no'} 读不出来：FileNotFoundError。"])

"""What a server sets: all that is wrong is said at once, in words, before anything is served."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from perfeval import settings
from perfeval.environment import SETTINGS, main, read_environment

KEY = "k7mqw3xzt9hdA-B_cDeFgHiJkLmNoPqRsTuVwXyZ0123456789"
GOOD = {
    "PERFEVAL_PRODUCTION": "1",
    "PERFEVAL_SECRET_KEY": KEY,
    "PERFEVAL_HOSTS": "jx.example.cn",
    "PERFEVAL_URL": "https://jx.example.cn",
    "DATABASE_URL": "postgres://perfeval:secret@127.0.0.1/perfeval",
}


def mistakes(**changes: str) -> list[str]:
    return read_environment(GOOD | changes).mistakes


def start(**environ: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check` with these variables and no other of ours."""
    rest = {name: value for name, value in os.environ.items() if not name.startswith(("PERFEVAL_", "DATABASE_"))}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=rest | environ, capture_output=True, text=True, check=False)


def test_a_whole_environment_has_nothing_wrong() -> None:
    assert mistakes() == []


@pytest.mark.parametrize("name", ["PERFEVAL_SECRET_KEY", "PERFEVAL_HOSTS", "PERFEVAL_URL", "DATABASE_URL"])
@pytest.mark.parametrize("blank", ["", "  "])
def test_in_production_each_must_be_written_down(name: str, blank: str) -> None:
    found = mistakes(**{name: blank})
    assert [each.startswith(f"{name} 没有写，正式环境必须写明：") for each in found] == [True]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PERFEVAL_PRODUCTION", "yes", "PERFEVAL_PRODUCTION：只能写 1 或 0，现在是“yes”。"),
        ("PERFEVAL_SECRET_KEY", "short", "太短或太简单"),
        ("PERFEVAL_SECRET_KEY", "a" * 80, "太短或太简单"),
        ("PERFEVAL_SECRET_KEY", "django-insecure-" + KEY, "还是例子里的话"),
        ("PERFEVAL_SECRET_KEY", "换成自己生成的" * 10, "还是例子里的话"),
        ("PERFEVAL_HOSTS", "*", "不能写“*”"),
        ("PERFEVAL_HOSTS", "jx.example.cn, *", "不能写“*”"),
        ("PERFEVAL_HOSTS", "*.example.cn", "不能写“*.example.cn”"),
        ("PERFEVAL_HOSTS", ".cn", "“.cn”不是域名"),
        ("PERFEVAL_HOSTS", "https://jx.example.cn", "不是域名"),
        ("PERFEVAL_HOSTS", "jx.example.cn:443", "不是域名"),
        ("PERFEVAL_HOSTS", ",", "没有写域名"),
        ("PERFEVAL_URL", "http://jx.example.cn", "要以 https:// 开头"),
        ("PERFEVAL_URL", "https://127.0.0.1", "只有本机打得开"),
        ("PERFEVAL_URL", "https://localhost:8000", "只有本机打得开"),
        ("PERFEVAL_URL", "jx.example.cn", "应写作 https://域名"),
        ("PERFEVAL_URL", "https://", "应写作 https://域名"),
        ("PERFEVAL_URL", "https://jx.example.cn:99999", "地址或端口读不出来"),
        ("PERFEVAL_URL", "https://jx.example.cn/reports", "后面不带路径"),
        ("PERFEVAL_URL", "https://other.example.cn", "不在 PERFEVAL_HOSTS"),
        ("PERFEVAL_VAR", "var", "要写完整路径"),
        ("DATABASE_URL", "sqlite://:memory:", "要写文件的完整路径"),
        ("DATABASE_URL", "sqlite://", "要写文件的完整路径"),
        ("DATABASE_URL", "sqlite:///var/x.sqlite3", "要写文件的完整路径"),
        ("DATABASE_URL", "mysql://a:b@c/d", "应写作 postgres://"),
        ("DATABASE_URL", "perfeval", "应写作 postgres://"),
        ("DATABASE_URL", "postgres://a:b@c:54x2/d", "地址或端口读不出来"),
        ("DATABASE_URL", "postgres://a:b/c@d/e", "地址或端口读不出来"),
        ("DATABASE_URL", "postgres://a:b#c@d/e", "%23"),
        ("DATABASE_URL", "postgres://a:b@c", "库名"),
        ("DATABASE_URL", "postgres://a:密码@c/d", "还是例子里的话"),
        ("DATABASE_URL", "'postgres://a:b@c/d'", "值里有引号"),
        ("PERFEVAL_OUTLINES", "/nowhere/at/all", "没有这个文件夹：/nowhere/at/all"),
        ("PERFEVAL_HOLIDAYS", "/nowhere/at/all", "没有这个文件夹：/nowhere/at/all"),
        ("PERFEVAL_EMAIL_URL", "smtp://mail:x", "PERFEVAL_EMAIL_FROM"),
        ("PERFEVAL_HOST", "jx.example.cn", "不认识的设置 PERFEVAL_HOST，是不是 PERFEVAL_HOSTS；"),
        ("perfeval_url", "https://jx.example.cn", "不认识的设置 perfeval_url，是不是 PERFEVAL_URL；"),
        ("DATABASE_URLS", "x", "不认识的设置 DATABASE_URLS，是不是 DATABASE_URL；"),
        ("PERFEVAL_COLOUR", "red", "不认识的设置 PERFEVAL_COLOUR；"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(name: str, value: str, said: str) -> None:
    found = mistakes(**{name: value})
    assert [said in each for each in found] == [True], found


def test_the_star_that_may_not_be_written_stands_in_the_sentence() -> None:
    hosts, address = mistakes(PERFEVAL_HOSTS="", PERFEVAL_URL="")
    assert ("不能写 `*`" in hosts, "**" in address) == (True, False)


def test_sqlite_is_taken_where_it_is_written_down() -> None:
    found = read_environment(GOOD | {"DATABASE_URL": "sqlite:////srv/x.sqlite3"})
    assert (found.mistakes, found.values["DATABASE_URL"]["NAME"]) == ([], "/srv/x.sqlite3")


def test_names_below_a_domain_may_stand_in_the_address() -> None:
    assert mistakes(PERFEVAL_HOSTS=".example.cn", PERFEVAL_URL="https://a.b.example.cn:8443/") == []


def test_hosts_are_read_with_their_slips() -> None:
    found = read_environment(GOOD | {"PERFEVAL_HOSTS": " jx.example.cn,b.example.cn ,"})
    assert found.values["PERFEVAL_HOSTS"] == ["jx.example.cn", "b.example.cn"]


def test_no_sentence_repeats_a_password() -> None:
    found = mistakes(DATABASE_URL="mysql://a:geheim@c/d", PERFEVAL_SECRET_KEY="geheim", PERFEVAL_EMAIL_URL="smtp://a:geheim@")
    assert (len(found), [each for each in found if "geheim" in each]) == (3, [])


def test_the_server_does_not_start_and_lists_everything_at_once(tmp_path: Path) -> None:
    answer = start(PERFEVAL_PRODUCTION="1", PERFEVAL_HOSTS="*", PERFEVAL_HOST="x", PERFEVAL_VAR=str(tmp_path / "var"))
    names = (
        "PERFEVAL_SECRET_KEY 没有写",
        "PERFEVAL_HOSTS：不能写",
        "PERFEVAL_URL 没有写",
        "DATABASE_URL 没有写",
        "不认识的设置 PERFEVAL_HOST",
    )
    assert (answer.returncode, [name for name in names if name not in answer.stderr]) == (1, [])
    assert not (tmp_path / "var").exists()


def test_the_server_starts_with_a_whole_environment(tmp_path: Path) -> None:
    there = {"PERFEVAL_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3"}
    answer = start(**GOOD | there)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_trial_says_what_it_does_not_use(tmp_path: Path) -> None:
    answer = start(PERFEVAL_VAR=str(tmp_path), PERFEVAL_HOSTS="jx.example.cn", PERFEVAL_HOST="x")
    assert (answer.returncode, answer.stderr.splitlines()) == (
        0,
        [
            "不认识的设置 PERFEVAL_HOST，是不是 PERFEVAL_HOSTS；没有用的请删去。",
            "PERFEVAL_HOSTS 只在正式环境（PERFEVAL_PRODUCTION=1）起作用，现在没有用到。",
        ],
    )


def test_a_file_is_checked_before_it_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "perfeval.env"
    file.write_text("# 设置\n\n" + "".join(f"{name}='{value}'\n" for name, value in GOOD.items()), encoding="utf-8")
    assert (main(str(file)), capsys.readouterr().out) == (0, f"{file} 没有问题。\n")
    file.write_text('PERFEVAL_HOSTS="a$b"\n', encoding="utf-8")
    assert main(str(file)) == 1
    assert capsys.readouterr().out.startswith("第 1 行：写作 名称='值'")


def test_the_manual_has_the_table_of_the_settings() -> None:
    manual = (settings.BASE_DIR / "docs/deployment.md").read_text(encoding="utf-8")
    rows = [f"| `{each.name}` | {each.meaning} | {each.otherwise} |" for each in SETTINGS]
    assert "\n".join(["| 变量 | 作用 | 不写时 |", "|---|---|---|", *rows, ""]) in manual


def test_the_environment_is_read_in_one_place() -> None:
    programs = [file for app in ("departments", "perfeval", "reports") for file in (settings.BASE_DIR / app).rglob("*.py")]
    touched = {
        file.relative_to(settings.BASE_DIR).as_posix() for file in programs if re.search(r"\bos\.(environ|getenv)\b", file.read_text())
    }
    assert touched == {
        "perfeval/settings.py",
        "perfeval/wsgi.py",  # names the settings
        "reports/domain/rendering/fonts.py",  # tells the printing library, asks nothing
    }


def test_a_folder_of_outlines_is_taken_from_the_environment_when_the_site_starts(tmp_path: Path) -> None:
    (tmp_path / "county-2024.toml").write_text('nmae = "提纲"\n', encoding="utf-8")
    command = [sys.executable, "manage.py", "check_outlines"]
    told = subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | {"PERFEVAL_OUTLINES": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (told.returncode, "county-2024.toml 第 1 行（nmae）" in told.stderr + told.stdout) == (1, True)

"""One value of the environment, read; ValueError with a sentence that repeats no password."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import dj_database_url

ENCODED = "密码里的 % @ : / # ? 要写成 %25 %40 %3A %2F %23 %3F"
HOST = re.compile(r"\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\]", re.IGNORECASE)
HERE_ONLY = {"localhost", "0.0.0.0", "::1", "::"}  # noqa: S104 - names that no other machine can use
DATABASES = ("postgres", "postgresql", "sqlite")
FONT_FILES = (".ttf", ".ttc")
SHORTEST_KEY, FEWEST_LETTERS = 50, 10


def parse_flag(value: str) -> bool:
    if value not in ("0", "1"):
        raise ValueError(f"只能写 1 或 0，现在是“{value[:20]}”")
    return value == "1"


def parse_key(value: str) -> str:
    if not value.isascii() or value.startswith("django-insecure"):
        raise ValueError("还是例子里的话，要换成自己生成的")
    if len(value) < SHORTEST_KEY or len(set(value)) < FEWEST_LETTERS:
        raise ValueError(f"太短或太简单，至少 {SHORTEST_KEY} 个随机字符")
    return value


def parse_hosts(value: str) -> list[str]:
    """`a.cn, b.cn,` as a list; an empty name in it would never match a host, and hide the typing slip."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    if not names:
        raise ValueError("没有写域名")
    for name in names:
        _check_host(name)
    return names


def _check_host(name: str) -> None:
    if "*" in name:
        raise ValueError(f"不能写“{name[:80]}”（任何人都能冒充网站的地址），请逐个写域名，.example.cn 代表它下面的全部")
    if not HOST.fullmatch(name) or (name.startswith(".") and name.count(".") < 2):
        raise ValueError(f"“{name[:80]}”不是域名；只写名称，不带 https://、端口和路径")


def parse_address(value: str) -> str:
    """Where the site is reached, without a slash at the end."""
    parts = _split(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or not HOST.fullmatch(parts.hostname.strip("[]").replace(":", "")):
        raise ValueError("应写作 https://域名")
    if parts.username or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("只写 https://域名，后面不带路径")
    return value.rstrip("/")


def parse_public_address(value: str) -> str:
    """The same for a site in use: printed on paper, so other machines must be able to open it."""
    address = parse_address(value)
    host = urlsplit(address).hostname or ""
    if not address.startswith("https://"):
        raise ValueError("正式环境要以 https:// 开头")
    if host in HERE_ONLY or host.startswith("127."):
        raise ValueError(f"“{host}”只有本机打得开，二维码里不能印它")
    return address


def parse_database(value: str) -> dict[str, Any]:
    """What dj_database_url makes of it."""
    parts = _split(value)
    if parts.scheme not in DATABASES:
        raise ValueError("应写作 postgres://账号:密码@主机/库名 或 sqlite:///文件的完整路径")
    if parts.fragment:
        raise ValueError(ENCODED)
    settings: dict[str, Any] = {**dj_database_url.parse(value)}
    if parts.scheme != "sqlite" and (not parts.hostname or not settings["NAME"]):
        raise ValueError(f"应写作 postgres://账号:密码@主机/库名；{ENCODED}")
    return settings


def parse_stored_database(value: str) -> dict[str, Any]:
    """The same for a site in use: nothing that is gone with the process, or lies where the program was started."""
    settings = parse_database(value)
    is_file = settings["ENGINE"].endswith("sqlite3")
    if is_file and not Path(str(settings["NAME"])).is_absolute():
        raise ValueError("SQLite 要写文件的完整路径：sqlite:////var/lib/perfeval/perfeval.sqlite3")
    if not is_file and not str(settings.get("PASSWORD") or "").isascii():
        raise ValueError(f"密码还是例子里的话；{ENCODED}")
    return settings


def parse_folder(value: str) -> Path:
    return Path(value).absolute()


def parse_stored_folder(value: str) -> Path:
    """The same for a site in use, whose two programs may be started from different folders."""
    folder = Path(value)
    if not folder.is_absolute():
        raise ValueError("要写完整路径，以 / 开头")
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"“{folder}”不是文件夹")
    return folder


def parse_modules(value: str) -> list[str]:
    """Dotted names of Python modules; whether they are there is said where they are loaded."""
    return [name.strip() for name in value.split(",") if name.strip()]


def parse_command(value: str) -> list[str]:
    """A program by its whole path, with what is always said to it."""
    program, *arguments = shlex.split(value)
    if not (Path(program).is_absolute() and os.access(program, os.X_OK)):
        raise ValueError(f"没有这个程序，或不能运行：{program}（要写完整路径）")
    return [program, *arguments]


def parse_folders(value: str) -> list[Path]:
    """Separated as in PATH."""
    folders = [Path(folder) for folder in value.split(":") if folder]
    if missing := [str(folder) for folder in folders if not folder.is_dir()]:
        raise ValueError(f"没有这个文件夹：{'、'.join(missing)}")
    return folders


def parse_font_folders(value: str) -> list[Path]:
    """The same, absolute, and each with a font in it: an empty one is a typing slip that no paper would show."""
    folders = [folder.absolute() for folder in parse_folders(value)]
    for folder in folders:
        if not any(file.suffix.lower() in FONT_FILES for file in folder.rglob("*")):
            raise ValueError(f"文件夹 {folder} 里没有字体文件（.ttf、.ttc）")
    return folders


def _split(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.scheme == "sqlite" or parts.port  # sqlite://:memory: has none
    except ValueError as error:
        raise ValueError(f"地址或端口读不出来；{ENCODED}") from error
    return parts

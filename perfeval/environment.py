"""All settings that a server may set, read from the environment and checked, everything that is wrong at once.

The table below is also the table of docs/deployment.md. `python -m perfeval.environment FILE` checks a file before it is used.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from perfeval import environment_values as values
from perfeval import mail
from perfeval.environment_file import read_file

PRODUCTION = "PERFEVAL_PRODUCTION"
ELSEWHERE = {"PERFEVAL_PORT", "PERFEVAL_SEEDS"}  # of scripts/start.sh and of the tests
ALIKE = 0.88  # how like a known name another must be to be its typing slip
IN_USE = "正式环境必须写"


@dataclass(frozen=True)
class Setting:
    """`meaning` and `otherwise`, where it is not written, are the words of the manual; `parse` raises ValueError with a sentence."""

    name: str
    meaning: str
    otherwise: str
    parse: Callable[[str], Any] = str
    strict: Callable[[str], Any] | None = None  # in production

    @property
    def is_required(self) -> bool:
        return self.otherwise.startswith(IN_USE)


SETTINGS = (
    Setting(PRODUCTION, "`1` 是正式环境：只走 https，不显示出错细节；`0` 是试用环境", "试用环境", values.parse_flag),
    Setting("PERFEVAL_SECRET_KEY", "给登录状态签名，至少 50 个随机字符；换了，所有人要重新登录", IN_USE, str, values.parse_key),
    Setting("PERFEVAL_HOSTS", "网站的域名，几个用逗号分开；`.example.cn` 代表它下面的全部，不能写 `*`", IN_USE, values.parse_hosts),
    Setting(
        "PERFEVAL_URL",
        "别人怎样打开网站：印在二维码和邮件里，**第一份定稿生成以前就要写对**；域名须在上一项里",
        f"{IN_USE}；试用时 `http://127.0.0.1:8000`",
        values.parse_address,
        values.parse_public_address,
    ),
    Setting(
        "PERFEVAL_VAR", "放附件、PDF、静态文件的文件夹，完整路径", "程序旁边的 `var/`", values.parse_folder, values.parse_stored_folder
    ),
    Setting(
        "DATABASE_URL",
        "数据库：`postgres://账号:密码@主机/库名`；用 SQLite 也要写明：`sqlite:////完整路径/perfeval.sqlite3`",
        f"{IN_USE}；试用时 `PERFEVAL_VAR` 里的 SQLite 文件",
        values.parse_database,
        values.parse_stored_database,
    ),
    Setting("PERFEVAL_EMAIL_URL", "邮件服务器：`smtp+tls://…:587`、`smtps://…:465` 或 `smtp://…:25`", "邮件只打印在后台进程的日志里"),
    Setting("PERFEVAL_EMAIL_FROM", "发件人；写了上一项就必须写", ""),
    Setting("PERFEVAL_OUTLINES", "自己写的报告提纲在哪些文件夹，用冒号分开", "只用内置的", values.parse_folders),
    Setting(
        "PERFEVAL_RULES",
        "本县自己的核对规则在哪些 Python 模块，用逗号分开，写法见 `docs/checks.md`；写错的，程序不启动并说明原因",
        "只用系统自带的规则",
        values.parse_modules,
    ),
    Setting(
        "PERFEVAL_FONTS",
        "本单位买了的字体（方正小标宋、仿宋_GB2312、楷体_GB2312 等，TrueType 格式）在哪些文件夹，用冒号分开；网站和后台进程要一样",
        "只用自带的字体，服务器上装了什么都不用",
        values.parse_font_folders,
    ),
    Setting("PERFEVAL_HOLIDAYS", "自己写的节假日安排在哪些文件夹，用冒号分开", "只用内置的", values.parse_folders),
    Setting(
        "PERFEVAL_OFFICE_COMMAND",
        "把 .doc、.wps 转成 .docx 的程序（LibreOffice），如 `/usr/bin/soffice`；转换结果标明“自动转换”，请人逐节核对",
        "不转换，请单位自己另存为 .docx",
        values.parse_command,
    ),
)
KNOWN = {setting.name for setting in SETTINGS}
ONLY_IN_USE = ("PERFEVAL_SECRET_KEY", "PERFEVAL_HOSTS")


@dataclass(frozen=True)
class Environment:
    """`values`: parsed, by name, without what is not written. `mistakes`: why the site must not start. `notes`: what is not as it looks."""

    is_production: bool
    values: dict[str, Any]
    mistakes: list[str]
    notes: list[str]

    def get(self, name: str, otherwise: Any) -> Any:
        return self.values.get(name, otherwise)


def read_environment(environ: Mapping[str, str]) -> Environment:
    written = {name: environ.get(name, "").strip() for name in sorted(KNOWN)}
    in_use = written[PRODUCTION] not in ("", "0")  # what cannot be read is held to the stricter rules
    found: dict[str, Any] = {}
    mistakes = [mistake for setting in SETTINGS if (mistake := _read(setting, written[setting.name], in_use, found))]
    mistakes += _contradictions(found, written, in_use)
    unknown = list(_unknown(environ))
    if in_use:
        return Environment(True, found, [*mistakes, *unknown], [])
    unused = [f"{name} 只在正式环境（{PRODUCTION}=1）起作用，现在没有用到。" for name in ONLY_IN_USE if written[name]]
    return Environment(False, found, mistakes, [*unknown, *unused])


def describe_mistakes(mistakes: list[str]) -> str:
    return "\n".join(
        ["设置有误，程序没有启动。请改正下面每一项（环境变量，见 docs/deployment.md 第三节）：", *(f"· {each}" for each in mistakes)]
    )


def _read(setting: Setting, value: str, in_use: bool, found: dict[str, Any]) -> str:
    """Puts the value in its place; what is wrong with it, else ""."""
    if not value:
        return f"{setting.name} 没有写，正式环境必须写明：{setting.meaning.replace('**', '')}。" if in_use and setting.is_required else ""
    if not value.isprintable() or value[0] in "\"'" or value[-1] in "\"'":
        return f"{setting.name}：值里有引号或换行，请检查这一行的引号是否成对。"
    parse = (setting.strict if in_use else None) or setting.parse
    try:
        found[setting.name] = parse(value)
    except ValueError as error:
        return f"{setting.name}：{error}。"
    return ""


def _contradictions(found: dict[str, Any], written: Mapping[str, str], in_use: bool) -> Iterator[str]:
    """What two settings say together."""
    try:
        mail.read_mail_settings(written["PERFEVAL_EMAIL_URL"], written["PERFEVAL_EMAIL_FROM"])
    except ImproperlyConfigured as error:
        yield str(error)
    hosts, url = found.get("PERFEVAL_HOSTS"), found.get("PERFEVAL_URL")
    if in_use and hosts and url and not _is_among(urlsplit(url).hostname or "", hosts):
        yield f"PERFEVAL_URL 的域名不在 PERFEVAL_HOSTS（{'、'.join(hosts)}）里，别人扫了二维码打不开。"


def _is_among(host: str, names: list[str]) -> bool:
    plain = [name.strip("[]").lower() for name in names]
    return any(host == name or (name.startswith(".") and (host == name[1:] or host.endswith(name))) for name in plain)


def _unknown(environ: Mapping[str, str]) -> Iterator[str]:
    """Names that nobody reads, and look as if somebody should."""
    for name in sorted(set(environ) - KNOWN - ELSEWHERE):
        like = difflib.get_close_matches(name.upper(), sorted(KNOWN), n=1, cutoff=ALIKE)
        if like or name.upper().startswith("PERFEVAL"):
            yield f"不认识的设置 {name}{f'，是不是 {like[0]}' if like else ''}；没有用的请删去。"


def main(file: str) -> int:
    """Says what is wrong with the file; the exit status."""
    found, mistakes = read_file(Path(file))
    mistakes += read_environment(found | {PRODUCTION: found.get(PRODUCTION, "1")}).mistakes
    sys.stdout.write("\n".join(mistakes or [f"{file} 没有问题。"]) + "\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "用法：python -m perfeval.environment 文件")

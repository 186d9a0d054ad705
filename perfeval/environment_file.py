"""A file of variables that bash (`set -a; . FILE`) and systemd (EnvironmentFile=) read alike.

They differ over `$`, `` ` ``, backslashes, blanks, `#` and `;`, so a line is a comment, or NAME=VALUE where the value stands in
single quotes, or needs none. systemd: env-file.c; bash: 3.1.2 Quoting.
"""

from __future__ import annotations

import re
from pathlib import Path

LINE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=('[^']*'|[A-Za-z0-9_./:@%+,=-]*)[ \t]*")
EMPTY = re.compile(r"[ \t]*(#.*[^\\]|#)?")


def read_file(file: Path) -> tuple[dict[str, str], list[str]]:
    """The variables, and a sentence for each line that the two would not read alike."""
    try:
        text = file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{file} 读不出来：{error.__class__.__name__}。"]
    found: dict[str, str] = {}
    mistakes = []
    for number, line in enumerate(text.split("\n"), 1):
        if (mistake := _read_line(line, found)) and not EMPTY.fullmatch(line):
            mistakes.append(f"第 {number} 行：{mistake}")
    return found, mistakes


def _read_line(line: str, found: dict[str, str]) -> str:
    """Puts the variable in its place; why it cannot be read alike, else ""."""
    parts = LINE.fullmatch(line)
    if parts is None:
        return "写作 名称='值'（等号两边不空格，值用单引号，值里没有单引号，一行一个）；否则手工命令和 systemd 读出来的不一样。"
    name, value = parts[1], parts[2]
    again = name in found
    found[name] = value.strip("'")
    return f"{name} 写了两次。" if again else ""

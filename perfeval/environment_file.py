"""A file of variables that bash (`set -a; . FILE`) and systemd (EnvironmentFile=) read alike.

They differ over `$`, `` ` ``, backslashes, blanks, `#` and `;`, so a line is a comment, or NAME=VALUE where the value stands in
single quotes, or needs none. systemd: env-file.c; bash: 3.1.2 Quoting.
"""

from __future__ import annotations

import re
from pathlib import Path

LINE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=('[^']*'|[A-Za-z0-9_./:@%+,=-]*)[ \t]*")
# What an editor of Windows adds and nobody sees. bash and systemd read both as part of a line.
UNSEEN = {
    "\ufeff": "文件开头有看不见的标记（BOM），bash 和 systemd 都读不出第一行；请另存为不带 BOM 的 UTF-8。",
    "\r": "文件里有 Windows 的换行符，看不见，会被读进值里；请用 dos2unix 转换，或另存为 Unix 换行。",
}
EMPTY = re.compile(r"[ \t]*(#.*[^\\]|#)?")


def read_file(file: Path) -> tuple[dict[str, str], list[str]]:
    """The variables, and a sentence for each line that the two would not read alike."""
    try:
        text = file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{file} 读不出来：{error.__class__.__name__}。"]
    found: dict[str, str] = {}
    mistakes = [said for letter, said in UNSEEN.items() if letter in text]
    for number, line in enumerate(re.sub(r"^\ufeff|\r$", "", text, flags=re.MULTILINE).split("\n"), 1):
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

"""What of the county's folders of outlines is not used and does not say so by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reports.domain.outlines.outline_loader import VOCABULARY

ENDING = ".toml"
UNREAD = (".toml", ".toml.txt")  # endings, in small letters, by which somebody meant an outline


def find_folder_problems(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        if folder.is_dir():
            yield from _find_in_folder(folder)
        else:
            what = "不是文件夹" if folder.exists() else "不存在"
            yield f"PERFEVAL_OUTLINES 里的“{folder}”{what}，其中的提纲没有读入；请改正设置，或者建立文件夹。"


def _find_in_folder(folder: Path) -> Iterator[str]:
    names = sorted(file.name for file in folder.iterdir())
    if not any(name.endswith(ENDING) and name != VOCABULARY for name in names):
        yield f"PERFEVAL_OUTLINES 里的“{folder}”没有一个提纲文件（文件名以 .toml 结尾）。"
    if VOCABULARY in names:
        yield f"“{folder / VOCABULARY}”没有读入：{VOCABULARY} 是内置词汇表的名字；本县自设的数据项写在提纲里，请改名或删去。"
    for name in names:
        if name.lower().endswith(UNREAD) and not name.endswith(ENDING):
            yield f"“{folder / name}”没有读入：提纲的文件名须以小写的 .toml 结尾。"

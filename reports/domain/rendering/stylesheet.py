"""static/css/print.css as WeasyPrint gets it: colours and custom properties written out, the line pitch of the outline put in.

WeasyPrint resolves var() again for every element; text that is substituted once costs nothing.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STYLES = Path(__file__).resolve().parents[3] / "static/css"
PROPERTY = re.compile(r"^\s*--([\w-]+):\s*(.+?);\s*$", re.MULTILINE | re.DOTALL)
USE = re.compile(r"var\(--([\w-]+)\)")
POINTS = re.compile(r"\d{2}(\.\d{1,3})?")


@cache
def build_stylesheet(line_pitch: str) -> str:
    """The style sheet for lines `line_pitch` points apart, such as "28.99". Raises ValueError on anything else."""
    if not POINTS.fullmatch(line_pitch):
        raise ValueError(f"行距“{line_pitch}”不是磅值，应写成“28.99”这样的数字")
    colours, text = ((STYLES / name).read_text(encoding="utf-8") for name in ("colours.css", "print.css"))
    values = dict(PROPERTY.findall(colours + text)) | {"pitch": f"{line_pitch}pt"}
    return USE.sub(lambda use: values[use.group(1)], PROPERTY.sub("", text))


@cache
def build_screen_style() -> str:
    """What shows a report on the screen in a page that stands by itself."""
    return "\n".join((STYLES / name).read_text(encoding="utf-8") for name in ("colours.css", "report.css"))

"""What the machine must have to print reports, looked for when Django starts.

Both faults are silent: without our fonts the pages come out in other ones, without libharfbuzz-subset a page takes
twice to ten times as long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from django.core import checks

from reports.domain import typefaces
from reports.domain.rendering import fonts, owned_fonts

FAMILY = "GW Fang"
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")
SUBSET = "libharfbuzz-subset.so.0"
FONTCONFIG = "libfontconfig.so.1"


@checks.register("reports")
def check_printing_system(app_configs: Sequence[Any] | None, **kwargs: object) -> list[checks.CheckMessage]:
    """Django's system check of fonts and libraries."""
    return [*_find_missing_libraries(), *_find_useless_fonts()]


def _find_missing_libraries() -> Iterator[checks.CheckMessage]:
    if not all(map(is_loadable_library, PANGO)):
        yield checks.Error("没有找到Pango，无法生成PDF。", hint="请安装系统包 libpango-1.0-0 libpangoft2-1.0-0。", id="reports.E001")
    elif find_font_family(FAMILY) != FAMILY:
        hint = f"请检查字体目录 {typefaces.VENDORED}。"
        yield checks.Error(f"没有找到公文字体“{FAMILY}”，PDF会用错字体。", hint=hint, id="reports.E002")
    if not is_loadable_library(SUBSET):
        hint = "请安装系统包 libharfbuzz-subset0。"
        yield checks.Warning("没有找到libharfbuzz-subset，生成PDF会很慢。", hint=hint, id="reports.W001")


def _find_useless_fonts() -> Iterator[checks.CheckMessage]:
    """Fonts that the bureau put there and that nothing is printed in."""
    for file in owned_fonts.list_useless_files(typefaces.get_owned_folders()):
        hint = "请换成 TrueType 格式（.ttf、.ttc）的字体文件。"
        yield checks.Warning(f"PERFEVAL_FONTS 里的 {file} 不是 TrueType 字体或者读不出来，不用来打印。", hint=hint, id="reports.W002")


def find_font_family(family: str) -> str:
    """The family that fontconfig gives when `family` is asked for, with our configuration; "" without fontconfig."""
    if not is_loadable_library(FONTCONFIG):
        return ""
    return _match_font_family(ctypes.CDLL(FONTCONFIG), str(fonts.configure_fonts()).encode(), family.encode())


def is_loadable_library(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _match_font_family(library: Any, conf: bytes, family: bytes) -> str:
    """fontconfig's own steps: read the configuration, build its list of fonts, complete the wish, take the nearest."""
    for name in ("FcConfigCreate", "FcNameParse", "FcFontMatch"):
        getattr(library, name).restype = ctypes.c_void_p
    config = ctypes.c_void_p(library.FcConfigCreate())
    library.FcConfigParseAndLoad(config, conf, 1)
    library.FcConfigBuildFonts(config)
    wish = ctypes.c_void_p(library.FcNameParse(family))
    library.FcConfigSubstitute(config, wish, 0)
    library.FcDefaultSubstitute(wish)
    match = ctypes.c_void_p(library.FcFontMatch(config, wish, ctypes.byref(ctypes.c_int())))
    found = ctypes.c_char_p()
    library.FcPatternGetString(match, b"family", 0, ctypes.byref(found))
    answer = (found.value or b"").decode()
    for pattern in (wish, match):
        library.FcPatternDestroy(pattern)
    library.FcConfigDestroy(config)
    return answer

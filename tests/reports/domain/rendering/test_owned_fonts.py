"""Nothing is taken from the machine's fonts; what a bureau names in PERFEVAL_FONTS is used, and said."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from reports.domain import typefaces
from reports.domain.rendering import owned_fonts

PRINT = """
import sys, django
django.setup()
from reports.domain.rendering import pdf
from tests.reports.domain.rendering import builders
sys.stdout.buffer.write(pdf.print_pdf(builders.full_report(), builders.SUBMISSION, builders.DATA))
"""


def make_font(file: Path, *families: str) -> Path:
    """A font of ours under other names, as if a machine had 仿宋_GB2312."""
    font = TTFont(typefaces.VENDORED / "GWSans.ttf")
    for at, family in enumerate(families):
        font["name"].setName(family, 1, 3, 1, (0x409, 0x804)[at])
    font["name"].setName("Own Font", 4, 3, 1, 0x409)
    font["name"].setName("OwnFont", 6, 3, 1, 0x409)
    file.parent.mkdir(parents=True, exist_ok=True)
    font.save(file)
    return file


def print_elsewhere(var: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """In a process of its own, because fontconfig looks once."""
    environ = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    return subprocess.run(
        [sys.executable, "-c", PRINT], env=environ | {"PERFEVAL_VAR": str(var)} | environment, capture_output=True, check=True
    )


@pytest.mark.slow("prints papers")
def test_a_machine_with_other_fonts_in_front_gives_the_same_bytes(submission, tmp_path):
    for folder in (".fonts", ".local/share/fonts"):
        make_font(tmp_path / folder / "fang.ttf", "仿宋_GB2312", "FangSong_GB2312")
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{tmp_path}/.fonts</dir></fontconfig>'
    )
    machine = {"HOME": str(tmp_path), "XDG_DATA_HOME": f"{tmp_path}/.local/share", "FONTCONFIG_PATH": str(tmp_path)}
    assert print_elsewhere(tmp_path / "var", **machine, FONTCONFIG_FILE=f"{tmp_path}/fonts.conf").stdout == submission


@pytest.mark.slow("prints papers")
def test_the_fonts_of_the_bureau_are_used_and_the_log_says_so(submission, tmp_path):
    folder = make_font(tmp_path / "own" / "fang.ttf", "仿宋_GB2312").parent
    printed = print_elsewhere(tmp_path / "var", PERFEVAL_FONTS=str(folder))
    names = {str(font["/BaseFont"]) for page in PdfReader(BytesIO(printed.stdout)).pages for font in page["/Resources"]["/Font"].values()}
    assert printed.stdout != submission
    assert any(name.endswith(("Own-Font", "OwnFont", "GB2312")) for name in names), names
    assert not any(name.endswith("GW-Fang") for name in names)
    assert "现在生成的 PDF 用本单位字体目录里的仿宋_GB2312，没有的用自带字体" in printed.stderr.decode()


def test_without_a_folder_there_is_nothing_to_say():
    assert owned_fonts.describe_owned_fonts() == ""


def test_the_families_are_named_as_the_style_sheet_calls_them(tmp_path, monkeypatch):
    make_font(tmp_path / "a.ttf", "fangsong_gb2312")
    make_font(tmp_path / "b.TTF", "方正小标宋简体", "FZXiaoBiaoSong-B05S")
    make_font(tmp_path / "c.ttf", "Comic Sans MS")
    monkeypatch.setattr(typefaces, "_owned", (tmp_path,))
    said = owned_fonts.describe_owned_fonts()
    assert "用本单位字体目录里的方正小标宋简体、FZXiaoBiaoSong-B05S、FangSong_GB2312，" in said
    assert "已经生成的送审稿、定稿不变" in said


def test_a_folder_without_a_family_of_use_is_said(tmp_path, monkeypatch):
    make_font(tmp_path / "c.ttf", "Comic Sans MS")
    monkeypatch.setattr(typefaces, "_owned", (tmp_path,))
    assert owned_fonts.describe_owned_fonts() == "本单位字体目录里没有排版用得上的字体，PDF 用自带字体生成。"

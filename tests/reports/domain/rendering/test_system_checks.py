import shutil

import pytest

from reports.domain import typefaces
from reports.domain.rendering import fonts, system_checks


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """PERFEVAL_FONTS for one test."""
    folder = tmp_path / "字体"
    folder.mkdir()
    monkeypatch.setattr(typefaces, "_owned", (folder,))
    return folder


def test_a_machine_with_everything_is_passed():
    assert system_checks.check_printing_system(None) == []


def test_missing_fonts_are_an_error(monkeypatch, tmp_path, settings):
    settings.VAR = tmp_path
    monkeypatch.setattr(typefaces, "VENDORED", tmp_path / "nothing")
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    [error] = system_checks.check_printing_system(None)
    assert (error.id, error.msg) == ("reports.E002", "没有找到公文字体“GW Fang”，PDF会用错字体。")


def test_missing_libraries_are_named_with_their_package(monkeypatch):
    monkeypatch.setattr(system_checks, "is_loadable_library", lambda library: False)
    found = system_checks.check_printing_system(None)
    assert [message.id for message in found] == ["reports.E001", "reports.W001"]
    assert "libharfbuzz-subset0" in found[1].hint


def test_another_family_than_ours_is_told_apart():
    assert system_checks.find_font_family("GW Kai") == "GW Kai"
    assert system_checks.find_font_family("Nonsense") != "Nonsense"


def test_the_font_configuration_names_our_folder_alone_and_is_written_once(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path / "变量 & <var>"
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    conf = fonts.configure_fonts()
    written = conf.stat().st_mtime_ns
    assert fonts.configure_fonts() == conf
    assert conf.stat().st_mtime_ns == written
    assert conf.read_text(encoding="utf-8").count("<dir>") == 1
    assert str(typefaces.VENDORED) in conf.read_text(encoding="utf-8")
    assert system_checks.find_font_family("GW Fang") == "GW Fang"


def test_a_folder_of_the_bureau_stands_behind_ours(settings, tmp_path, monkeypatch, own_folder):
    settings.VAR = tmp_path / "var"
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    text = fonts.configure_fonts().read_text(encoding="utf-8")
    assert 0 < text.index(str(typefaces.VENDORED)) < text.index(str(own_folder))


def test_a_font_that_papers_cannot_be_printed_in_is_named(own_folder):
    shutil.copy(typefaces.VENDORED / "GWLatin.ttf", own_folder / "good.TTF")
    (own_folder / "broken.ttf").write_bytes(b"no font")
    (own_folder / "readme.txt").write_bytes(b"")
    [warning] = system_checks.check_printing_system(None)
    assert (warning.id, "broken.ttf" in warning.msg, "TrueType" in warning.msg) == ("reports.W002", True, True)

from reports.domain.rendering import fonts, system_checks


def test_a_machine_with_everything_is_passed():
    assert system_checks.check_printing_system(None) == []


def test_missing_fonts_are_an_error(monkeypatch, tmp_path, settings):
    settings.VAR = tmp_path
    monkeypatch.setattr(fonts, "FOLDERS", (tmp_path / "nothing",))
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


def test_the_font_configuration_names_our_folder_first_and_is_written_once(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path / "变量 & <var>"
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    conf = fonts.configure_fonts()
    written = conf.stat().st_mtime_ns
    assert fonts.configure_fonts() == conf
    assert conf.stat().st_mtime_ns == written
    assert conf.read_text(encoding="utf-8").index(str(fonts.VENDORED)) < conf.read_text(encoding="utf-8").index("/usr/share/fonts")
    assert system_checks.find_font_family("GW Fang") == "GW Fang"

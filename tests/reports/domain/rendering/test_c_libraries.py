import ctypes.util
import sys

from reports.domain.rendering import c_libraries


def test_on_linux_nothing_is_asked_while_loading(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    usual = ctypes.util.find_library
    with c_libraries.find_by_file_name():
        assert ctypes.util.find_library("c") is None
    assert ctypes.util.find_library is usual


def test_elsewhere_libraries_are_found_as_usual(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    usual = ctypes.util.find_library
    with c_libraries.find_by_file_name():
        assert ctypes.util.find_library is usual

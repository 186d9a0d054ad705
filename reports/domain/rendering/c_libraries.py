"""Loading the C libraries behind WeasyPrint without asking the compiler for each of them.

WeasyPrint tries seven libraries under 22 names. For a name that is no file name, such as pango-1.0, Python starts ldconfig
and gcc: a quarter of a second, half of the import. On Linux the file names (libpango-1.0.so.0) are among the 22.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def find_by_file_name() -> Iterator[None]:
    """Inside, a library is found by the name of its file only; elsewhere than on Linux nothing changes."""
    if sys.platform != "linux":
        yield
        return
    usual = ctypes.util.find_library
    ctypes.util.find_library = _find_nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = usual


def _find_nowhere(name: str) -> None:
    return None

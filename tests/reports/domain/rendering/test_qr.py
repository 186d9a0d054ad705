"""A QR code as one path: every module of the symbol and none else, with the white around it."""

import re

import segno

from reports.domain.rendering import qr

TEXT = "https://jixiao.example.cn/verify/2018-K7Q2M9XW4D"


def drawn(code: qr.Code) -> set[tuple[int, int]]:
    """The dark modules that the path covers."""
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", code.path)]
    assert all(width == back for _, _, width, back in runs)
    assert "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width, _ in runs) == code.path
    return {(x + at, y) for x, y, width, _ in runs for at in range(width)}


def test_the_path_covers_every_dark_module_and_none_else():
    symbol = segno.make_qr(TEXT, error="m", boost_error=False)
    code = qr.make_qr_code(TEXT)
    expected = {(x + qr.QUIET, y + qr.QUIET) for y, row in enumerate(symbol.matrix) for x, dark in enumerate(row) if dark}
    assert drawn(code) == expected
    assert code.size == len(symbol.matrix) + 2 * qr.QUIET


def test_the_same_text_gives_the_same_path():
    assert qr.make_qr_code(TEXT) == qr.make_qr_code(TEXT)
    assert qr.make_qr_code(TEXT).path != qr.make_qr_code(f"{TEXT}0").path

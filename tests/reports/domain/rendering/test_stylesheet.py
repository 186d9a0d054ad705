import pytest

from reports.domain.rendering.stylesheet import STYLES, build_stylesheet


def test_the_line_pitch_of_the_outline_is_put_in():
    assert "15.75pt/30pt" in build_stylesheet("30")


def test_every_property_is_written_out():
    assert "var(" not in build_stylesheet("28.99")
    assert '"GW Fang"' in build_stylesheet("28.99")


@pytest.mark.parametrize("pitch", ["", "abc", "28.99pt", "1", "28.99; } body { color: red"])
def test_a_line_pitch_that_is_no_number_is_refused(pitch):
    with pytest.raises(ValueError, match="行距"):
        build_stylesheet(pitch)


def test_the_style_sheet_asks_for_no_file():
    assert "url(" not in (STYLES / "print.css").read_text(encoding="utf-8").replace("attr(href url)", "")

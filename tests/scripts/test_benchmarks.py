"""A benchmark says what it measures and how it is run, and does not begin at once when it is asked."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.arguments import add_choices, build_parser

ROOT = Path(__file__).resolve().parents[2]
RUN_BY_NAME = [file for file in sorted((ROOT / "benchmarks").glob("*.py")) if "__main__" in file.read_text(encoding="utf-8")]


@pytest.mark.parametrize("file", RUN_BY_NAME, ids=lambda file: file.stem)
def test_every_one_knows_help(file: Path) -> None:
    assert f'build_parser("benchmarks.{file.stem}", __doc__)' in file.read_text(encoding="utf-8")


def test_help_shows_the_head_of_the_file_and_the_stages() -> None:
    told = subprocess.run([sys.executable, "-m", "benchmarks.load", "--help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "A busy day, before and after printing left the request" in told
    assert "saturation、half、drafts、spike、memory; else all" in told


def test_stages_are_any_of_the_known_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    parser = build_parser("benchmarks.load", "A busy day")
    add_choices(parser, "stage", {"half": 1, "spike": 2})
    assert [parser.parse_args(words).stage for words in ([], ["spike"])] == [["half", "spike"], ["spike"]]
    with pytest.raises(SystemExit):
        parser.parse_args(["noon"])
    assert "noon" in capsys.readouterr().err

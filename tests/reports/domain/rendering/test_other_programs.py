"""What poppler shows, other programs show too, and find no fault with."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat

RESOLUTION = "50"


def poppler(file: Path, page: int) -> Image.Image:
    target = file.with_name("poppler")
    command = ["pdftoppm", "-gray", "-r", RESOLUTION, "-f", str(page), "-l", str(page), "-singlefile", "-png", file, target]
    subprocess.run(command, check=True, capture_output=True)
    return Image.open(target.with_suffix(".png")).convert("L")


def ghostscript(file: Path, page: int) -> Image.Image:
    target = file.with_name("ghostscript.png")
    smooth = ["-dTextAlphaBits=4", "-dGraphicsAlphaBits=4"]
    pages = [f"-dFirstPage={page}", f"-dLastPage={page}", f"-r{RESOLUTION}", "-sDEVICE=pnggray", f"-sOutputFile={target}"]
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", *smooth, *pages, file], check=True, capture_output=True)
    return Image.open(target).convert("L")


def ink(image: Image.Image) -> float:
    return 255 - ImageStat.Stat(image).mean[0]


def difference(ours: Image.Image, theirs: Image.Image) -> float:
    """0 for the same picture, about 1 for two different pages; each program smooths letters in its own way.
    A4 is not a whole number of dots, and the two programs round differently."""
    blur = ImageFilter.GaussianBlur(4)
    apart = ImageChops.difference(ours.filter(blur), theirs.resize(ours.size).filter(blur))
    return ink(ImageChops.invert(apart)) / ink(ours)


def test_ghostscript_shows_the_same_page_as_poppler(submission_file):
    for page in (3, 4):
        assert difference(poppler(submission_file, page), ghostscript(submission_file, page)) < 0.35


def test_the_comparison_tells_two_pages_apart(submission_file):
    assert difference(poppler(submission_file, 3), ghostscript(submission_file, 4)) > 0.6


def test_qpdf_finds_no_fault(submission_file):
    checked = subprocess.run(["qpdf", "--check", submission_file], capture_output=True, check=True)
    assert b"No syntax or stream encoding errors" in checked.stdout


def test_pdfdetach_gives_the_data_back(submission_file):
    target = submission_file.with_name("report.json")
    subprocess.run(["pdfdetach", "-save", "1", "-o", target, submission_file], check=True, capture_output=True)
    assert target.read_text() == '{"年度": 2024}'

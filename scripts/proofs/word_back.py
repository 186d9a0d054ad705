"""Proof: every report of the demonstration, and both published ones as Word files, read the same after LibreOffice has saved them again.

    .venv/bin/python scripts/proofs/word_back.py

LibreOffice (apt: libreoffice-writer-nogui) looks at the files here and nowhere else; it is no part of the project.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")

import django

django.setup()

from departments import clean_text  # noqa: E402
from reports.domain import Document  # noqa: E402
from reports.domain.outlines import outline_loader  # noqa: E402
from reports.domain.text_import import read_report_text  # noqa: E402
from reports.filing import read_changes  # noqa: E402
from tests.acceptance import seeds  # noqa: E402
from tests.acceptance.test_word_files import SAMPLES, build_sample, print_copy, read_file  # noqa: E402
from tests.word_files import dress_text  # noqa: E402


def main() -> int:
    office = shutil.which("soffice")
    if office is None:
        sys.stderr.write("请先安装 LibreOffice：apt install libreoffice-writer-nogui\n")
        return 1
    samples = {f"{entry['code']}-{year}": build_sample(entry, year) for entry, year in SAMPLES}
    folder = seeds.folder()
    published = {seed.outline: seeds.text_of(seed, folder) for seed in seeds.SEEDS} if folder else {}
    with tempfile.TemporaryDirectory() as made:
        files = {name: print_copy(document) for name, document in samples.items()}
        files |= {name: dress_text(text) for name, text in published.items()}
        saved = save_again(office, Path(made), files)
    wrong = [*find_wrong_samples(samples, saved), *find_wrong_seeds(published, saved)]
    print(f"{len(samples)} reports and {len(published)} published ones; not the same: {wrong or 'none'}")
    return 1 if wrong else 0


def save_again(office: str, folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """All of them by one call."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = [office, home, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out"), *map(str, sorted(folder.glob("*.docx")))]
    subprocess.run(asked, check=True, capture_output=True)
    return {name: (folder / "out" / f"{name}.docx").read_bytes() for name in files}


def find_wrong_samples(samples: dict[str, Document], saved: dict[str, bytes]) -> Iterator[str]:
    for name, document in samples.items():
        found = read_file(document.outline, saved[name])
        own = read_changes.read_own_print(document).document
        if read_changes.apply_read_changes(document, own, found.document) != document or found.unplaced:
            yield name


def find_wrong_seeds(published: dict[str, str], saved: dict[str, bytes]) -> Iterator[str]:
    for name, text in published.items():
        outline = outline_loader.load_outline(name)
        found, expected = read_file(outline, saved[name]), read_report_text(outline, clean_text(text))
        if found.document != expected.document or found.unplaced or found.doubts:
            yield name


if __name__ == "__main__":
    sys.exit(main())

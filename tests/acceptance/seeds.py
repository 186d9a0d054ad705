"""The two published reports of the acceptance tests, read from a folder outside the project into the interchange format.

usage: python -m tests.acceptance.seeds SEEDDIR OUTDIR
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from reports.domain import interchange, text_import
from reports.domain.outlines import outline_loader
from reports.domain.text_import import Unreadable, text_files

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Seed:
    outline: str
    prefix: str  # of the file's name
    title: str  # words of the text, where the file has another name
    code: str
    district: str
    city: str


SEEDS = (
    Seed("tianxin-2018", "004_", "绩效自评报告", "088001", "天心区", "长沙市"),
    Seed("daxiang-2021", "000_", "绩效评价报告", "066001", "大祥区", "邵阳市"),
)


def folder() -> Path | None:
    """Where the published reports are: $PERFEVAL_SEEDS, else beside the project; None where they are not."""
    named = os.environ.get("PERFEVAL_SEEDS")
    found = Path(named) if named else ROOT.parent / "shared" / "seeds"
    return found if found.is_dir() else None


def text_of(seed: Seed, seeds: Path) -> str:
    """The published text. Raises LookupError, Unreadable."""
    papers = sorted(seeds.glob("*.txt"), key=lambda file: not file.name.startswith(seed.prefix))
    for file in papers:
        text = text_files.read_text_file(file)
        if seed.title in text[:200] and seed.district in text:
            return text
    raise LookupError(f"“{seeds}”中没有 {seed.outline} 的报告文本。")


def read(seed: Seed, seeds: Path) -> text_import.Reading:
    """The report with what the bureau knows of the department, which no text says."""
    found = text_import.read_report_text(outline_loader.load_outline(seed.outline), text_of(seed, seeds))
    fields = {**found.document.fields, "district": seed.district, "city": seed.city}
    return replace(found, document=replace(found.document, code=seed.code, fields=fields))


def write(seeds: Path, out: Path) -> list[Path]:
    """One JSON file a report, named after its outline."""
    texts = {f"{seed.outline}.json": interchange.dump_document(read(seed, seeds).document) for seed in SEEDS}
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8")
    return [out / name for name in texts]


def main() -> int:
    if len(sys.argv) != 3:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        written = write(Path(sys.argv[1]), Path(sys.argv[2]))
    except (LookupError, Unreadable) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.writelines(f"{file}\n" for file in written)
    return 0


if __name__ == "__main__":
    sys.exit(main())

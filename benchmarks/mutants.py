"""Takes away each guard of the workflow in turn and runs the workflow's tests: every mutant must turn one red.

    python -m benchmarks.mutants [--list] [FILE…]     a part of a path chooses files: gate.py

Works on copies in a temporary folder. Prints the survivors; exit status 1 where there are any. Takes two hours on two
cores: name the files that changed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from time import monotonic

from benchmarks.arguments import build_parser
from benchmarks.mutations import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
MUTATED = [*sorted((ROOT / "reports/workflow").glob("*.py")), ROOT / "reports/workflow/printouts.py"]
TESTS = [
    "tests/reports/workflow",
    "tests/reports/workflow/test_signed_scans.py",
    "tests/reports/workflow/review_scores",
    "tests/reports/workflow/test_printouts.py",
    "tests/reports/workflow/test_final_papers.py",
    "tests/reports/web/views/test_findings.py",  # reasons saved along with a section
]
# These compare the table with the design, or the source with itself, word by word; a mutant must be noticed by what it lets through.
LITERAL = [
    "tests/reports/workflow/test_spelled_once.py",
    "tests/reports/workflow/test_transitions.py::test_the_table_is_that_of_the_design",
    "tests/reports/workflow/test_guards.py::test_every_guard_of_the_design_stands_in_its_row",
]
COPIED = ["departments", "perfeval", "reports", "tests", "templates", "static", "pyproject.toml", "manage.py"]
WORKERS = max(1, os.cpu_count() or 1)
PATIENCE = 3  # times the run without a mutant: a mutant that hangs is noticed too, a busy machine is not one


def every_mutant(chosen: Sequence[str]) -> Iterator[tuple[Path, Mutant]]:
    """`chosen`: parts of paths; all files where there are none."""
    for file in MUTATED:
        if not chosen or any(part in str(file) for part in chosen):
            yield from ((file.relative_to(ROOT), mutant) for mutant in mutants(file.read_text(encoding="utf-8")))


def copy(folder: Path) -> Path:
    for name in COPIED:
        source = ROOT / name
        if name == "static":
            (folder / name).symlink_to(source)
        elif source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


def is_green(folder: Path, seconds: float | None = None) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", *TESTS, *(f"--deselect={test}" for test in LITERAL)]
    environment = {**os.environ, "PERFEVAL_VAR": str(folder / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        return not subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=seconds, check=False).returncode
    except subprocess.TimeoutExpired:
        return False


def survives(folder: Path, file: Path, mutant: Mutant, seconds: float) -> bool:
    original = (folder / file).read_text(encoding="utf-8")
    try:
        (folder / file).write_text(mutant.text, encoding="utf-8")
        return is_green(folder, seconds)
    finally:
        (folder / file).write_text(original, encoding="utf-8")


def run(folders: list[Path], cases: Sequence[tuple[Path, Mutant]], seconds: float) -> list[str]:
    """The survivors, in words."""
    free: SimpleQueue[Path] = SimpleQueue()
    for folder in folders:
        free.put(folder)

    def judge(case: tuple[Path, Mutant]) -> str:
        folder, (file, mutant) = free.get(), case
        try:
            alive = survives(folder, file, mutant, seconds)
        finally:
            free.put(folder)
        print(f"{'SURVIVES' if alive else 'red     '} {named(file, mutant)}", flush=True)
        return named(file, mutant) if alive else ""

    with ThreadPoolExecutor(len(folders)) as pool:
        return [name for name in pool.map(judge, cases) if name]


def named(file: Path, mutant: Mutant) -> str:
    return f"{file}:{mutant.line} {mutant.what}"


def main() -> int:
    parser = build_parser("benchmarks.mutants", __doc__)
    parser.add_argument("--list", action="store_true", help="only say what would be taken away")
    parser.add_argument("file", nargs="*", metavar="FILE", help="a part of a path, as gate.py; else all")
    chosen = parser.parse_args()
    found = list(every_mutant(chosen.file))
    if chosen.list:
        print(*(named(file, mutant) for file, mutant in found), sep="\n")
        return 0
    with tempfile.TemporaryDirectory(prefix="perfeval-mutants-") as name:
        folders = [copy(Path(name, str(number))) for number in range(WORKERS) if not Path(name, str(number)).mkdir()]
        start = monotonic()
        if not is_green(folders[0]):
            sys.exit("The tests are red without any mutant.")
        survivors = run(folders, found, PATIENCE * len(folders) * (monotonic() - start))
    print(f"\n{len(found)} mutants, {len(survivors)} survivors", *survivors, sep="\n")
    return int(bool(survivors))


if __name__ == "__main__":
    sys.exit(main())

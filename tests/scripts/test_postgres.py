import subprocess
import sys
from pathlib import Path

from django.conf import settings

SCRIPT = settings.BASE_DIR / "scripts/postgres.py"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *command], capture_output=True, text=True, check=False)


def test_the_command_finds_a_server_and_its_exit_status_comes_back() -> None:
    answer = run(
        sys.executable, "-c", "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).info.user); raise SystemExit(3)"
    )
    assert (answer.stdout, answer.returncode) == ("perfeval\n", 3)


def test_nothing_of_the_server_stays_behind() -> None:
    before = set(Path("/tmp").glob("perfeval-postgres-*"))
    run("true")
    assert set(Path("/tmp").glob("perfeval-postgres-*")) <= before


def test_no_command_is_answered_with_the_usage() -> None:
    answer = run()
    assert answer.returncode == 1
    assert "用法" in answer.stderr

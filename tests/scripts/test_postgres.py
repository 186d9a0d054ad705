import subprocess
import sys
from pathlib import Path

from django.conf import settings

SCRIPT = settings.BASE_DIR / "scripts/postgres.py"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *command], capture_output=True, text=True, check=False)


def asking(what: str, status: int) -> tuple[str, ...]:
    """A command that says what the server answers, and ends with this status."""
    answer = f"psycopg.connect(os.environ['DATABASE_URL']).execute({what!r}).fetchone()[0]"
    return sys.executable, "-c", f"import os, psycopg; print({answer}); raise SystemExit({status})"


def test_the_command_finds_a_server_and_its_exit_status_comes_back() -> None:
    answer = run(*asking("SELECT current_user", 3))
    assert (answer.stdout, answer.returncode) == ("perfeval\n", 3)


def test_nothing_of_the_server_stays_behind() -> None:
    data = Path(run(*asking("SHOW data_directory", 0)).stdout.strip())
    assert data.parent.name.startswith("perfeval-postgres-")
    assert not data.parent.exists()


def test_no_command_is_answered_with_the_usage() -> None:
    answer = run()
    assert answer.returncode == 1
    assert "用法" in answer.stderr

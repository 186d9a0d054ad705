"""Runs a command as from a terminal: what it printed, or the sentence with which it failed."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.papers import Raw

Run = Callable[..., str]
File = Callable[[Raw | str], Path]


@pytest.fixture
def run(db: None) -> Run:
    def command(*arguments: object) -> str:
        out = io.StringIO()
        call_command(*map(str, arguments), stdout=out)
        return out.getvalue()

    return command


@pytest.fixture
def refused(run: Run) -> Run:
    def command(*arguments: object) -> str:
        with pytest.raises(CommandError) as refusal:
            run(*arguments)
        assert refusal.value.returncode == 1
        return str(refusal.value)

    return command


@pytest.fixture
def file(tmp_path: Path) -> File:
    def write(content: Raw | str) -> Path:
        path = tmp_path / "report.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write

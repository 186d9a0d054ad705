"""What start.sh and test.sh share, without installing anything."""

import hashlib
import re
import socket
import subprocess

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR


def bash(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_only_what_is_missing_would_be_installed() -> None:
    answer = bash("-c", "source scripts/setup.sh; missing_packages bash no-such-package coreutils")
    assert answer.stdout == "no-such-package\n"


@pytest.mark.parametrize("script", ["start", "test"])
def test_a_script_refuses_what_it_does_not_know(script: str) -> None:
    answer = bash(f"scripts/{script}.sh", "--nonsense")
    assert answer.returncode == 1
    assert "用法" in answer.stderr


def test_start_says_which_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        monkeypatch.setenv("PERFEVAL_PORT", port)
        answer = bash("scripts/start.sh")
    assert answer.returncode == 1
    assert f"端口 {port} 已被占用" in answer.stderr


@pytest.mark.parametrize("lock", ["requirements-setup.lock", "requirements.lock", "requirements-test.lock"])
def test_a_lock_pins_and_hashes_everything_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    pins = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert "://" not in text
    assert "index-url" not in text


def test_vendored_files_are_those_that_the_list_names() -> None:
    folder = ROOT / "static/vendor"
    listed = dict(re.findall(r"^\| (\S+) \|.*`([0-9a-f]{64})` \|$", (folder / "README.md").read_text(), re.MULTILINE))
    files = [file for file in folder.rglob("*.min.*") if file.is_file()]
    assert listed == {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_vendored_files_name_no_source_map() -> None:
    assert [file for file in (ROOT / "static/vendor").rglob("*.min.*") if b"sourceMappingURL" in file.read_bytes()] == []

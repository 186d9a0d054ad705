"""A lock is installed as it stands, whatever was published since it was written."""

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from scripts.uv_settings import translate_settings

pytestmark = pytest.mark.slow("installs into environments of its own")

ROOT = settings.BASE_DIR


def build_wheel(folder: Path, name: str, version: str, *requirements: str) -> str:
    """An empty package as a wheel in the folder; its line for a lock."""
    info = f"{name}-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {line}\n" for line in requirements) + "Provides-Extra: toml\n"
    files = {
        f"{name}.py": f"VERSION = '{version}'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={digest(text)},{len(text)}\n" for path, text in files.items())
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in {**files, f"{info}/RECORD": record + f"{info}/RECORD,,\n"}.items():
            archive.writestr(path, text)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder / "bin/python"


def install(lock: Path, python: Path) -> subprocess.CompletedProcess[str]:
    """As setup.sh does, with nothing but the wheels beside the lock to take from: no uv either, so by pip."""
    script = f'set -euo pipefail; source scripts/setup.sh; PYTHON="{python}"; install_lock "{lock}"'
    offered = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(lock.parent)}
    return subprocess.run(["bash", "-c", script], cwd=ROOT, env={**os.environ, **offered}, capture_output=True, text=True, check=False)


def read_version(python: Path, module: str) -> str:
    asked = [python, "-c", f"import {module}; print({module}.VERSION)"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def test_what_was_published_since_is_in_nobodys_way(tmp_path: Path, empty_environment: Path) -> None:
    """The shape of pytest-cov, which asks for coverage[toml]>=7."""
    lines = [build_wheel(tmp_path, "measured", "7.1"), build_wheel(tmp_path, "asking", "1.0", "measured[toml]>=7.0")]
    lock = tmp_path / "small.lock"
    lock.write_text("".join(lines))
    build_wheel(tmp_path, "measured", "7.2")
    answer = install(lock, empty_environment)
    assert answer.returncode == 0, answer.stderr
    assert "改用 pip" in answer.stdout
    assert {name: read_version(empty_environment, name) for name in ("measured", "asking")} == {"measured": "7.1", "asking": "1.0"}


def test_a_lock_with_a_gap_is_said(tmp_path: Path, empty_environment: Path) -> None:
    lock = tmp_path / "small.lock"
    lock.write_text(build_wheel(tmp_path, "lonely", "1.0", "absent>=2"))
    answer = install(lock, empty_environment)
    assert answer.returncode == 1
    assert "lonely 1.0 requires absent, which is not installed." in answer.stdout
    assert "互不相容" in answer.stderr


def test_what_the_hash_does_not_know_is_refused(tmp_path: Path, empty_environment: Path) -> None:
    lock = tmp_path / "small.lock"
    lock.write_text(build_wheel(tmp_path, "changed", "1.0").replace("sha256:", "sha256:0")[:-2] + "\n")
    answer = install(lock, empty_environment)
    assert answer.returncode == 1
    assert "DO NOT MATCH THE HASHES" in answer.stderr


def test_the_settings_of_pip_are_handed_on_the_strongest_last() -> None:
    listed = "\n".join(
        [
            ":env:.index-url='https://c.example/simple'",
            ":env:.timeout='9'",
            "global.cert='/etc/ca.crt'",
            "global.find-links='/a\\n/b'",
            "global.index-url='https://a.example/simple'",
            "install.index-url='https://b.example/simple'",
        ]
    )
    assert translate_settings(listed) == {
        "SSL_CERT_FILE": "/etc/ca.crt",
        "UV_FIND_LINKS": "/a,/b",
        "UV_DEFAULT_INDEX": "https://c.example/simple",
    }

"""A .doc or .wps file made a .docx by an office program (LibreOffice). Run in the limited child, with which the program ends."""

from __future__ import annotations

import base64
import subprocess
import tempfile
from pathlib import Path

from departments.untrusted.refusals import Refused

FAILED = "转换程序没有能打开这个文件。请在 Word 或 WPS 中另存为“Word 文档（.docx）”后再上传。"
SECONDS = 50.0


def convert_to_docx(content: bytes, command: list[str], suffix: str) -> str:
    """The .docx in Base64. `command`: the program with its own arguments. Raises Refused."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"paper{suffix}"
        source.write_bytes(content)
        home = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        asked = [*command, home, "--headless", "--convert-to", "docx", "--outdir", f"{folder}/out", str(source)]
        environment = {"HOME": folder, "PATH": "/usr/bin:/bin"}
        try:
            subprocess.run(asked, check=True, timeout=SECONDS, cwd=folder, env=environment, capture_output=True)  # noqa: S603 - as set up
            made = (Path(folder) / "out" / "paper.docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as failure:
            raise Refused(FAILED) from failure
    return base64.b64encode(made).decode()

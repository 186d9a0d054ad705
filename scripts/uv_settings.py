"""The machine's settings of pip as uv calls them, one NAME=value a line: python scripts/uv_settings.py

uv reads no pip.conf and no PIP_ variable, so behind a mirror or a proxy it would find nothing. What uv itself was told stays.
Ends with status 1 where pip is told what uv cannot be told by a variable.
"""

import os
import re
import subprocess
import sys

LINE = re.compile(r"^(.+)\.([a-z-]+)='(.*)'$", re.MULTILINE)
WEAKEST_FIRST = ("global", "install", ":env:")
# pip's name: uv's name, and what stands between several values.
NAMES = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "proxy": ("ALL_PROXY", " "),
}
# Hashes decide what is installed, so any index may offer it; certificates are those of the system, as pip's.
ALWAYS = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_SYSTEM_CERTS": "1"}


UNTRANSLATABLE = re.compile(r"^(?:global|install|:env:)\.(?:no-index|client-cert)='(?!false|0|no|off|').*'$", re.MULTILINE | re.IGNORECASE)


def translate_settings(listed: str) -> dict[str, str]:
    """`pip config list` as variables for uv."""
    lines = [line for line in LINE.findall(listed) if line[0] in WEAKEST_FIRST and line[1] in NAMES]
    strongest_last = sorted(lines, key=lambda line: WEAKEST_FIRST.index(line[0]))
    return {NAMES[key][0]: NAMES[key][1].join(value.replace("\\n", " ").split()) for _, key, value in strongest_last}


def main() -> None:
    listed = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True).stdout
    if UNTRANSLATABLE.search(listed):
        sys.exit(1)
    for name, value in {**ALWAYS, **translate_settings(listed)}.items():
        if name not in os.environ:
            print(f"{name}={value}")


if __name__ == "__main__":
    main()

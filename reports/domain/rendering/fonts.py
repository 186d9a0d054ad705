"""Which fonts the printed page may use: ours in static/fonts first, the machine's behind them.

Fontconfig reads FONTCONFIG_FILE once, when its library starts. So `configure` runs before the first import of
WeasyPrint. A wrong path would not fail but quietly print in other fonts: `reports.domain.rendering.system_checks` looks for that.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings

VENDORED = Path(__file__).resolve().parents[3] / "static" / "fonts"
FOLDERS = (VENDORED, Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))

CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
</fontconfig>
"""


def configure_fonts() -> Path:
    """Write our fonts.conf, point fontconfig to it and return its path; a second call changes nothing."""
    home = Path(settings.VAR) / "fonts"
    home.mkdir(parents=True, exist_ok=True)
    conf = home / "fonts.conf"
    folders = "\n".join(f"<dir>{escape(str(folder))}</dir>" for folder in FOLDERS)
    _store_config_text(conf, CONF.format(folders=folders, cache=escape(str(home / "cache"))))
    os.environ["FONTCONFIG_FILE"] = str(conf)
    return conf


def _store_config_text(path: Path, text: str) -> None:
    """Have `text` in the file; replaced in one step, because another process may be reading it."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)

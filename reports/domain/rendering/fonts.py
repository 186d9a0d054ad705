"""Which fonts the printed page may use: ours in static/fonts and those of PERFEVAL_FONTS; never those of the machine.

Fontconfig reads FONTCONFIG_FILE once, when its library starts. So `configure_fonts` runs before the first import of
WeasyPrint. A wrong path would not fail but quietly print in other fonts: `reports.domain.rendering.system_checks` looks for that.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings

from reports.domain import typefaces

# Outlines that are not TrueType come out blank in some programs (adr/0001), so a font of another kind is none.
REFUSED = ("CFF", "Type 1", "CID Type 1", "Type 42", "PFR", "PCF", "BDF", "Windows FNT")
REFUSAL = '<rejectfont><pattern><patelt name="fontformat"><string>{}</string></patelt></pattern></rejectfont>'
CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<selectfont>
{refused}
</selectfont>
</fontconfig>
"""


def configure_fonts() -> Path:
    """Write our fonts.conf, point fontconfig to it and return its path; a second call changes nothing."""
    home = Path(settings.VAR) / "fonts"
    home.mkdir(parents=True, exist_ok=True)
    conf = home / "fonts.conf"
    folders = "\n".join(f"<dir>{escape(str(folder))}</dir>" for folder in (typefaces.VENDORED, *typefaces.get_owned_folders()))
    refused = "\n".join(map(REFUSAL.format, REFUSED))
    _store_config_text(conf, CONF.format(folders=folders, cache=escape(str(home / "cache")), refused=refused))
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

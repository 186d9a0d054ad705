"""What an uploaded file is called: kept as typed, without what deceives the eye or breaks a file system."""

from __future__ import annotations

import re

from departments import clean_text
from reports.filing.attachments.upload_limits import NotAccepted
from reports.models.attachment import LONGEST_NAME

FORBIDDEN = re.compile(r'[\\/:*?"<>|]')  # on Windows


def clean_file_name(name: str) -> str:
    """Without folders, control and bidi characters. Raises NotAccepted when nothing is left, or too much."""
    base = re.split(r"[\\/]", clean_text(name))[-1]
    kept = FORBIDDEN.sub("_", "".join(letter for letter in base if letter.isprintable())).strip(" .")
    if not kept:
        raise NotAccepted("文件没有名称，请先给文件起名再上传。")
    if len(kept) > LONGEST_NAME:
        raise NotAccepted(f"文件名有 {len(kept)} 个字符，最多 {LONGEST_NAME} 个，请改短后再上传。")
    return kept


def get_file_extension(name: str) -> str:
    """pdf, docx; "" where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""

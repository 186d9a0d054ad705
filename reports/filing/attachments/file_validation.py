"""Whether a file may be stored: name, size, kind by its bytes, structure. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, cast

from django.core.files.base import File

from departments.untrusted import signatures
from departments.untrusted.limited_process import run_task
from departments.untrusted.refusals import Refused
from reports.filing.attachments import file_names
from reports.filing.attachments.file_kinds import PICTURES, FileKind, describe_accepted_kinds, match_signature
from reports.filing.attachments.upload_handler import is_dropped_upload
from reports.filing.attachments.upload_limits import MOST_OF_FILE, MOST_OF_REPORT, MOST_PIXELS, NotAccepted, format_file_size

HEAD = 1_024  # bytes; a PDF may begin with a byte order mark and empty lines
DOCUMENTS, IMAGES = "departments.untrusted.evidence_files:check", "departments.untrusted.image_files:check"


@dataclass(frozen=True)
class Checked:
    name: str
    kind: FileKind


def validate_upload(file: File, allowed: frozenset[FileKind]) -> Checked:
    """Name and kind of a good file. Raises NotAccepted."""
    name = file_names.clean_file_name(file.name or "")
    _check_extension(name, allowed)
    _check_size(file)
    kind = _match_file_kind(file, allowed)
    if file_names.get_file_extension(name) not in kind.extensions:
        raise NotAccepted(
            f"扩展名是 .{file_names.get_file_extension(name)}，内容却是 {kind.label}，请把扩展名改为 .{kind.extensions[0]} 后再上传。"
        )
    return Checked(name, kind)


def _check_extension(name: str, allowed: frozenset[FileKind]) -> None:
    if file_names.get_file_extension(name) not in {extension for kind in allowed for extension in kind.extensions}:
        raise NotAccepted(_describe_allowed_kinds(allowed))


def _describe_allowed_kinds(allowed: frozenset[FileKind]) -> str:
    return f"只接受 {describe_accepted_kinds(allowed)} 文件，请另存为其中一种再上传。"


def _check_size(file: File) -> None:
    if not file.size:
        raise NotAccepted("文件是空的，请检查后重新上传。")
    if file.size > MOST_OF_FILE:
        raise NotAccepted(f"文件有 {format_file_size(file.size)}，超过 {format_file_size(MOST_OF_FILE)}，请压缩或拆分后再上传。")
    if is_dropped_upload(file):
        raise NotAccepted(f"一次上传的文件合计超过 {format_file_size(MOST_OF_REPORT)}，请分几次上传。")


def _match_file_kind(file: File, allowed: frozenset[FileKind]) -> FileKind:
    """Told by the bytes, with its structure checked; a good file stands at its beginning again."""
    content = cast("IO[bytes]", file)
    content.seek(0)
    head = content.read(HEAD)
    if head.startswith(signatures.OLD_OFFICE):
        raise NotAccepted("是旧版 Office 文件，或者加了密码，请去掉密码并另存为 .docx、.xlsx 或 PDF 后再上传。")
    kind = match_signature(head)
    if kind in allowed or head.startswith(signatures.PACKED):
        kind = _look_inside(content, kind)
    if kind is None or kind not in allowed:
        raise NotAccepted(f"内容不是所写的类型。{_describe_allowed_kinds(allowed)}")
    content.seek(0)
    return kind


def _look_inside(content: IO[bytes], kind: FileKind | None) -> FileKind:
    """In a child process under limits, for the bytes may be meant to harm. Raises NotAccepted."""
    try:
        if kind in PICTURES:
            return FileKind[run_task(IMAGES, content, kind=kind.name, most_pixels=MOST_PIXELS).result]
        return FileKind[run_task(DOCUMENTS, content).result]
    except Refused as refused:
        raise NotAccepted(str(refused)) from refused

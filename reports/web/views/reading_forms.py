"""What a person gives the reading page: a file or a pasted text, and which sections are taken."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from departments import describe_cleaning
from reports.domain.text_import import Unreadable
from reports.domain.text_import.text_files import LARGEST, decode_text
from reports.filing import office_conversion, word_import
from reports.filing.forms.save_conflict import THEIRS
from reports.filing.forms.section_forms import KEEP
from reports.filing.reading_sections import Choice
from reports.filing.word_import import SourceText
from reports.workflow.reading_acts import PASTED

BOX = {"class": "form-control"}
TAKE, REVISION = "take:", "revision:"
TEXT_TOO_LARGE = "超过 1 MB，不是一份报告的文本。"
WORD_STARTS = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF-")


class TextForm(forms.Form):
    """The text, as a file or pasted."""

    file = forms.FileField(
        label="报告文件",
        required=False,
        help_text="Word 文件（.docx，不超过 20 MB），或另存为 .txt 的文件（不超过 1 MB）",
        widget=forms.FileInput(attrs={**BOX, "accept": ".docx,.doc,.wps,.txt"}),
    )
    text = forms.CharField(label="或者把全文粘贴在这里", required=False, strip=False, widget=forms.Textarea(attrs={**BOX, "rows": 12}))

    def clean(self) -> dict[str, SourceText]:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if file is None and not text.strip():
            raise forms.ValidationError("请选择文件，或粘贴全文。")
        if file is None and len(text) > LARGEST:
            raise forms.ValidationError(TEXT_TOO_LARGE)
        try:
            return {"source": _read_upload(file) if file else _make_source(text, PASTED)}
        except Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def _read_upload(file: UploadedFile) -> SourceText:
    """By what the file is, not by its name. Raises Unreadable."""
    name = file.name or "未命名"
    start = file.read(8)
    file.seek(0)
    if office_conversion.is_convertible(start, name):
        return office_conversion.read_converted(file, name)
    if start.startswith(WORD_STARTS) or name.lower().endswith(word_import.SUFFIX):
        return word_import.read_word_text(file, name)
    if (file.size or 0) > LARGEST:
        raise Unreadable(TEXT_TOO_LARGE)
    return _make_source(decode_text(file.read(), name), name)


def _make_source(text: str, name: str) -> SourceText:
    return SourceText(text, name, cleaning=describe_cleaning([text]))


def read_choices(request: HttpRequest) -> dict[str, Choice]:
    """The sections that were ticked, by key."""
    theirs = frozenset(name.removeprefix(KEEP) for name, value in request.POST.items() if name.startswith(KEEP) and value == THEIRS)
    taken = [name.removeprefix(TAKE) for name in request.POST if name.startswith(TAKE)]
    return {section: Choice(_read_revision(request.POST.get(f"{REVISION}{section}", "")), theirs) for section in taken}


def _read_revision(text: str) -> int:
    """-1, which no section has, for what no page of ours sends."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1

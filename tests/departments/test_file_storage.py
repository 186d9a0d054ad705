"""Stored files are whole or not at all."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile

from departments.file_storage import WholeFileStorage
from tests.full_disk import ENOSPC


class HalfFile(ContentFile):
    """Half of it is written when the disc is full."""

    def chunks(self, chunk_size=None):
        yield b"half"
        raise ENOSPC


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_name(tmp_path: Path):
    storage = WholeFileStorage(tmp_path)
    assert [storage.save("a/b.pdf", ContentFile(b"1")), files(tmp_path)] == ["a/b.pdf", ["a/b.pdf"]]
    assert (tmp_path / "a/b.pdf").read_bytes() == b"1"


def test_nothing_is_left_of_a_file_that_found_no_room(tmp_path: Path):
    with pytest.raises(OSError, match="No space left"):
        WholeFileStorage(tmp_path).save("a/b.pdf", HalfFile(b""))
    assert files(tmp_path) == []


def test_the_file_of_somebody_quicker_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    storage = WholeFileStorage(tmp_path)
    storage.save("b.pdf", ContentFile(b"theirs"))
    monkeypatch.setattr(WholeFileStorage, "exists", lambda self, name: name == "b.pdf" and asked.append(name) is None and len(asked) > 1)
    asked: list[str] = []
    second = storage.save("b.pdf", ContentFile(b"ours"))
    assert (second != "b.pdf", (tmp_path / "b.pdf").read_bytes(), (tmp_path / second).read_bytes()) == (True, b"theirs", b"ours")


def test_an_upload_is_moved_and_has_the_rights_of_the_settings(tmp_path: Path):
    upload = TemporaryUploadedFile("a.pdf", "application/pdf", 3, None)
    upload.write(b"abc")
    upload.seek(0)
    name = WholeFileStorage(tmp_path).save("a.pdf", upload)
    upload.close()
    assert ((tmp_path / name).read_bytes(), os.stat(tmp_path / name).st_mode & 0o777) == (b"abc", 0o640)

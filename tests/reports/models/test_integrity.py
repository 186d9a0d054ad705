"""What is stored with a SHA-256 is handed out as it was stored, or not at all."""

import hashlib
import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from reports.models import integrity
from reports.models.integrity import Damage, FrozenContentError, compare_text, log_damage, open_compared

CONTENT = b"%PDF-1.7 the paper"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def stored(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / default_storage.save("papers/a.pdf", ContentFile(CONTENT))


def damage(stored: str) -> Damage:
    with pytest.raises(FrozenContentError) as refused:
        open_compared(stored, DIGEST, "送审稿 2018-0")
    return refused.value.damage


def test_a_file_that_is_as_it_was_stored_is_opened_at_its_first_byte(stored: Path):
    with open_compared("papers/a.pdf", DIGEST, "送审稿 2018-0") as file:
        assert file.read() == CONTENT


@pytest.mark.parametrize("content", [b"", CONTENT + b"\n", CONTENT[:-1], CONTENT.replace(b"p", b"q", 1), CONTENT + b"%%EOF" * 100_000])
def test_other_bytes_are_refused(stored: Path, content: bytes):
    stored.write_bytes(content)
    assert damage("papers/a.pdf") == Damage.CHANGED


def test_what_is_handed_out_is_what_was_compared(stored: Path):
    """Another file put in its place after the comparison is not read."""
    with open_compared("papers/a.pdf", DIGEST, "送审稿 2018-0") as file:
        stored.write_bytes(b"other")
        assert file.read() == CONTENT


def test_a_large_file_is_handed_out_from_the_disc(stored: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(integrity, "MOST_KEPT", 4)
    with open_compared("papers/a.pdf", DIGEST, "送审稿 2018-0") as file:
        assert (file.file.fileno() > 0, file.read()) == (True, CONTENT)


def test_a_pipe_in_place_of_a_file_is_not_waited_for(stored: Path):
    stored.unlink()
    os.mkfifo(stored)
    assert damage("papers/a.pdf") == Damage.UNREADABLE


def test_a_file_that_is_gone_is_missing(stored: Path):
    stored.unlink()
    assert (damage("papers/a.pdf"), damage("")) == (Damage.MISSING, Damage.MISSING)


@pytest.mark.parametrize("path", ["papers", "../a.pdf", "/etc/passwd", "a\0b", "a" * 300])
def test_a_path_that_leads_elsewhere_is_not_read(stored: Path, path: str):
    assert damage(path) == Damage.UNREADABLE


def test_a_refused_file_is_closed_again(stored: Path):
    stored.write_bytes(b"other")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        damage("papers/a.pdf")
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_text_is_compared_by_its_bytes():
    text = "云水区档案馆"
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert compare_text(text, digest, "报送件 2018-0 的数据") == text
    for other, stored in ((text + " ", digest), (text, digest.upper()), (text, ""), ("", digest), ("\ud800", digest)):
        with pytest.raises(FrozenContentError):
            compare_text(other, stored, "报送件 2018-0 的数据")


def test_the_sentence_names_the_paper_and_who_can_act():
    told = str(FrozenContentError("定稿 2018-0", Damage.CHANGED))
    assert told == ("定稿 2018-0与保存时的校验码（SHA-256）不一致，不能打开。请把这句话告诉财政局的技术管理员，从备份中恢复以后再打开。")


def test_the_log_says_the_same_damage_once_in_a_while(caplog: pytest.LogCaptureFixture):
    for name in ("定稿 1", "定稿 1", "定稿 2"):
        log_damage(FrozenContentError(name, Damage.MISSING))
    assert [record.getMessage() for record in caplog.records] == ["存件不符：定稿 1文件缺失", "存件不符：定稿 2文件缺失"]

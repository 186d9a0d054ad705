"""Text files as they come, and a clear sentence for those that are none."""

import pytest

from reports.domain.text_import import Unreadable, text_files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_published_papers_are_read(tmp_path, encoding):
    file = tmp_path / "a.txt"
    file.write_bytes("绩效自评".encode(encoding))
    assert text_files.read_text_file(file) == "绩效自评"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空的"),
        (b" \n\n", "是空的"),
        (b"PK\0\3", "不是文本文件"),
        (b"\xff\xfe\xff", "不是文本文件"),
        (b"a" * 1_000_001, "超过 1 MB"),
    ],
    ids=["empty", "blank", "zip", "bytes", "large"],
)
def test_a_file_that_is_no_text_is_refused_with_its_name(tmp_path, content, sentence):
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    with pytest.raises(Unreadable, match=rf"a\.txt.*{sentence}"):
        text_files.read_text_file(file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="不能读取"):
        text_files.read_text_file(tmp_path / "none.txt")

"""An outline has bounds when it is checked and published; a stored version loads, and is remarked on."""

import pytest

from reports.domain.outlines import Mistakes, outline_loader
from tests.reports.domain.outlines.language import HERE

SOURCE = outline_loader.find_source("daxiang-2021")
TEXT = (HERE / "meixi-2025.toml").read_text(encoding="utf-8")


def sections(number: int) -> str:
    return "".join(f'\n[[section]]\nkey = "s{at}"\nlevel = 1\nheading = "第{at}节"\n' for at in range(number))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TEXT + "#" * 1_000_001, "提纲最大 1,000,000 字节（1 MB），请删减"),
        (TEXT + sections(500), "提纲有 504 个章节，最多 500 个，请合并"),
        (TEXT.replace('unit = "平方米"', 'unit = "平米方"'), "不认识计量单位“平米方”，是不是想写“平米”？"),
        (TEXT.replace('unit = "人"', 'unit = "万圆"'), "不认识计量单位“万圆”，是不是想写“万元”？"),
    ],
    ids=["size", "sections", "unit", "money"],
)
def test_what_is_out_of_bounds_is_refused_now_and_remarked_on_where_it_is_stored(text: str, message: str) -> None:
    with pytest.raises(Mistakes) as found:
        outline_loader.parse_outline_text("meixi-2025", text, SOURCE.vocabulary)
    assert message in str(found.value)
    assert outline_loader.from_kept("meixi-2025", text, SOURCE.vocabulary).id == "meixi-2025"
    assert any(message in remark for remark in outline_loader.list_remarks("meixi-2025", text, SOURCE.vocabulary))


def test_nothing_is_remarked_on_what_is_within_them() -> None:
    assert outline_loader.list_remarks("meixi-2025", TEXT, SOURCE.vocabulary) == []

"""What a row of a list is called where one speaks of it."""

import pytest

from reports.domain.document import Row
from reports.domain.outlines import outline_loader
from reports.domain.row_names import name_rows

OUTLINE = outline_loader.load_outline("hunan-standard")


def called(listing: str, field: str, *names: str) -> list[str]:
    rows = [Row(f"r{at}", {field: name} if name else {}) for at, name in enumerate(names)]
    return list(name_rows(OUTLINE.lists[listing], rows).values())


@pytest.mark.parametrize(
    ("names", "called_so"),
    [
        (("档案数字化", "修缮"), ["项目“档案数字化”", "项目“修缮”"]),
        (("修缮", ""), ["项目“修缮”", "项目第 2 行"]),
        (("修缮", "修缮"), ["项目“修缮”（第 1 行）", "项目“修缮”（第 2 行）"]),
        (("老旧\n小区",), ["项目“老旧 小区”"]),
        (("很" * 30,), ["项目“" + "很" * 20 + "…”"]),
    ],
)
def test_a_row_goes_by_its_name(names: tuple[str, ...], called_so: list[str]) -> None:
    assert called("projects", "name", *names) == called_so


def test_an_indicator_goes_by_its_deepest_level() -> None:
    assert called("indicators", "level3", "建成数量") == [f"{OUTLINE.lists['indicators'].label}“建成数量”"]


def test_a_sentence_goes_by_its_number() -> None:
    assert called("problems", "text", "预算编制不细") == [f"{OUTLINE.lists['problems'].label}第 1 行"]

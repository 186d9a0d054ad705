"""One thing has one spelling: 200 ways to write a number or a text give the same at every door."""

from __future__ import annotations

from itertools import product

import pytest

from departments.lists.columns import Column
from departments.lists.sheet_table import read_table
from departments.spelling import spell_name
from reports.domain import figures, interchange
from reports.domain.interchange import BadInterchange
from reports.filing import drafts
from tests.departments.workbooks import a_list
from tests.reports.filing.forms.builders import document, typed
from tests.reports.filing.paste.builders import paste_grid, paste_list, put

PLACE, SECTION = "expenditure.total.budget", "expenditure"
AROUND = ["{}", " {} ", "\u202d{}\u202c", "\u200b{}", "{}\ufeff", "\u2009{}\u2009", "\xa0{}", "　{}", "'{}", "{}\n"]
PLUS = ["1234.56", "1,234.56", "1 234.56", "1\u2009234.56", "1\u202f234.56", "１２３４．５６", "1，234.56"]
PLUS += ["¥1,234.56", "￥1234.56", "+1234.56"]
MINUS = [
    *("-1234.56", "−1,234.56", "–1234.56", "－１２３４．５６"),
    *("(1,234.56)", "（1，234.56）", "-¥1,234.56", "(¥1,234.56)", "¥(1,234.56)"),
]
ZEROS = [" -   ", " ¥ -   ", "¥-", "0.00", "-0", "０"]
OTHERS = [("1.2E+05", "120000"), ("1.20E+05", "120000"), ("\u202d3.2\u202c", "3.2"), ("3\u200b.2", "3.2"), ("3。2", "3.2")]
OTHERS += [(".5", "0.5"), ("5.", "5"), ("不适用", "不适用"), ("涉密", "涉密"), *((zero, "0") for zero in ZEROS)]
NUMBERS = [(around.format(number), "1234.56") for around, number in product(AROUND, PLUS)]
NUMBERS += [(around.format(number), "-1234.56") for around, number in product(AROUND, MINUS)]
NUMBERS += OTHERS
NO_NUMBERS = ["-", "—", "514万元", "12.5%", "1e3", "12 34", "(-5)", "1/2", "三"]
TEXTS = [
    ("财政拨款12\x0b34万元", "财政拨款12\n34万元"),
    ("财政拨款12\u202834万元", "财政拨款12\n34万元"),
    ("\ufeff财政\u200b拨款\u00ad", "财政拨款"),
    ("\u202d财政拨款\u202c", "财政拨款"),
    ("\uf0b7 财政拨款\uf0a7", "• 财政拨款•"),
    (" \u3000财政拨款\xa0", "财政拨款"),
    ('"双随机"抽查', '"双随机"抽查'),
    ("2020\x1e2023年", "2020-2023年"),
]


def type_figure(spelling: str) -> str:
    return str(typed(document(), SECTION, [(PLACE, spelling)]).changes.figures[PLACE])


def paste_figure(spelling: str) -> str:
    quoted = f'"{spelling}"' if "\n" in spelling else spelling
    return put(paste_grid(f"{quoted}\t7\n"))["total.budget"]


def import_figure(spelling: str) -> str:
    return str(interchange.load_document(make_file(figures={PLACE: spelling}), document().outline).figures[PLACE])


def read_sheet(spellings: list[str]) -> list[str]:
    return [line["栏"] for line in read_table(a_list(["栏"], *([spelling] for spelling in spellings)), (Column("栏", ""),)).lines]


def make_file(**facts: object) -> dict[str, object]:
    home = {"name": "云水区档案馆", "code": "088001", "district": "云水区", "city": "长沙市"}
    return {"format": "perfeval-report/1", "outline": "tianxin-2018", "year": 2023, "department": home, **facts}


def test_there_are_two_hundred_spellings():
    assert len({spelling for spelling, _ in NUMBERS}) >= 200


@pytest.mark.parametrize("door", [type_figure, paste_figure, import_figure], ids=["form", "paste", "interchange"])
def test_a_number_is_the_same_at_every_door(door):
    assert [(spelling, door(spelling)) for spelling, _ in NUMBERS] == NUMBERS


def test_a_number_of_an_excel_file_is_the_same():
    """As text cells come out of a sheet; the accounting dash is a format there, its cell holds 0."""
    numbers = [(spelling, value) for spelling, value in NUMBERS if any(letter.isalnum() for letter in spelling)]
    cells = read_sheet([spelling for spelling, _ in numbers])
    assert [str(figures.parse_figure(cell)) for cell in cells] == [value for _, value in numbers]


@pytest.mark.parametrize("spelling", NO_NUMBERS)
def test_what_is_no_number_is_none_at_every_door_and_lost_at_none(spelling):
    assert [problem.place for problem in typed(document(), SECTION, [(PLACE, spelling)]).problems()] == [PLACE]
    answer = paste_grid(f"{spelling}\t7\n")
    assert (put(answer)["total.budget"], answer.wrong) == (spelling, (PLACE,))
    with pytest.raises(BadInterchange):
        import_figure(spelling)


@pytest.mark.parametrize(("spelling", "kept"), TEXTS)
def test_a_text_is_the_same_at_every_door(spelling, kept):
    """An interchange file with control characters is refused with a sentence; a list from Excel holds names, on one line."""
    assert typed(document(), "management", [("narrative.management", spelling)]).changes.texts["management"] == kept
    pasted = put(paste_list(f"甲\n{spelling}\n"))["new1.text"]
    assert pasted == kept.removeprefix("•").strip()
    assert imported_text(spelling) in (kept, "refused")
    assert read_sheet([spelling])[0] == spell_name(kept)


def imported_text(spelling: str) -> str:
    try:
        read = interchange.load_document(make_file(texts={"management": spelling}), document().outline)
    except BadInterchange:
        return "refused"
    scope = drafts.storage.Scope(texts=("management",))
    return drafts.changes.accept_changes(read.outline, scope, drafts.Changes(texts=read.texts)).texts["management"]

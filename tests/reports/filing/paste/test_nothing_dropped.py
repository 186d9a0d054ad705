"""Whatever is pasted, every word of it is put into the page or named in the receipt; but for heads, and numbers of lines."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.filing.paste.builders import paste_grid, paste_list

# {} makes each word of a block its own.
WORDS = [
    "词{}",
    "{}.5",
    "",
    "",
    "—",
    "合计{}",
    "{}万元",
    "1,{:03}",
    "内容",
    "项目名称",
    "支出合计",
    "部门决算数",
    "（一）丙{}；",
    "1、丁{}",
]
blocks = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7), min_size=1, max_size=6)
spots = st.tuples(st.integers(0, 3), st.integers(0, 3))
BARE = str.maketrans("", "", "（）一；、,")


def write_lines(lines):
    numbers = count(100)
    return [[word.format(next(numbers)) if "{" in word else word for word in cells] for cells in lines]


def find_lost(lines, answer):
    """Words of their own that stand nowhere."""
    said = " ".join([*answer.puts.values(), *(text for note in answer.notes for text in (note.text, *note.details))]).translate(BARE)
    own = [word for cells in lines for word in cells if any(letter.isdigit() for letter in word)]
    return [word for word in own if word.translate(BARE) not in said and word.translate(BARE)[1:] not in said]


@settings(max_examples=300, deadline=None)
@given(blocks, spots)
def test_no_word_of_a_block_is_lost_in_a_grid(written, at):
    lines = write_lines(written)
    assert find_lost(lines, paste_grid("\n".join("\t".join(cells) for cells in lines), at=at)) == []


@settings(max_examples=300, deadline=None)
@given(blocks, st.integers(0, 3))
def test_no_word_of_a_block_is_lost_in_a_list(written, column):
    lines = write_lines(written)
    assert find_lost(lines, paste_list("\n".join("\t".join(cells) for cells in lines), at=(0, column), key="projects")) == []

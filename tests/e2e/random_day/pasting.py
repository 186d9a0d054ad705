"""What the clerk pastes, with the machine's clipboard, and takes back."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Locator

from tests.e2e.random_day import blocks
from tests.e2e.random_day.clerk import Clerk
from tests.e2e.random_day.sheet import Sheet, fold, fold_sheet, is_filled
from tests.e2e.sections import at

NOTE = "[data-paste-note]:visible"
# Places of the inputs of a table, line by line; null where a cell takes none.
MATRIX = """(input) => [...input.closest("table").tBodies[0].rows].map((row) =>
    [...row.querySelectorAll("td")].map((cell) => cell.querySelector("input")?.id ?? null))"""


def press_paste(clerk: Clerk, place: str, block: str) -> None:
    """Ctrl+V at the place, until the page has its answer."""
    page = clerk.page
    page.evaluate("block => navigator.clipboard.writeText(block)", block)
    at(page, place).focus()
    page.evaluate("() => document.querySelectorAll('[data-paste-note] > *').forEach((each) => each.setAttribute('data-old', ''))")
    page.keyboard.press("Control+v")
    for _ in range(50):
        if page.locator(f"{NOTE} > :not([data-old])").count():
            return
        page.wait_for_timeout(100)


def say_note(clerk: Clerk) -> str:
    texts = clerk.page.locator("[data-paste-note]:not([hidden])").evaluate_all(
        "all => all.map((each) => each.textContent + [...each.querySelectorAll('textarea')].map((kept) => kept.value).join())"
    )
    return "\n".join(texts)


def paste_grid(clerk: Clerk) -> None:
    """A clean block of figures: each stands where it fell, what fell outside is named."""
    found = clerk.read()
    table = clerk.page.locator(".entry-grid input")
    if not table.count():
        return paste_lines(clerk)
    start = table.nth(clerk.random.randrange(table.count()))
    place = start.get_attribute("id") or ""
    matrix: list[list[str | None]] = start.evaluate(MATRIX)
    row, column = next((row, line.index(place)) for row, line in enumerate(matrix) if place in line)
    block = blocks.make_grid_block(clerk.words, clerk.random.randint(2, 3), clerk.random.randint(1, 3))
    before, lost = found.copy(), []
    for down, line in enumerate(block):
        for across, value in enumerate(line):
            target = matrix[row + down][column + across] if row + down < len(matrix) and column + across < len(matrix[row + down]) else None
            if target:
                found.cells[target] = value
            else:
                lost.append(value)
    press_paste(clerk, place, blocks.write_block(block))
    clerk.expect_page(found)
    note = say_note(clerk)
    if lost and not any(word in note for word in ("没有位置", "没有填入", "计算")):
        clerk.report_mismatch(f"{lost} have no place, and the receipt does not say so: {note!r}")
    take_back(clerk, before, found)
    return None


def paste_lines(clerk: Clerk) -> None:
    """Lines of a numbered list, without their numbers: from the cursor on where they meet blanks alone, below a filled row else."""
    found = clerk.read()
    open_lists = [key for key, rows in found.lists.items() if clerk.page.locator(f"[data-listing={key}] [data-add]").count()]
    if not open_lists:
        return paste_prose(clerk)
    key = clerk.random.choice(open_lists)
    rows = found.lists[key]
    number = clerk.random.randrange(len(rows))
    place = next(iter(rows[number][1]))
    texts, block = blocks.make_lines(clerk.words, clerk.random.randint(2, 4))
    before = fold_sheet(found)
    press_paste(clerk, place, block)
    after = fold_sheet(clerk.read())
    clerk.compare({**before, key: _put_lines(rows, number, texts)}, after, "lines pasted")
    clerk.remember()
    take_back(clerk, found, clerk.read())
    return None


def _put_lines(rows: list[tuple[str, dict[str, str]]], number: int, texts: list[str]) -> list[list[str]]:
    """The filled rows of a list after texts were pasted into the first cell of a row."""
    lines = [[fold(value) for value in values.values()] for _, values in rows]
    new = [[fold(text), *[""] * (len(lines[number]) - 1)] for text in texts]
    met = lines[number : number + len(new)]
    if not any(line[0] for line in met):  # a figure that stands beside the blank stays where it stands
        beside = [line[1:] for line in met] + [line[1:] for line in new[len(met) :]]
        put = [[line[0], *others] for line, others in zip(new, beside, strict=True)]
        return _keep_filled(rows[:number]) + put + _keep_filled(rows[number + len(met) :])
    return _keep_filled(rows[: number + 1]) + new + _keep_filled(rows[number + 1 :])


def _keep_filled(rows: list[tuple[str, dict[str, str]]]) -> list[list[str]]:
    return [[fold(value) for value in values.values()] for _, values in rows if is_filled(values)]


def paste_prose(clerk: Clerk) -> None:
    """Into a text, at its end; the browser puts it, the server says what it means."""
    found = clerk.read()
    texts = [place for place in found.cells if place.startswith("narrative.")]
    if not texts:
        return
    place = clerk.random.choice(texts)
    word = "".join(f"{clerk.words.word()}{mark}" for mark in clerk.random.sample(("，", "。", "；", "\n"), 3))
    page = clerk.page
    page.evaluate("block => navigator.clipboard.writeText(block)", word)
    box = at(page, place)
    box.focus()
    box.evaluate("each => each.setSelectionRange(each.value.length, each.value.length)")
    page.keyboard.press("Control+v")
    clerk.breathe(0.5)
    page.wait_for_timeout(400)
    found.cells[place] += word
    clerk.expect_page(found)


def paste_odd(clerk: Clerk) -> None:
    """Nobody knows beforehand what it becomes: but no word of it is gone unsaid, no filled cell is emptied, and it goes back whole."""
    found = clerk.read()
    inputs = clerk.page.locator(".entry-grid input, .entry-list [data-row] input:not([type=hidden]), .entry-list [data-row] textarea")
    if not inputs.count():
        return
    place = inputs.nth(clerk.random.randrange(inputs.count())).get_attribute("id") or ""
    block = blocks.make_odd_block(clerk.words)
    press_paste(clerk, place, block)
    shown, note = clerk.read(), say_note(clerk)
    for word in blocks.list_words(block):
        if word not in shown.text() and word not in note and not is_beside(note):
            clerk.report_mismatch(f"{word} of {block!r} is gone unsaid: {note!r}")
    emptied = [one for one in found.places() if one in shown.places() and fold(found.find(one)[one]) and not fold(shown.find(one)[one])]
    if emptied:
        clerk.report_mismatch(f"{emptied} emptied by {block!r}: {note!r}")
    clerk.remember(shown)
    take_back(clerk, found, shown, likely=0.75)


def is_beside(note: str) -> bool:
    """Words of a column or line without a place are counted, and shown on request."""
    return "没有位置" in note or "没有填入" in note


def undo_button(clerk: Clerk) -> Locator:
    return clerk.page.locator(f"{NOTE} [data-undo]")


def take_back(clerk: Clerk, before: Sheet, after: Sheet, likely: float = 0.4) -> None:
    """By 撤销 or Ctrl+Z; at once, after a save in the background, or after another cell was typed, which then stays."""
    if clerk.random.random() > likely or not undo_button(clerk).count():
        return
    if clerk.random.random() < 0.3:
        clerk.breathe(clerk.random.choice((0.3, 4)))
    if clerk.random.random() < 0.5:
        clerk.page.keyboard.press("Control+z")
    else:
        undo_button(clerk).click()
    with suppress(Exception):
        clerk.page.locator(NOTE, has_text="已撤销粘贴").wait_for(timeout=2_000)
    clerk.expect_page(before)

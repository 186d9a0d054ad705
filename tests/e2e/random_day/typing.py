"""What the clerk types: letters into texts, figures into cells, rows into lists."""

from __future__ import annotations

from tests.e2e.random_day.clerk import Clerk
from tests.e2e.random_day.sheet import Sheet
from tests.e2e.sections import at

LONGEST = 180  # characters of an input, before it is begun anew


def pick_place(clerk: Clerk, found: Sheet) -> str:
    """An input; lists and texts as often as the many cells of a table."""
    kinds = [list(found.cells), [place for rows in found.lists.values() for _, values in rows for place in values]]
    return clerk.random.choice(clerk.random.choice([kind for kind in kinds if kind]))


def make_figure(clerk: Clerk, place: str) -> str:
    """A number of people is whole."""
    is_whole = place.startswith("staff.") or place.endswith(".count")
    return str(clerk.random.randint(1, 899)) if is_whole else clerk.words.figure()


def type_text(clerk: Clerk) -> None:
    """At the end of an input, in its midst, or over what it holds."""
    found = clerk.read()
    place = pick_place(clerk, found)
    values = found.find(place)
    box = at(clerk.page, place)
    if box.evaluate("each => each.tagName") == "SELECT":
        values[place] = clerk.random.choice(box.evaluate("each => [...each.options].map((option) => option.value)"))
        box.select_option(values[place])
    elif box.get_attribute("inputmode") == "decimal":
        values[place] = write_over(clerk, place, make_figure(clerk, place))
    elif len(values[place]) > LONGEST or clerk.random.random() < 0.2:
        values[place] = write_over(clerk, place, clerk.words.word())
    else:
        values[place] = write_within(clerk, place, values[place])
    clerk.expect_page(found)


def write_over(clerk: Clerk, place: str, text: str) -> str:
    at(clerk.page, place).focus()
    clerk.page.keyboard.press("Control+a")
    send(clerk, text)
    return text


def write_within(clerk: Clerk, place: str, before: str) -> str:
    text = clerk.words.word()
    caret = clerk.random.choice((len(before), clerk.random.randint(0, len(before))))
    box = at(clerk.page, place)
    box.focus()
    box.evaluate("(each, caret) => each.setSelectionRange(caret, caret)", caret)
    send(clerk, text)
    return before[:caret] + text + before[caret:]


def send(clerk: Clerk, text: str) -> None:
    """By keys, or all at once as an input method does."""
    if clerk.random.random() < 0.5:
        clerk.page.keyboard.type(text, delay=clerk.slow / 20)
    else:
        clerk.page.keyboard.insert_text(text)


def erase(clerk: Clerk) -> None:
    """Some characters with Backspace, or all."""
    found = clerk.read()
    place = pick_place(clerk, found)
    box = at(clerk.page, place)
    if box.evaluate("each => each.tagName") == "SELECT":
        return
    values, number = found.find(place), clerk.random.randint(1, 3)
    box.focus()
    if clerk.random.random() < 0.2:
        clerk.page.keyboard.press("Control+a")
        clerk.page.keyboard.press("Delete")
        values[place] = ""
    else:
        clerk.page.keyboard.press("Control+End")
        for _ in range(number):
            clerk.page.keyboard.press("Backspace")
        values[place] = values[place][:-number]
    clerk.expect_page(found)


def add_row(clerk: Clerk) -> None:
    found = clerk.read()
    for key in clerk.random.sample(sorted(found.lists), len(found.lists))[:1]:
        _, values = clerk.random.choice(found.lists[key])
        at(clerk.page, next(iter(values))).focus()
        clerk.page.keyboard.press("Control+Enter")
        clerk.expect_page(found)
        shown = clerk.read()
        if len(shown.lists[key]) > len(found.lists[key]):
            row = next(values for row, values in shown.lists[key] if row not in dict(found.lists[key]))
            place = next(iter(row))
            row[place] = write_over(clerk, place, clerk.words.word())
            clerk.expect_page(shown)


def move_row(clerk: Clerk) -> None:
    """One line up, with Alt and the arrow."""
    found = clerk.read()
    for key in [key for key, rows in found.lists.items() if len(rows) > 1][:1]:
        rows = found.lists[key]
        number = clerk.random.randrange(1, len(rows))
        at(clerk.page, next(iter(rows[number][1]))).focus()
        clerk.page.keyboard.press("Alt+ArrowUp")
        rows[number - 1], rows[number] = rows[number], rows[number - 1]
        clerk.expect_page(found)


def remove_row(clerk: Clerk) -> None:
    """And often puts it back at once, or after a while."""
    found = clerk.read()
    full = [key for key, rows in found.lists.items() if len(rows) > 1]
    if not full:
        return
    key = clerk.random.choice(full)
    before = found.copy()
    number = clerk.random.randrange(len(found.lists[key]))
    row, _ = found.lists[key].pop(number)
    at(clerk.page, row).locator("[data-remove]").click()
    clerk.expect_page(found)
    if clerk.random.random() < 0.5:
        clerk.breathe(clerk.random.choice((0.2, 4)))
        clerk.page.locator(f"[data-listing={key}] [data-note] button").click()
        clerk.expect_page(before)

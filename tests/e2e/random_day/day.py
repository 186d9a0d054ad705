"""A day: acts at random, one after another, and at its end a look at every section."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from tests.e2e.random_day import leaving, pasting, typing
from tests.e2e.random_day.clerk import SECTIONS, Clerk

Act = Callable[[Clerk], None]
# How often each of them, of all together.
ACTS: dict[Act, float] = {
    typing.type_text: 14,
    typing.erase: 3,
    typing.add_row: 4,
    typing.move_row: 2,
    typing.remove_row: 2,
    pasting.paste_grid: 3,
    pasting.paste_lines: 3,
    pasting.paste_prose: 2,
    pasting.paste_odd: 3,
    Clerk.press_save: 3,
    leaving.pause: 3,
    leaving.leave: 2,
    leaving.go_on: 2,
    leaving.go_back: 2,
    leaving.reload: 1,
    leaving.close_tab: 1,
    leaving.go_offline: 1.5,
    leaving.use_second_tab: 1.5,
    leaving.lose_session: 1.2,
    leaving.close_browser: 0.4,
    leaving.kill_browser: 0.4,
}


def live_a_day(clerk: Clerk, seconds: float, acts: dict[Act, float] | None = None) -> Counter[str]:
    """How often each act was done. What is wrong stands in `clerk.mismatches`."""
    done: Counter[str] = Counter()
    acts = acts or ACTS
    end = time.monotonic() + seconds
    clerk.log_in()
    clerk.open_section(SECTIONS[0])
    while time.monotonic() < end:
        act = clerk.random.choices(list(acts), list(acts.values()))[0]
        clerk.step, clerk.act = clerk.step + 1, act.__name__
        done[clerk.act] += 1
        do(clerk, act)
        clerk.breathe()
    finish(clerk)
    return done


def do(clerk: Clerk, act: Act) -> None:
    """An act that cannot be done is a mismatch too; the day goes on from the section's page."""
    try:
        act(clerk)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is told
        lines = [line.strip() for line in traceback.format_exc().splitlines() if "random_day" in line][-3:]
        clerk.report_mismatch(f"cannot be done: {str(problem)[:300]} {lines}")
        recover(clerk)


def recover(clerk: Clerk) -> None:
    with suppress(Exception):
        clerk.browser.context.set_offline(False)
        clerk.log_in()
        for page in clerk.browser.context.pages[1:]:
            page.close()
        clerk.page = clerk.new_page()
        clerk.open_section(clerk.section)


def finish(clerk: Clerk) -> None:
    """Every section is opened and saved: what was typed is what is stored."""
    for key in list(clerk.wanted):
        clerk.act = "finish"
        do(clerk, lambda clerk, key=key: (clerk.open_section(key), clerk.page.wait_for_timeout(300), clerk.press_save()))  # type: ignore[misc]

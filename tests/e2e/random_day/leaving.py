"""How the clerk leaves a page and comes back: by links, the browser's keys, without a network, after a logout, from a dead browser."""

from __future__ import annotations

import time
from contextlib import suppress

from tests.e2e.random_day import pasting, typing
from tests.e2e.random_day.clerk import RELOAD, SECTIONS, Clerk

KEPT = 1_300  # milliseconds after the last key, by which the page has made its copy


def pause(clerk: Clerk) -> None:
    """Long enough for a save in the background."""
    clerk.page.wait_for_timeout(6_500)
    if not clerk.check_saved() and clerk.status()[1] == "" and clerk.status()[0] == "未保存":
        clerk.report_mismatch(f"nothing was saved after a pause: {clerk.status()}")


def leave(clerk: Clerk) -> None:
    """By the link, to another section or back to this one."""
    with clerk.page.expect_navigation():
        clerk.page.locator(".crumbs a").first.click()
    clerk.breathe(0.5)
    clerk.open_section(clerk.random.choice(SECTIONS))


def go_on(clerk: Clerk) -> None:
    """To another section at once."""
    clerk.open_section(clerk.random.choice(SECTIONS))


def go_back(clerk: Clerk) -> None:
    """Away by the link, back with the browser's key; sometimes forward and back again."""
    key = clerk.section
    with clerk.page.expect_navigation():
        clerk.page.locator(".crumbs a").first.click()
    clerk.breathe(0.3)
    for turn in ("back", *clerk.random.choice(((), ("forward", "back")))):
        clerk.page.wait_for_load_state()
        with suppress(Exception):  # the page may be loading itself again
            clerk.page.evaluate("turn => { setTimeout(() => history[turn](), 0); }", turn)
        clerk.page.wait_for_timeout(RELOAD)
        clerk.page.wait_for_load_state()
    with suppress(Exception):  # wherever the keys led on a slow machine
        clerk.page.locator("#section-form").wait_for(timeout=3_000)
    if f"/sections/{key}/" not in clerk.page.url or not clerk.page.locator("#section-form").count():
        clerk.page.goto(clerk.url(key))
    clerk.arrive(key)


def reload(clerk: Clerk) -> None:
    clerk.page.reload()
    clerk.arrive(clerk.section)


def close_tab(clerk: Clerk) -> None:
    """And opens the section in a new one."""
    old, key = clerk.page, clerk.section
    clerk.page = clerk.new_page()
    old.close(run_before_unload=clerk.random.random() < 0.5)
    clerk.page.wait_for_timeout(400)
    clerk.open_section(key)


def go_offline(clerk: Clerk) -> None:
    """Types, saves and pastes without a network; then it returns, or the tab is closed first."""
    context = clerk.browser.context
    context.set_offline(True)
    try:
        typing.type_text(clerk)
        if clerk.random.random() < 0.7:
            clerk.page.keyboard.press("Control+s")
            if not clerk.wait_for_status("网络不通"):
                clerk.report_mismatch(f"without a network it says {clerk.status()}")
            typing.type_text(clerk)
        if clerk.random.random() < 0.3:
            paste_offline(clerk)
        clerk.page.wait_for_timeout(KEPT)
        if closes := clerk.random.random() < 0.3:
            clerk.page.close()
    finally:
        context.set_offline(False)
    if closes:
        clerk.page = clerk.new_page()
        clerk.open_section(clerk.section)
    elif not clerk.wait_for_status("已保存|^未保存：(?!网络)", 70_000):
        clerk.report_mismatch(f"not saved when the network returned: {clerk.status()}")
    else:
        clerk.check_saved()


def paste_offline(clerk: Clerk) -> None:
    cells = clerk.page.locator(".entry-grid input")
    if not cells.count():
        return
    found = clerk.read()
    pasting.press_paste(clerk, cells.first.get_attribute("id") or "", "1.11\t2.22\r\n3.33\t4.44\r\n")
    if "1.11\t2.22" not in pasting.say_note(clerk):
        clerk.report_mismatch(f"a block pasted without a network is not kept: {pasting.say_note(clerk)!r}")
    clerk.expect_page(found)


def use_second_tab(clerk: Clerk) -> None:
    """The same section in another tab: typed and saved there, then here."""
    if not clerk.check_saved():
        clerk.press_save()
    first = clerk.page
    clerk.page = clerk.new_page()
    clerk.open_section(clerk.section)
    typing.type_text(clerk)
    clerk.press_save()
    second, clerk.page = clerk.page, first
    clerk.remember()
    typing.type_text(clerk)
    second.close()
    clerk.press_save()


def lose_session(clerk: Clerk) -> None:
    """The cookie goes, or another window logs out; what stands on the page is saved by one press after the login."""
    if clerk.random.random() < 0.5:
        clerk.browser.context.clear_cookies(name="sessionid")
    else:
        log_out_elsewhere(clerk)
    typing.type_text(clerk)
    turn = clerk.random.choice(("save", "pause", "leave"))
    if turn == "save":
        clerk.press_save()
    elif turn == "pause":
        if not clerk.wait_for_status("登录已过期"):
            clerk.report_mismatch(f"without a session it says {clerk.status()}")
        clerk.log_in()
        clerk.press_save()
    else:
        key = clerk.section
        clerk.page.wait_for_timeout(KEPT)
        with suppress(Exception):
            clerk.page.goto(clerk.url(clerk.random.choice(SECTIONS)))
        clerk.log_in()
        clerk.open_section(key)


def log_out_elsewhere(clerk: Clerk) -> None:
    """In another window, which asks about the copies on this machine."""
    window = clerk.new_page()
    window.goto(f"{clerk.site}/reports/{clerk.report}/")
    window.get_by_role("button", name="退出").click()
    window.wait_for_url("**/login/**")
    window.close()
    here = clerk.section
    clerk.forget_unsaved(keep=here)
    clerk.section = here


def close_browser(clerk: Clerk) -> None:
    """Without saving; the same profile again, sometimes that of another machine, which has no copy."""
    keeps_profile = clerk.random.random() < 0.75
    clerk.page.wait_for_timeout(KEPT)
    clerk.browser.close()
    begin_again(clerk, keeps_profile)


def kill_browser(clerk: Clerk) -> None:
    """As by a power cut: its processes end at once."""
    if clerk.random.random() < 0.7:
        clerk.page.wait_for_timeout(KEPT)
        keeps_profile = True
    else:
        keeps_profile = False
        clerk.give_up("what was typed in the last seconds before the browser was killed")
    clerk.browser.kill()
    begin_again(clerk, keeps_profile)


def begin_again(clerk: Clerk, keeps_profile: bool) -> None:
    """Logs in anew; another profile has no copy of what was not saved."""
    time.sleep(1)
    key = clerk.section
    if not keeps_profile:
        clerk.forget_unsaved()
    clerk.browser.open(anew=not keeps_profile)
    clerk.page = clerk.new_page()
    clerk.log_in()
    clerk.open_section(key)

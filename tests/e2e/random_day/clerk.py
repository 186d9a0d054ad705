"""A person with a memory: what stands on each section's page by what was typed, and where that is not so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from playwright.sync_api import BrowserContext, Locator, Page

from reports.domain.document import Document
from tests.e2e.random_day import sheet
from tests.e2e.random_day.blocks import Words
from tests.e2e.random_day.sheet import Folded, Sheet
from tests.e2e.sections import at

SECTIONS = ("management", "expenditure", "basics", "scale", "problems")
PATIENCE = 20_000  # milliseconds for what the page has to show
RELOAD = 1_500  # milliseconds in which a page that the browser kept whole loads itself again


class Browser(Protocol):
    """Chromium with a profile on disk."""

    context: BrowserContext

    def close(self) -> None: ...

    def kill(self) -> None: ...

    def open(self, *, anew: bool = False) -> None:
        """With the profile as it was left, or another one."""


@dataclass
class Clerk:
    """`wanted` is what was typed, section by section; `slow` the length of a breath in milliseconds."""

    browser: Browser
    site: str
    report: int
    account: tuple[str, str]
    load_document: Callable[[], Document]
    random: Random
    slow: int = 0
    log: Callable[[str], None] = print
    wordy: bool = False
    step: int = 0
    act: str = ""
    section: str = SECTIONS[0]
    wanted: dict[str, Folded] = field(default_factory=dict)
    shapes: dict[str, Sheet] = field(default_factory=dict)  # inputs that a section's page has
    history: dict[str, list[Folded]] = field(default_factory=dict)  # of each section, since the page last said that all is saved
    mismatches: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)  # what the person or the page said is not kept

    def __post_init__(self) -> None:
        self.words = Words(self.random)
        self.page = self.new_page()

    # What the person looks at

    def new_page(self) -> Page:
        page = self.browser.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    def breathe(self, times: float = 1) -> None:
        self.page.wait_for_timeout(max(50, self.slow * times * self.random.uniform(0.5, 1.5)))

    def read(self, page: Page | None = None) -> Sheet:
        for _ in range(20):  # a page may be on its way
            with suppress(Exception):
                if found := sheet.read_sheet(page or self.page):
                    return found
            (page or self.page).wait_for_timeout(200)
        raise AssertionError(f"no form of a section on {(page or self.page).url}: {self.head(page)}")

    def head(self, page: Page | None = None) -> str:
        return (page or self.page).locator("h1").first.text_content() or ""

    def status(self, page: Page | None = None) -> tuple[str, str]:
        """What the line beside 保存 says, and its kind."""
        line = (page or self.page).locator("#save-status")
        return line.text_content() or "", line.get_attribute("data-kind") or ""

    def stored(self, like: Sheet) -> Folded:
        return sheet.load_stored(self.load_document(), like)

    def url(self, key: str) -> str:
        return f"{self.site}/reports/{self.report}/sections/{key}/"

    # What the person remembers

    def report_mismatch(self, words: str) -> None:
        told = f"MISMATCH step {self.step} {self.act} {self.section}: {words}"
        self.mismatches.append(told)
        self.log(told)

    def give_up(self, words: str) -> None:
        self.note(f"given up: {words}")
        self.given_up.append(f"step {self.step} {self.act} {self.section}: {words}")

    def note(self, words: str) -> None:
        """For whoever looks into a mismatch: everything that was done."""
        if self.wordy:
            self.log(f"  step {self.step} {self.act} {self.section}: {words}")

    def compare(self, wanted: Folded, found: Folded, where: str) -> bool:
        differences = list(sheet.describe_differences(wanted, found))
        for difference in differences:
            self.report_mismatch(f"{where}: {difference}")
        return not differences

    def expect_page(self, wanted: Sheet, page: Page | None = None) -> None:
        """The page shows exactly what was typed, in the place where it was typed."""
        found = self.read(page)
        self.compare(sheet.fold_sheet(wanted), sheet.fold_sheet(found), "on the page")
        self.remember(found)

    def remember(self, found: Sheet | None = None) -> None:
        found = found or self.read()
        self.note(f"{self.status()} {sheet.fold_sheet(found)}")
        self.shapes[self.section] = found
        self.wanted[self.section] = sheet.fold_sheet(found)
        self.history.setdefault(self.section, []).append(self.wanted[self.section])

    def forget_unsaved(self, keep: str = "") -> None:
        """On another machine, and after a logout, is what is stored: what the page called saved, or what was typed later."""
        document = self.load_document()
        for key, wanted in [each for each in self.wanted.items() if each[0] != keep]:
            stored = sheet.load_stored(document, self.shapes[key])
            if stored not in self.history[key]:
                self.section = key
                self.compare(self.history[key][0], stored, "stored is neither what was called saved nor anything typed since")
            elif stored != wanted:
                self.give_up(f"{key} was called unsaved")
            self.wanted[key], self.history[key] = stored, [stored]

    def check_saved(self, page: Page | None = None) -> bool:
        """Whether the page says that all is saved; where it does, the database says the same as the page."""
        before, kind = self.status(page)
        if kind != "saved":
            return False
        found = self.read(page)
        if self.status(page) == (before, kind):
            self.compare(sheet.fold_sheet(found), self.stored(found), f"“{before}”, but stored")
            self.history[self.section] = [sheet.fold_sheet(found)]
        return True

    def arrive(self, key: str) -> None:
        """On a section's page: it shows what was typed, or offers it."""
        self.section = key
        self.page.wait_for_load_state()
        self.page.locator("#section-form[data-ready]").wait_for()
        found = self.read()
        wanted = self.wanted.setdefault(key, sheet.fold_sheet(found))
        if self.page.locator("#kept-offer").is_visible():
            self.take_offer(found, wanted)
        else:
            self.compare(wanted, sheet.fold_sheet(found), "not offered after coming back")
        self.remember()

    def take_offer(self, found: Sheet, wanted: Folded) -> None:
        if wanted == sheet.fold_sheet(found) and self.page.locator("[data-older]").is_visible():
            self.page.get_by_role(
                "button", name="不要了", exact=True
            ).click()  # the page shows what was typed, and says that it was saved later
        elif self.random.random() < 0.85:
            with self.page.expect_navigation():
                self.page.get_by_role("button", name="恢复这些内容").click()
            self.page.wait_for_load_state()
            self.compare(wanted, sheet.fold_sheet(self.read()), "restored")
        else:
            if (stored := self.stored(found)) != wanted:  # which the page that was left may just have saved
                self.compare(sheet.fold_sheet(found), stored, "shown beside an offer")
            self.page.get_by_role("button", name="不要了", exact=True).click()
            self.give_up("the offer")

    def open_section(self, key: str) -> None:
        self.page.goto(self.url(key))
        self.arrive(key)

    # Saving

    def wait_for_status(self, pattern: str, patience: int = PATIENCE, page: Page | None = None) -> bool:
        page = page or self.page
        for _ in range(patience // 100):
            with suppress(Exception):
                if re.search(pattern, self.status(page)[0]):
                    return True
            page.wait_for_timeout(100)
        return False

    def press_save(self, page: Page | None = None) -> None:
        """Ctrl+S or a button; then the page says that it is saved, or what is to be done first, and that is done."""
        page = page or self.page
        if self.random.random() < 0.6:
            page.keyboard.press("Control+s")
        else:
            page.locator("#section-form button[value=save]").first.click()
        page.wait_for_timeout(250)
        self.settle_save(page)

    def settle_save(self, page: Page) -> None:
        for _ in range(6):
            if not self.meet(page):
                break
        if not self.check_saved(page) and not page.locator(".message-success").count():
            self.report_mismatch(f"not saved, and it does not say why: {self.status(page)}")
        found = self.read(page)
        self.compare(sheet.fold_sheet(found), self.stored(found), "after a save, stored")

    def meet(self, page: Page) -> bool:
        """Answers what the page asks; whether it did ask."""
        for _ in range(PATIENCE // 200):
            with suppress(Exception):
                head = self.head(page)
                if head == "两个版本不一致，请选择":
                    return self.choose_version(page)
                if head == "没有保存":
                    return self.log_in_and_send_again(page)
                if page.locator("#problems").is_visible():
                    return self.correct(page)
                words, kind = self.status(page)
                if kind == "saved" or (words == "" and page.locator(".message-success").is_visible()):
                    return False
            page.wait_for_timeout(200)
        return False

    def correct(self, page: Page) -> bool:
        """Nothing was saved; what was typed stands there; what cannot be read is taken out by the person."""
        self.compare(self.wanted[self.section], sheet.fold_sheet(self.read(page)), "given back with its errors")
        wrong = page.locator("#section-form [aria-invalid=true]")
        for place in [wrong.nth(number).get_attribute("id") or "" for number in range(wrong.count())]:
            at(page, place).fill("")
        self.remember(self.read(page))
        page.keyboard.press("Control+s")
        page.wait_for_timeout(400)
        return True

    def choose_version(self, page: Page) -> bool:
        mine = self.random.random() < 0.6
        self.note(f"two versions, {'mine' if mine else 'theirs'} chosen: {page.locator('.version-text').all_text_contents()}")
        for radio in self.each(page.locator(f".resend input[value={'mine' if mine else 'theirs'}]")):
            radio.check()
        with page.expect_navigation():
            page.get_by_role("button", name="按所选保存").click()
        page.wait_for_load_state()
        if mine:
            self.compare(self.wanted[self.section], sheet.fold_sheet(self.read(page)), "my version, chosen")
        else:
            self.give_up("my version, for the other's")
            self.remember(self.read(page))
        return False

    def log_in_and_send_again(self, page: Page) -> bool:
        self.log_in()
        with page.expect_navigation():
            page.get_by_role("button", name="重新保存").click()
        page.wait_for_load_state()
        return self.head(page) in {"没有保存", "两个版本不一致，请选择"}

    def log_in(self) -> None:
        """In a window of its own."""
        window = self.new_page()
        window.goto(f"{self.site}/login/")
        if window.locator("[name=username]").count():
            window.locator("[name=username]").fill(self.account[0])
            window.locator("[name=password]").fill(self.account[1])
            window.locator("main button[type=submit]").click()
            window.wait_for_url(lambda address: "/login/" not in address)
        window.close()

    @staticmethod
    def each(found: Locator) -> Iterator[Locator]:
        return (found.nth(number) for number in range(found.count()))

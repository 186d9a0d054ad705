"""The pages of a full day as its people work them: sending, returning, answering, scoring. Each page is looked at once by axe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.sections import at, saved
from tests.e2e.shell import hand_over

MEETINGS, PROJECT, OUTPUT = "running.meetings.final", "projects.p1", "section.output"


@dataclass
class Looked:
    """axe, once for each kind of page."""

    axe: Callable[[Page], None]
    seen: set[str] = field(default_factory=set)

    def __call__(self, page: Page, name: str) -> None:
        if name not in self.seen:
            self.seen.add(name)
            self.axe(page)


@dataclass
class Department:
    """填报人 and 单位负责人 at their pages."""

    clerk: Page
    leader: Page
    look: Looked

    def sends(self) -> None:
        self.clerk.goto("/")
        self.clerk.locator('main a[href^="/reports/"]').first.click()
        hand_over(self.clerk)
        self.leader.goto("/signatures/")
        self.leader.get_by_role("link", name="审阅签发").first.click()
        self.look(self.leader, "sign")
        self.leader.get_by_role("checkbox").check()
        self.leader.get_by_role("button", name="签发并报送").click()
        expect(self.leader.locator(".message-success")).to_contain_text("已报送财政局")

    def opens(self, report: int) -> None:
        self.clerk.goto(f"/reports/{report}/")

    def item(self, text: str) -> Locator:
        return self.clerk.locator(".item").filter(has_text=text)

    def answers(self, text: str, kind: str, words: str) -> None:
        box = self.item(text)
        box.get_by_text("答复这条意见").click()
        box.get_by_role("radio", name=kind).check()
        box.get_by_label("说明（选“已改”时可以不写）").fill(words)
        box.get_by_role("button", name="保存答复").click()
        expect(self.item(text).locator(".item-answer")).to_contain_text(f"{kind} {words}".strip())

    def types(self, report: int, section: str, place: str, value: str) -> str:
        """What stood there before."""
        self.clerk.goto(f"/reports/{report}/sections/{section}/")
        before = at(self.clerk, place).input_value()
        at(self.clerk, place).fill(value)
        self.clerk.keyboard.press("Control+s")
        saved(self.clerk)
        return before


@dataclass
class Desk:
    """审核员 and 复审员 at the review page."""

    page: Page
    look: Looked

    def opens_next(self, waiting: int) -> None:
        self.page.goto("/admin/")
        expect(self.page.locator(".morning-sentence")).to_contain_text(f"有 {waiting} 份")
        self.look(self.page, "desk")
        self.page.get_by_role("link", name="审下一份").click()

    def starts(self) -> None:
        self.page.get_by_role("button", name="开始审核").click()
        expect(self.page.get_by_role("button", name="退回", exact=True)).to_be_visible()

    def points_at(self, place: str, meant: str = "") -> Locator:
        """The item at the place that is clicked, widened until it is the place that is meant."""
        self.page.locator(f'[id="{place}"]').first.click()
        item = self.page.locator("#typed > li").last
        expect(item.locator('[name="place"]')).to_have_value(place)
        if meant:
            item.get_by_role("button", name="扩大范围").click()
            expect(item.locator('[name="place"]')).to_have_value(meant)
        return item

    def writes(self, item: Locator, kind: str, text: str) -> None:
        item.locator('[name="kind"]').select_option(kind)
        item.locator('[name="text"]').fill(text)
        expect(self.page.locator("#saved")).to_contain_text("意见已保存")

    def writes_phrase(self, item: Locator, kind: str, text: str) -> None:
        """From 常用意见."""
        item.locator('[name="kind"]').select_option(kind)
        self.page.get_by_label("常用意见").select_option(text)
        self.page.get_by_role("button", name="插入").click()
        expect(item.locator('[name="text"]')).to_have_value(text)
        expect(self.page.locator("#saved")).to_contain_text("意见已保存")

    @property
    def texts(self) -> list[str]:
        return [box.input_value() for box in self.page.locator('#typed [name="text"]').all()]

    def asked(self, text: str) -> Locator:
        """An item of the present round, with its answer and what changed there."""
        return self.page.locator("li[id^=item-]").filter(has_text=text)

    def accepts(self, text: str) -> None:
        self.asked(text).get_by_role("button", name="认可").click()
        expect(self.asked(text)).to_contain_text("已认可")

    def scores(self, row: str, points: str, reason: str) -> None:
        self.page.get_by_label(f"财政评分：{row}").fill(points)
        self.page.get_by_label(f"评分理由：{row}").fill(reason)
        self.page.get_by_role("button", name="保存评分").click()
        expect(self.page.get_by_text("财政评分已保存。")).to_be_visible()


def altered(file: Path) -> Path:
    """The same with one byte changed."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    other = file.with_name("altered.pdf")
    other.write_bytes(content)
    return other

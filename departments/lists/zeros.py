"""Codes that Excel took for numbers: 066001 became 66001. Nothing is guessed; the person chooses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from departments.lists.plan import ZeroChoice
from departments.spelling import strip_zeros

CODE_LIKE = re.compile(r"(?=.*[0-9])[0-9A-Za-z][0-9A-Za-z._/-]*")
PRECISE = 15  # digits that Excel keeps of a number
HOW = "如果是同一个，请在上面选“补上前面的 0”；如果编码就是这样，请选“照原样”。"


def is_code_like(text: str) -> bool:
    """Whether it may be a 预算编码: 066001, 1-2, A01; not 合计, 填表人：张三."""
    return bool(CODE_LIKE.fullmatch(text))


@dataclass
class ZeroFinder:
    """`names`: of the codes that stand in the system by code; `listed`: those that the list holds as text."""

    names: Mapping[str, str]
    listed: frozenset[str] = frozenset()
    alike: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for code in dict.fromkeys((*self.names, *sorted(self.listed))):
            self.alike[strip_zeros(code)].append(code)

    def find_twin(self, code: str, *, is_number: bool) -> str:
        """The code that is meant where only zeros are missing or too many; "" where nothing points to it."""
        if code in self.names:
            return ""
        twins = [other for other in self.alike[strip_zeros(code)] if other != code]
        if twins:
            return twins[0]
        return self._fill_to_usual_length(code) if is_number else ""

    def _fill_to_usual_length(self, code: str) -> str:
        """A number that is shorter than every code here, where codes begin with zeros."""
        lengths = {len(each) for each in (*self.names, *self.listed)}
        with_zeros = {len(each) for each in (*self.names, *self.listed) if each.startswith("0")}
        return code.zfill(max(with_zeros)) if with_zeros and len(code) not in lengths and len(code) < max(with_zeros) else ""

    def describe_twin(self, code: str, twin: str) -> str:
        known = f"{twin} {self.names[twin]}" if twin in self.names else twin
        return f"“{code}”与 {known} 只差前面的 0"

    def describe_other(self, code: str) -> str:
        """Of a code that stands: another one stands beside it."""
        others = [other for other in self.alike[strip_zeros(code)] if other != code and other in self.names]
        return f"{self.describe_twin(code, others[0])}，系统里可能有重复的单位" if others else ""


def settle_code(code: str, finder: ZeroFinder, choice: ZeroChoice, *, is_number: bool) -> tuple[str, str, str]:
    """The code that counts, a note, and a problem; both may be ""."""
    if is_number and len(code) > PRECISE:
        return code, "", f"“{code}”是 {len(code)} 位的数字，Excel 只保留前 {PRECISE} 位，请把该列设为“文本”格式后重新填写"
    twin = finder.find_twin(code, is_number=is_number)
    if not twin:
        return code, finder.describe_other(code), ""
    told = finder.describe_twin(code, twin)
    if choice == ZeroChoice.FILL:
        return twin, f"{told}，按 {twin} 读", ""
    if choice == ZeroChoice.KEEP:
        return code, f"{told}，按您的选择照原样", ""
    return code, "", f"{told}，可能是 Excel 把编码当成数字丢了 0。{HOW}"


def list_text_codes(pairs: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """Of (code, is it a number) those that the list holds as text."""
    return frozenset(code for code, is_number in pairs if code and not is_number and is_code_like(code))

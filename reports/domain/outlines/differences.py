"""What one version of an outline says otherwise than another, in words for who decides between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reports.domain.outlines.definitions import Outline
from reports.domain.shapes.base import Definition

ROOT = {"name": "名称", "title": "标题", "unit": "金额单位", "numbering": "编号样式", "line_pitch": "行距", "places": "小数位数"}
KINDS = {"field": "栏目", "text": "文字", "listing": "列表", "grid": "表格"}
INNER = {"listing": {"fields": "列", "preset": "各行"}, "grid": {"rows": "行", "columns": "列"}}
BESIDE = {"check": "核对规则", "rule": "评分规则", "assessment": "评分"}
NAMED = 5  # that a sentence names


def describe_differences(before: Outline, after: Outline) -> list[str]:
    """One sentence a kind of change; [] for two that say the same."""
    found = [*_compare_roots(before, after), *_compare_sections(before, after)]
    for kind, name in KINDS.items():
        found += _compare_entries(name, _by_key(getattr(before, kind)), _by_key(getattr(after, kind)), INNER.get(kind, {}))
    found += [f"{name}有改动。" for kind, name in BESIDE.items() if getattr(before, kind) != getattr(after, kind)]
    return found or ["其他设置有改动。"] * (before.model_dump() != after.model_dump())


def _by_key(entries: Sequence[Any]) -> dict[str, Any]:
    return {entry.key: entry for entry in entries}


def _compare_roots(before: Outline, after: Outline) -> Iterator[str]:
    for setting, name in ROOT.items():
        old, new = getattr(before, setting), getattr(after, setting)
        if old != new:
            yield f"{name}由“{_show(old)}”改为“{_show(new)}”。"


def _show(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _compare_sections(before: Outline, after: Outline) -> Iterator[str]:
    old, new = before.sections, after.sections
    yield from _name_changes(
        "章节", {key: one.heading or key for key, one in old.items()}, {key: one.heading or key for key, one in new.items()}
    )
    both = [key for key in old if key in new]
    if both != [key for key in new if key in old]:
        yield "章节的次序有改动。"
    changed = [new[key].heading or key for key in both if _without(old[key], "heading") != _without(new[key], "heading")]
    if changed:
        yield f"内容或版式有改动的章节：{_join(changed)}。"


def _without(one: Definition, *names: str) -> dict[str, Any]:
    return one.model_dump(exclude=set(names))


def _compare_entries(name: str, old: Mapping[str, Any], new: Mapping[str, Any], inner: Mapping[str, str]) -> Iterator[str]:
    yield from _name_changes(name, {key: one.label for key, one in old.items()}, {key: one.label for key, one in new.items()})
    for key in (key for key in old if key in new):
        for setting, part in inner.items():
            lines = [{one.key: getattr(one, "label", one.key) for one in getattr(each, setting)} for each in (old[key], new[key])]
            yield from _name_changes(f"“{new[key].label}”的{part}", *lines)
            yield from _compare_units(new[key].label, getattr(old[key], setting), getattr(new[key], setting))
        if getattr(old[key], "unit", "") != getattr(new[key], "unit", ""):
            yield f"“{new[key].label}”的单位由{old[key].unit or '无'}改为{new[key].unit or '无'}，已填的数不换算。"


def _compare_units(table: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[str]:
    known = {line.key: getattr(line, "unit", "") for line in before}
    for line in after:
        if known.get(line.key, unit := getattr(line, "unit", "")) != unit:
            yield f"“{table}”中“{line.label}”的单位由{known[line.key] or '表格的单位'}改为{unit or '表格的单位'}，已填的数不换算。"


def _name_changes(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """What came, what went, and what is called otherwise, by key."""
    if gone := [label for key, label in old.items() if key not in new]:
        yield f"不再有的{name}：{_join(gone)}。"
    if added := [label for key, label in new.items() if key not in old]:
        yield f"新增的{name}：{_join(added)}。"
    renamed = [f"“{old[key]}”改为“{label}”" for key, label in new.items() if old.get(key, label) != label]
    if renamed:
        yield f"改名的{name}：{_join(renamed)}。"


def _join(names: list[str]) -> str:
    return "、".join(names[:NAMED]) + (f"等 {len(names)} 处" if len(names) > NAMED else "")

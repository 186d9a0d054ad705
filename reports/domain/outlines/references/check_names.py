"""Every name in a check must be a cell, a grid or a list's number; every balance must be a comparison of sums."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.domain import formulas
from reports.domain.outlines.checks import Check
from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.errors import Location, propose_nearest_name
from reports.domain.outlines.references.number_names import describe_unknown_operand, list_number_columns, list_number_names
from reports.domain.outlines.rule_declarations import ID, LIST, RuleDeclaration, Watched, is_ours
from reports.domain.outlines.rule_discovery import find_rule, load_rules

Problem = tuple[Location, str]
NUMBER = re.compile(r"\d+(\.\d+)?")


def find_check_problems(outline: Outline) -> Iterator[Problem]:
    for at, check in enumerate(outline.check):
        location: Location = ("check", at)
        yield from _check_targets(outline, location, check)
        for one in check.repeated() if check.balance else ():
            yield from _check_balance(outline, (*location, "balance"), one.balance)


def find_rule_problems(outline: Outline, cells: tuple[str, ...]) -> Iterator[Problem]:
    """What does not fit the rules that are installed now; an outline that was stored is not asked again."""
    for at, check in enumerate(outline.check):
        if check.rule:
            yield from _check_rule_settings(outline, ("check", at), check, cells)


def _check_targets(outline: Outline, location: Location, check: Check) -> Iterator[Problem]:
    if len(check.kinds) != 1:
        yield location, f"核对“{check.id}”只能是 grid、balance、same、rule 之一，现有 {len(check.kinds)} 个"
    if check.grid and check.grid not in outline.grids:
        yield (*location, "grid"), f"没有表格“{check.grid}”{propose_nearest_name(check.grid, outline.grids)}"
    if check.reason and check.reason not in outline.texts:
        yield (*location, "reason"), f"没有文字“{check.reason}”{propose_nearest_name(check.reason, outline.texts)}"
    for name in check.same:
        if name not in list_number_columns(outline):
            yield (*location, "same"), f"没有列表的金额列“{name}”{propose_nearest_name(name, list_number_columns(outline))}"


def _check_balance(outline: Outline, location: Location, text: str) -> Iterator[Problem]:
    try:
        node = formulas.parse_formula(text)
    except formulas.FormulaError as error:
        yield location, str(error)
        return
    if node.sign not in formulas.COMPARE:
        yield location, f"“{text}”缺少比较符号"
    if not _is_sum(node.left) or not _is_sum(node.right):
        yield location, f"“{text}”只能是各项的和与差；要用 abs、round 等，请先设一个有公式的栏目（field）"
    known = (*list_number_names(outline), *list_number_columns(outline))
    for name in sorted(set(formulas.list_formula_operands(text)) - set(known)):
        yield location, describe_unknown_operand(text, name, known)


def _is_sum(node: formulas.Node | None) -> bool:
    """Whether no figure is multiplied or divided by another."""
    if node is None or node.operand or node.sign == "number":
        return True
    if node.sign in formulas.FUNCTIONS or node.sign == "word":
        return False
    if (node.sign == "/" and _has_figure(node.right)) or (node.sign == "*" and _has_figure(node.left) and _has_figure(node.right)):
        return False
    return _is_sum(node.left) and _is_sum(node.right)


def _has_figure(node: formulas.Node | None) -> bool:
    if node is None or node.sign == "number":
        return False
    return bool(node.operand) or _has_figure(node.left) or _has_figure(node.right)


def _check_rule_settings(outline: Outline, location: Location, check: Check, cells: tuple[str, ...]) -> Iterator[Problem]:
    """A county's rule that is not installed is no mistake of the file: every page names it (`find_missing_rules`)."""
    declared = find_rule(check.rule)
    if declared is not None:
        yield from _settings(outline, (*location, "settings"), check, declared, cells)
    elif is_ours(check.rule) or not ID.fullmatch(check.rule):
        yield (*location, "rule"), f"没有核对规则“{check.rule}”{propose_nearest_name(check.rule, load_rules())}"


def find_missing_rules(outline: Outline) -> list[str]:
    """Rules of a county that the outline names and that are not installed, or no longer."""
    return list(dict.fromkeys(check.rule for check in outline.check if check.rule and find_rule(check.rule) is None))


def _settings(outline: Outline, location: Location, check: Check, declared: RuleDeclaration, cells: tuple[str, ...]) -> Iterator[Problem]:
    known = declared.known_settings
    yield from _check_rule_list(outline, (*location[:-1], "rule"), check, declared)
    for name in sorted(check.settings.keys() - known.keys()):
        yield location, f"规则“{check.rule}”没有设置“{name}”{propose_nearest_name(name, known)}"
    for name in sorted(declared.settings.keys() - check.settings.keys()):
        yield location, f"规则“{check.rule}”缺少设置“{name}”"
    for one in check.repeated():
        for name, text in one.settings.items():
            yield from _check_rule_setting(outline, location, one, (known.get(name, ""), name, text), cells)


def _check_rule_list(outline: Outline, location: Location, check: Check, declared: RuleDeclaration) -> Iterator[Problem]:
    """A check with nothing to look at is no check: it needs its list, with the columns that it reads."""
    named = check.settings.get(LIST, "" if isinstance(declared.listing, Watched) else declared.listing)
    if not declared.listing or check.off:
        return
    if named and named not in outline.lists:
        yield location, f"核对“{check.id}”没有可看的列表“{named}”{propose_nearest_name(named, outline.lists)}，请用 list 写明是哪个列表"
        return
    lists = [outline.lists[named]] if named else [listing for listing in outline.listing if any(row.rule for row in listing.preset)]
    if not lists:
        yield location, f"核对“{check.id}”没有可看的列表：没有一个列表的行写明评分规则（rule）"
    for listing in lists:
        missing = "、".join(column for column in declared.columns if listing.field(column) is None)
        if missing:
            yield location, f"核对“{check.id}”要看列表“{listing.key}”的列 {missing}，列表中没有"


def _check_rule_setting(
    outline: Outline, location: Location, check: Check, setting: tuple[str, str, str], cells: tuple[str, ...]
) -> Iterator[Problem]:
    kind, name, text = setting
    if kind == "number" and not NUMBER.fullmatch(text):
        yield location, f"“{name}”应为数字，现为“{text}”"
    if kind == "cell" and text not in cells:
        yield location, f"“{name}”指的“{text}”不存在{propose_nearest_name(text, cells)}"
    if kind == "grid" and text not in outline.grids:
        yield location, f"没有表格“{text}”{propose_nearest_name(text, outline.grids)}"
    grid = outline.grids.get(check.settings.get("grid", ""))
    if kind == "columns" and grid:
        unknown = [column for column in text.split() if column not in grid.column_by_key]
        yield from ((location, f"“{grid.key}”没有列“{column}”{propose_nearest_name(column, grid.column_by_key)}") for column in unknown)

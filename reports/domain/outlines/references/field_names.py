"""Settings of a field must fit its kind, and its formula must be one of numbers of the report."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain import formulas, patterns
from reports.domain.outlines import key_rules
from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.positions import Location
from reports.domain.outlines.references.number_names import find_formula_problems
from reports.domain.shapes import Field, NotAValue
from reports.domain.shapes.field_kinds import BOX, KINDS, SEPARATORS

Problem = tuple[Location, str]
OF_KIND = ("unit", "places", "choices", "formula")  # settings that some kinds alone have
LEAST_CHOICES = 2


def find_field_problems(outline: Outline) -> Iterator[Problem]:
    for at, field in enumerate(outline.field):
        location: Location = ("field", at)
        yield from _check_kind_settings(location, field)
        yield from _check_choices(location, field)
        yield from _check_default(location, field)
        if field.formula:
            yield from _check_formula(outline, location, field)


def _check_kind_settings(location: Location, field: Field) -> Iterator[Problem]:
    for setting in OF_KIND:
        if getattr(field, setting) not in ("", None, ()) and setting not in field.of_kind.takes:
            fitting = "、".join(kind.name for kind in KINDS.values() if setting in kind.takes)
            yield (*location, setting), f"{setting} 只能用于类型（kind）为 {fitting} 的栏目，“{field.label}”的类型是 {field.kind}"
    if field.is_figure and not key_rules.KEY.fullmatch(field.key):
        yield (*location, "key"), f"“{field.key}”是数值栏目，键中不能有点"


def _check_choices(location: Location, field: Field) -> Iterator[Problem]:
    if "choices" not in field.of_kind.takes:
        return
    if len(set(field.choices)) < max(LEAST_CHOICES, len(field.choices)):
        yield (*location, "choices"), f"“{field.label}”须有至少 {LEAST_CHOICES} 个互不相同的选项（choices）"
    for choice in field.choices:
        if not choice.strip() or choice != choice.strip() or SEPARATORS.search(choice) or BOX.search(choice):
            yield (*location, "choices"), f"选项“{choice}”为空，或含有空格、顿号、逗号、分号、方框，选过之后分不开"


def _check_default(location: Location, field: Field) -> Iterator[Problem]:
    """A default without placeholders is a value of the kind."""
    try:
        has_slots = bool(patterns.list_slots(patterns.parse_pattern(field.default)))
    except patterns.PatternError:  # told where patterns are checked
        return
    if field.default and not has_slots:
        try:
            is_kept = field.parse(field.default) == field.default
        except NotAValue as error:
            yield (*location, "default"), str(error)
            return
        if not is_kept:
            yield (*location, "default"), f"default 须写作“{field.parse(field.default)}”"
    elif has_slots and (field.is_figure or field.choices):
        yield (*location, "default"), f"“{field.label}”的 default 不能取别的数据项，只能是一个值"


def _check_formula(outline: Outline, location: Location, field: Field) -> Iterator[Problem]:
    if field.default:
        yield (*location, "default"), f"“{field.label}”有公式，不再需要 default"
    yield from find_formula_problems(outline, (*location, "formula"), field.formula)
    if _is_circular(outline, field):
        yield (*location, "formula"), f"“{field.label}”的公式绕回了自己"


def _is_circular(outline: Outline, field: Field) -> bool:
    """Whether the formula leads back to the field through other fields; cells look at their own table alone."""
    seen, waiting = set[str](), [field]
    while waiting:
        for name in _list_operands(waiting.pop().formula):
            if name == field.key:
                return True
            if name in outline.fields and name not in seen and outline.fields[name].formula:
                seen.add(name)
                waiting.append(outline.fields[name])
    return False


def _list_operands(formula: str) -> tuple[str, ...]:
    try:
        return formulas.list_formula_operands(formula) if formula else ()
    except formulas.FormulaError:
        return ()

"""Finds the rules that are installed: ours by walking their package, a county's own in the modules that it names.

Outlines lie below the checks, so both are found by the name of their module, as Django finds its apps: nothing here imports a rule.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import ModuleType

from reports.domain.outlines.rule_declarations import DECLARED, ID, RuleDeclaration, RuleError, is_ours

PACKAGE = "reports.domain.checks.rules"

_county: list[str] = []  # modules and packages that a county names


def install_rules(modules: Iterable[str]) -> None:
    """From now on a county's own rules are those of these modules and packages. Raises RuleError, and then all stays as it was."""
    wanted = list(dict.fromkeys(filter(None, (module.strip() for module in modules))))
    collect_rules(wanted)
    _county[:] = wanted
    load_rules.cache_clear()


@lru_cache(maxsize=1)
def load_rules() -> Mapping[str, RuleDeclaration]:
    """Every installed rule by its id, in the order of the ids: ours, then the county's. Raises RuleError."""
    return collect_rules(_county)


def find_rule(rule_id: str) -> RuleDeclaration | None:
    """None where it is not installed, or no longer."""
    return load_rules().get(rule_id)


def is_missing_rule(rule_id: str) -> bool:
    """Whether the number is one that a rule of a county has, or may have had, and none is installed under it."""
    return bool(ID.fullmatch(rule_id)) and not is_ours(rule_id) and find_rule(rule_id) is None


def collect_rules(county: Iterable[str]) -> dict[str, RuleDeclaration]:
    """What our package and these modules declare. Raises RuleError."""
    found: dict[str, RuleDeclaration] = {}
    for declaration in [*_sorted(_declared_in(PACKAGE)), *(each for module in county for each in _sorted(_of_county(module)))]:
        known = found.setdefault(declaration.id, declaration)
        if known is not declaration:
            raise RuleError(f"核对规则 {declaration.id} 用了两次：{known.module} 和 {declaration.module}，请把其中一个改用另一个编号。")
    return found


def _sorted(declared: Iterable[RuleDeclaration]) -> list[RuleDeclaration]:
    return sorted(declared, key=lambda declaration: declaration.id)


def _of_county(module: str) -> list[RuleDeclaration]:
    try:
        declared = list(_declared_in(module))
    except RuleError:
        raise
    except ModuleNotFoundError as error:
        raise RuleError(f"PERFEVAL_RULES 中的模块“{module}”不能读取：没有名为“{error.name}”的模块，请检查名字和它所在的文件夹") from error
    except Exception as error:  # whatever a county's module does while it is read, the technician reads which one it was
        raise RuleError(f"PERFEVAL_RULES 中的模块“{module}”不能读取：{type(error).__name__}：{error}") from error
    if not declared:
        raise RuleError(f"PERFEVAL_RULES 中的模块“{module}”里没有核对规则，规则是写有 @rule 的函数。")
    for one in declared:
        if one.is_ours:
            raise RuleError(f"核对规则 {one.id}（{one.module}）：字母 C 留给系统自带的规则，请改用另一个编号。")
    return declared


def _declared_in(name: str) -> Iterator[RuleDeclaration]:
    for module in _walk_modules(name):
        yield from getattr(module, DECLARED, ())


def _walk_modules(name: str) -> Iterator[ModuleType]:
    """The module, and all below it where it is a package."""
    module = importlib.import_module(name)
    yield module
    for below in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}."):
        yield importlib.import_module(below.name)

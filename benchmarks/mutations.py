"""Ways to take a guard out of a Python file, each as the file's new text."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

Node = ast.AST


@dataclass(frozen=True)
class Mutant:
    line: int
    what: str
    text: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of the text, one change each."""
    tree = ast.parse(source)
    for at, node in enumerate(ast.walk(tree)):
        for number, (what, _) in enumerate(changes(node)):
            changed = deepcopy(tree)
            twin = list(ast.walk(changed))[at]
            changes(twin)[number][1]()
            yield Mutant(getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(changed)))


def changes(node: Node) -> list[tuple[str, Callable[[], None]]]:
    """What may be done to one node: a description and the deed."""
    return [*_of_bodies(node), *_of_calls(node), *_of_conditions(node), *_of_decorators(node)]


def _of_bodies(node: Node) -> Iterator[tuple[str, Callable[[], None]]]:
    """Statements that refuse, guard or write: left out. A transaction: its body alone."""
    for name in ("body", "orelse"):
        body = getattr(node, name, None)
        if not isinstance(body, list):
            continue
        for at, statement in enumerate(body):
            if isinstance(statement, ast.Raise) or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)):
                yield f"left out: {_shown(statement)}", _put(body, at, [ast.Pass()])
            if isinstance(statement, ast.With):
                yield f"without: {_shown(statement.items[0].context_expr)}", _put(body, at, statement.body)


def _of_calls(node: Node) -> Iterator[tuple[str, Callable[[], None]]]:
    """A filter without one of its conditions; a query without its lock; a row of the table without one of its limits."""
    if not isinstance(node, ast.Call):
        return
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in ("filter", "exclude"):
        for at, keyword in enumerate(node.keywords):
            yield f"{called} without {_shown(keyword)}", _put(node.keywords, at, [])
    for at, keyword in enumerate(node.keywords):
        if keyword.arg in ("repeatable", "effect"):
            yield f"{_shown(node)[:30]}… without {keyword.arg}", _put(node.keywords, at, [])
    if called == "Transition":
        yield from _of_row(node)
    inner = node.func.value if isinstance(node.func, ast.Attribute) else None
    if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr == "select_for_update":
        yield "without the row lock", _set(node.func, "value", inner.func.value)


def _of_row(row: ast.Call) -> Iterator[tuple[str, Callable[[], None]]]:
    label = ast.literal_eval(row.args[1])
    yield f"{label}: from every state", _put(row.args, 2, [ast.parse("tuple(Status)", mode="eval").body])
    yield f"{label}: by everybody", _put(row.args, 4, [ast.parse("tuple(Role)", mode="eval").body])
    if len(row.args) > 5:
        yield f"{label}: without any guard", _put(row.args, 5, [ast.Tuple([], ast.Load())])


def _of_conditions(node: Node) -> Iterator[tuple[str, Callable[[], None]]]:
    """One operand of `and`/`or` left out; one element of a tuple of guards left out."""
    if isinstance(node, ast.BoolOp):
        for at, operand in enumerate(node.values):
            yield f"without the condition {_shown(operand)}", _put(node.values, at, [])
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and any("guards." in _shown(element) for element in node.elts):
        for at, element in enumerate(node.elts):
            yield f"without {_shown(element)}", _put(node.elts, at, [])


def _of_decorators(node: Node) -> Iterator[tuple[str, Callable[[], None]]]:
    for at, decorator in enumerate(getattr(node, "decorator_list", [])):
        if "atomic" in _shown(decorator):
            yield f"without: @{_shown(decorator)}", _put(node.decorator_list, at, [])  # type: ignore[attr-defined]


def _put(place: list[ast.AST], at: int, instead: list[ast.AST]) -> Callable[[], None]:
    def deed() -> None:
        place[at : at + 1] = instead

    return deed


def _set(node: Node, name: str, value: Node) -> Callable[[], None]:
    return lambda: setattr(node, name, value)


def _shown(node: Node) -> str:
    return ast.unparse(node).replace("\n", " ")[:90]

"""Draws the doors of the house in docs/architecture.md from the imports of the code; `--check` fails when the picture is old.

Read from the source as text: nothing of the project is imported. An arrow says "imports"; one that others imply is left out.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scripts.drawn_page import ROOT, draw_or_check

# Django's own rooms: their names say what is in them everywhere.
DJANGO = {"migrations", "management", "templatetags", "apps", "__init__", "__pycache__"}


@cache
def list_doors() -> dict[str, Path]:
    """Dotted name of each door of reports/, and of the two other packages as a whole, with its folder or file."""
    doors = {path.stem: path for path in sorted((ROOT / "reports").iterdir()) if path.is_dir() or path.suffix == ".py"}
    kept = {f"reports.{name}": path for name, path in doors.items() if name not in DJANGO}
    return {"perfeval": ROOT / "perfeval", "departments": ROOT / "departments", **kept}


def list_files(door: Path) -> list[Path]:
    return sorted(path for path in door.rglob("*.py") if "migrations" not in path.parts) if door.is_dir() else [door]


def find_door(module: str) -> str | None:
    """The door behind which a module lies; none for other people's packages."""
    names = (name for name in list_doors() if module == name or module.startswith(f"{name}."))
    return max(names, key=len, default=None)


def list_imported(file: Path) -> Iterator[str]:
    """Every module that a file imports, and every name it takes from one, which may be a module too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def collect_arrows() -> dict[str, set[str]]:
    """For each door the other doors that it imports."""
    return {
        name: {door for file in list_files(path) for module in list_imported(file) if (door := find_door(module))} - {name}
        for name, path in list_doors().items()
    }


def find_reachable(arrows: dict[str, set[str]], start: str) -> set[str]:
    """Every door that one comes to from `start`, over one arrow or several."""
    found, waiting = set(), list(arrows[start])
    while waiting:
        door = waiting.pop()
        if door not in found:
            found.add(door)
            waiting += arrows[door]
    return found


def keep_needed(arrows: dict[str, set[str]], door: str) -> list[str]:
    """The arrows of a door that do not follow from its others."""
    implied = {far for near in arrows[door] for far in find_reachable(arrows, near)}
    return sorted(arrows[door] - implied)


def draw_arrows() -> Iterator[str]:
    arrows = collect_arrows()
    yield "```mermaid"
    yield "graph TD"
    for door in arrows:
        yield from (f"    {shorten(door)} --> {shorten(target)}" for target in keep_needed(arrows, door))
    yield "```"


def shorten(door: str) -> str:
    return door.removeprefix("reports.")


def describe_module(path: Path) -> str:
    """The first sentence of its docstring: what is behind the door."""
    file = path / "__init__.py" if path.is_dir() else path
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) if file.exists() else ""
    return (text or "").split("\n\n")[0].replace("\n", " ")


def list_rooms(door: Path) -> list[str]:
    """Packages and modules directly behind a door."""
    entries = sorted(path for path in door.iterdir() if path.is_dir() or path.suffix == ".py") if door.is_dir() else []
    return [f"{path.name}/" if path.is_dir() else path.stem for path in entries if path.stem not in DJANGO]


def list_table() -> Iterator[str]:
    yield "| door | behind it | rooms |"
    yield "|---|---|---|"
    for name, path in list_doors().items():
        yield f"| `{name.replace('.', '/')}` | {describe_module(path)} | {' · '.join(list_rooms(path))} |"


def main() -> int:
    return draw_or_check("architecture.md", "draw_architecture", [*draw_arrows(), "", *list_table()])


if __name__ == "__main__":
    sys.exit(main())

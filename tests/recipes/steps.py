"""The recipes of CONTRIBUTING.md as steps that can be followed: a file is written, a passage is added or replaced, a command is run."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

RECIPE = re.compile(r"^### (.+)$", re.MULTILINE)
STEP = re.compile(r"^\d+\. ", re.MULTILINE)
BLOCK = re.compile(r"^ *```\w+\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"(?:Write|[Ii]n) `([^`]+)`")


class RecipeError(Exception):
    """A step cannot be followed as it is written."""


@dataclass(frozen=True)
class Step:
    """`words`: what is asked; `blocks`: the code below it, without the indentation of the list."""

    recipe: str
    words: str
    blocks: tuple[str, ...]

    def follow(self, project: Path, environment: Mapping[str, str]) -> None:
        """Does in the project what the step says. Raises RecipeError."""
        if self.words.rstrip().endswith("Run:"):
            self._run(project, environment)
        elif self.words.startswith("Write "):
            self._write(project)
        else:
            self._change(project)

    def _run(self, project: Path, environment: Mapping[str, str]) -> None:
        [commands] = self.blocks
        answer = subprocess.run(["bash", "-euc", commands], cwd=project, env=environment, capture_output=True, text=True, check=False)
        if answer.returncode:
            raise RecipeError(f"{self.recipe}: {commands}{answer.stdout}{answer.stderr}")

    def _write(self, project: Path) -> None:
        [text] = self.blocks
        file = self._find_file(project)
        if file.exists():
            raise RecipeError(f"{self.recipe}: {file.name} is there already")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _change(self, project: Path) -> None:
        """Puts the second block behind the first, or in its place; the first must stand in the file exactly once."""
        old, new = self.blocks
        file = self._find_file(project)
        text = file.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise RecipeError(f"{self.recipe}: {file.name} has {text.count(old)} passages\n{old}")
        replaced = new if ", replace" in self.words else old + new
        file.write_text(text.replace(old, replaced), encoding="utf-8")

    @property
    def file(self) -> str:
        """The file that the step is about; "" where it runs something."""
        found = FILE.search(self.words)
        return found[1] if found else ""

    def _find_file(self, project: Path) -> Path:
        if not self.file:
            raise RecipeError(f"{self.recipe}: no file is named: {self.words}")
        return project / self.file


def read_recipes(page: str) -> dict[str, list[Step]]:
    """The steps of each recipe, by its heading."""
    _, *parts = RECIPE.split(page)
    return {name: list(_read_steps(name, body)) for name, body in zip(parts[::2], parts[1::2], strict=True)}


def _read_steps(recipe: str, body: str) -> Iterator[Step]:
    for item in STEP.split(body)[1:]:
        yield Step(recipe, BLOCK.split(item)[0].strip(), tuple(_outdent(block) for block in BLOCK.findall(item)))


def _outdent(block: str) -> str:
    """Without the three spaces by which a list indents what belongs to its item."""
    return re.sub(r"^   ", "", block, flags=re.MULTILINE)

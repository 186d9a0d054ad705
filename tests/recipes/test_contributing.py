"""Who follows a recipe of CONTRIBUTING.md word by word gets what it promises."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.recipes.steps import RecipeError, Step, read_recipes

ROOT = settings.BASE_DIR
RECIPES = read_recipes((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
WALK = "tests/recipes/walk_demonstration.py tests/recipes/walk_districts.py"
LEFT_OUT = (".git", ".venv", "var", "pictures", "__pycache__", ".*cache*", ".hypothesis")
TOUCHED = " ".join(sorted({step.file for steps in RECIPES.values() for step in steps if step.file.endswith(".py")}))
AFTERWARDS = (
    f".venv/bin/ruff check {TOUCHED}",
    f".venv/bin/ruff format --check {TOUCHED}",
    ".venv/bin/python manage.py check",
    ".venv/bin/python manage.py makemigrations --check --dry-run",
    f".venv/bin/python -m pytest -q --tb=short -p no:xdist -p no:logging {WALK}",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the source, with the Python environment of this run."""
    shutil.copytree(ROOT, tmp_path / "project", ignore=shutil.ignore_patterns(*LEFT_OUT))
    (tmp_path / "project/.venv").symlink_to(sys.prefix)
    return tmp_path / "project"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Nothing that this machine or this run has set."""
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "PERFEVAL_VAR": str(tmp_path / "var")}


def test_the_five_recipes_are_there() -> None:
    assert [name.partition(" (")[0] for name in RECIPES] == ["A rule", "A column", "A state", "An act", "An outline"]


@pytest.mark.slow("follows all recipes in a copy of the project and opens its pages")
def test_every_recipe_does_what_it_promises(project: Path, environment: dict[str, str]) -> None:
    """In one copy, one after the other, as an act leads into the state of the recipe before it."""
    for step in (step for steps in RECIPES.values() for step in steps):
        step.follow(project, environment)
    for command in AFTERWARDS:
        given = environment | {"PERFEVAL_OUTLINES": str(project / "county")}
        answer = subprocess.run(command.split(), cwd=project, env=given, capture_output=True, text=True, check=False)
        assert answer.returncode == 0, f"{command}\n{answer.stdout}{answer.stderr}"


def test_a_passage_that_is_not_there_is_no_step(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one\n", encoding="utf-8")
    with pytest.raises(RecipeError, match="has 0 passages"):
        Step("A rule", "In `a.py`, behind", ("two\n", "three\n")).follow(tmp_path, {})
    with pytest.raises(RecipeError, match="is there already"):
        Step("A rule", "Write `a.py`:", ("two\n",)).follow(tmp_path, {})
    with pytest.raises(RecipeError, match="no file is named"):
        Step("A rule", "Behind", ("one\n", "two\n")).follow(tmp_path, {})
    with pytest.raises(RecipeError, match="A rule: false"):
        Step("A rule", "Run:", ("false\n",)).follow(tmp_path, {"PATH": os.environ["PATH"]})


def test_a_step_adds_behind_a_passage_or_takes_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("one\nthree\n", encoding="utf-8")
    Step("A rule", "In `a.py`, behind", ("one\n", "two\n")).follow(tmp_path, {})
    Step("A rule", "In `a.py`, replace", ("three\n", "four\n")).follow(tmp_path, {})
    assert file.read_text(encoding="utf-8") == "one\ntwo\nfour\n"

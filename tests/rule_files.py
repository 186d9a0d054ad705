"""Rules of the checks as one file each: a county's own module, or one more file of our package. All of it goes again."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import reports.domain.checks.rules
from reports.domain.outlines.rule_discovery import load_rules

HEAD = "from reports.domain.checks.rules.registry import Limit, Watched, report_finding, report_unevaluated, rule\n"
RULE = """

@rule("{id}", name="写有结论", severity="W", source="县财绩〔2024〕3号", explanation="看总结里有没有结论。"{more})
def {name}(document, check, context):
    {body}
"""
SAYS = 'yield report_finding(check, ("narrative.summary",), "总结里没有结论")'


def written(rule_id: str, *, more: str = "", body: str = SAYS, name: str = "conclusion") -> str:
    """The text of one rule; `more`: further words of its declaration."""
    return RULE.format(id=rule_id, more=f", {more}" if more else "", body=body, name=name)


@contextmanager
def county(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Gives the function that writes a module and tells its name."""
    monkeypatch.syspath_prepend(str(folder))
    made: set[str] = set()

    def write(*rules: str, name: str = "county_rules") -> str:
        file = folder.joinpath(*name.split(".")).with_suffix(".py")
        file.parent.mkdir(exist_ok=True)
        file.write_text(HEAD + "".join(rules), encoding="utf-8")
        made.add(name.partition(".")[0])
        return name

    yield write
    for name in [each for each in sys.modules if each.partition(".")[0] in made]:
        del sys.modules[name]


@contextmanager
def one_more_of_ours(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Iterator[None]:
    """The package of our rules with one file more."""
    (folder / "brevity.py").write_text(HEAD + text, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(reports.domain.checks.rules, "__path__", [*reports.domain.checks.rules.__path__, str(folder)])
        load_rules.cache_clear()
        yield
    load_rules.cache_clear()
    sys.modules.pop("reports.domain.checks.rules.brevity", None)

"""A rule is one declaration: what it must say, where it is found, and what its number may be."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reports.domain import checks
from reports.domain.checks import coverage
from reports.domain.checks.rules.registry import Limit, rule
from reports.domain.outlines import Mistakes, outline_loader, rule_discovery
from reports.domain.outlines.rule_declarations import DECLARED, RuleError
from reports.domain.outlines.rule_discovery import install_rules, load_rules
from tests import rule_files
from tests.reports.domain.checks.papers import paper
from tests.rule_files import written

SAYS = rule_files.SAYS
Module = Callable[..., str]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Module]:
    """Writes a county's module and gives its name; all that was installed of it goes again."""
    with rule_files.county(tmp_path, monkeypatch) as write:
        yield write
        install_rules([])


@pytest.fixture
def undone() -> Iterator[None]:
    """What a test declares in this module goes with it."""
    yield
    globals().pop(DECLARED, None)


@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "缺少名称（name）"),
        ({"severity": ""}, "缺少类别（severity）"),
        ({"source": " "}, "缺少依据（source）"),
        ({"severity": "X"}, "类别只能是 E、R、W，现为“X”"),
        ({"also": ("Q",)}, "类别只能是 E、R、W，现为“Q”"),
        ({"settings": {"grid": "table"}}, "设置“grid”的种类只能是 cell、grid、columns"),
        ({"thresholds": {"least": Limit("不低于", "%", "many")}}, "界限“least”应写成 Limit"),
        ({"thresholds": {"off": Limit("不低于", "%", "3")}}, "“off”不能用作设置或界限的名称"),
        ({"settings": {"grid": "grid"}, "everywhere": True}, "不能写 everywhere=True"),
        ({"version": 0}, "version 应为 1 以上的整数"),
        ({"watches": (3,)}, "watches 里的“3”"),
    ],
)
def test_an_incomplete_declaration_is_refused_with_a_sentence(changed, sentence):
    with pytest.raises(RuleError, match=f"XY12.*{sentence}"):
        rule("XY12", **{"name": "名称", "severity": "W", "source": "依据"} | changed)(lambda document, check, context: iter(()))


@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize("wrong", ["xy12", "XY1", "ABCDE12", "XY1234", "XY12 ", "12", ""])
def test_a_number_has_letters_and_digits(wrong):
    with pytest.raises(RuleError, match="编号应为一至四个大写字母加两三位数字"):
        rule(wrong, name="名称", severity="W", source="依据")(lambda document, check, context: iter(()))


def test_one_number_twice_in_a_module_is_refused(module):
    with pytest.raises(RuleError, match="XY12 在 county_rules 里声明了不止一次"):
        install_rules([module(written("XY12"), written("XY12", name="again"))])


def test_one_number_in_two_modules_is_refused_and_what_was_installed_stays(module):
    first = module(written("XY12"))
    install_rules([first])
    with pytest.raises(RuleError, match="XY12 用了两次：county_rules 和 other_rules"):
        install_rules([first, module(written("XY12"), name="other_rules")])
    assert load_rules()["XY12"].module == "county_rules"


def test_a_number_of_ours_is_refused(module):
    with pytest.raises(RuleError, match="C77（county_rules）：字母 C 留给系统自带的规则"):
        install_rules([module(written("C77"))])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "里没有核对规则"), ("1 / 0\n", "不能读取：ZeroDivisionError"), (written("XY12", more='nme="错"'), "不能读取：TypeError")],
)
def test_a_module_that_cannot_be_used_is_named(module, text, sentence):
    with pytest.raises(RuleError, match=f"“county_rules”{sentence}"):
        install_rules([module(text)])


def test_a_module_that_is_not_there_is_named():
    with pytest.raises(RuleError, match="“no_such_rules”不能读取：没有名为“no_such_rules”的模块"):
        install_rules(["no_such_rules"])


def test_a_package_is_walked(module):
    module("", name="county_package.__init__")
    module(written("XY12"), name="county_package.first")
    module(written("AB101"), name="county_package.second")
    install_rules(["county_package"])
    assert [each for each in load_rules() if not each.startswith("C")] == ["AB101", "XY12"]


def test_a_rule_of_ours_is_one_more_file_of_the_package(tmp_path, monkeypatch):
    """It is asked of every report, and outlines know it."""
    with rule_files.one_more_of_ours(tmp_path, monkeypatch, written("C97", more="everywhere=True")):
        assert load_rules()["C97"].module == "reports.domain.checks.rules.brevity"
        assert [finding.message for finding in checks.run(paper()) if finding.check == "C97"] == ["总结里没有结论"]
        assert 'id = "C97"' in outline_loader.find_source("tianxin-2018").vocabulary
    assert "C97" not in load_rules()


def test_the_rule_that_the_documentation_shows_is_one(module):
    [example] = re.findall(r"```python\n(.*?)```", Path("docs/checks.md").read_text(encoding="utf-8"), re.DOTALL)
    install_rules([module(example)])
    document = paper(texts={"summary": "完成"})
    assert [one.message for one in checks.run(document) if one.check == "XY12"] == ["整体评价 2 个字，少于 10 个字"]


def test_every_rule_of_ours_says_how_it_checks():
    assert [each.id for each in load_rules().values() if not each.explanation] == []
    assert list(load_rules()) == sorted(load_rules())


def test_what_a_rule_watches_stands_in_the_ledger(module):
    install_rules([module(written("XY12", more='watches=("three_public", Watched.TEXTS)'))])
    watched = {line.key for line in coverage.list_coverage(outline_loader.load_outline("tianxin-2018")) if "XY12" in line.checks}
    texts = {text.key for text in outline_loader.load_outline("tianxin-2018").text if text.required}
    assert watched == {"three_public", *texts}


def test_an_outline_names_thresholds_and_settings_of_a_countys_rule(module):
    more = 'settings={"cell": "cell"}, thresholds={"most": Limit("至多", "字", "20")}'
    install_rules([module(written("XY12", more=more))])
    assert settled('settings = { cell = "staff.total.posts", most = "30" }').settings == {"cell": "staff.total.posts", "most": "30"}
    with pytest.raises(Mistakes, match="规则“XY12”缺少设置“cell”"):
        settled("")
    with pytest.raises(Mistakes, match="规则“XY12”没有设置“least”"):
        settled('settings = { cell = "staff.total.posts", least = "30" }')


def test_an_outline_that_was_kept_is_read_after_its_rule_has_changed(module):
    install_rules([module(written("XY12"))])
    vocabulary = "\n".join([outline_loader.find_source("tianxin-2018").vocabulary, *outline_loader.declared_checks('"XY12"')])
    text = outline_loader.find_source("tianxin-2018").text + '\n[[check]]\nid = "XY12"\n'
    install_rules([module(written("XY12", more='settings={"cell": "cell"}'), name="changed_rules")])
    with pytest.raises(Mistakes, match="规则“XY12”缺少设置“cell”"):
        outline_loader.parse_outline_text("tianxin-2018", text, vocabulary)
    assert outline_loader.from_kept("tianxin-2018", text, vocabulary).check[-1].label == "写有结论"


def settled(line: str):
    """The check of the county's rule in 天心区's outline."""
    text = outline_loader.find_source("tianxin-2018").text.replace("[[check]]", f'[[check]]\nid = "XY12"\n{line}\n\n[[check]]', 1)
    vocabulary = "\n".join([outline_loader.find_source("tianxin-2018").vocabulary, *outline_loader.declared_checks('"XY12"')])
    return next(check for check in outline_loader.parse_outline_text("tianxin-2018", text, vocabulary).check if check.id == "XY12")


@pytest.mark.parametrize(
    "body",
    [
        "raise KeyError('x')",
        "return None",
        "yield 'a sentence'",
        "1 / 0; yield",
        'yield report_finding(check, (), "没有位置")',
        'yield report_finding(check, ("no.such.place",), "不存在的位置")',
        'yield report_finding(check, ("narrative.summary",), " ")',
        'from dataclasses import replace; yield replace(report_finding(check, ("narrative.summary",), "差"), difference="1.5")',
        'from reports.domain.checks import Outcome; yield report_finding(check, ("narrative.summary",), "要改", Outcome.MUST_FIX)',
        f"{SAYS}; raise ValueError",
    ],
)
def test_a_countys_rule_that_fails_is_a_finding_and_a_line_in_the_log(module, caplog, body):
    install_rules([module(written("XY12", body=body))])
    found = [(one.outcome.value, one.message) for one in checks.run(paper()) if one.check == "XY12"]
    assert found == [("not_evaluated", "规则 XY12 运行出错，未核对")]
    assert "Rule XY12 of county_rules failed" in caplog.text


def test_a_fault_of_ours_is_never_made_quiet(monkeypatch):
    broken = replace(load_rules()["C30"], function=lambda document, check, context: 1 / 0)
    monkeypatch.setattr(
        "reports.domain.checks.rule_execution.find_rule", lambda name: broken if name == "C30" else rule_discovery.find_rule(name)
    )
    with pytest.raises(ZeroDivisionError):
        checks.run(paper())

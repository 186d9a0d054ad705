"""C56 to C58: how indicators and goals were made: twice the same, at the wrong level, without a class, slogans, goal = result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.domain.checks.likeness import pair_letters, share_letters
from reports.domain.checks.prose import normalise_text
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, Outcome, Watched, report_finding, rule
from reports.domain.checks.targets import LIST, Indicator, list_indicators

FEW = 4  # indicators below which a missing class is no wonder
LONGEST = "40"  # letters of the name of one indicator
ALIKE = 85  # per cent of the pairs of letters of goal and result
PARTS = re.compile(r"[、，,；;和。\n]")
AROUND = re.compile(
    r"^(?:(?:按期|全面|认真|继续)?(?:完成|实施|开展|推进|做好|保障|确保|落实|抓好))?(?:了|好)?|(?<=..)(?:项目|支出|经费|工作|资金|费用)*(?:实施|完成|建设)?$"
)
SHORTEST = 8  # letters of a goal that is more than a phrase
LEVELS = (  # second level, and what a third level below it is not about
    ("数量", re.compile(r"(?:满意度|满意率|合格率|达标率|及时率|支付率|执行率|成本|知晓率|优良率|准确率|投诉率)$")),
    ("质量", re.compile(r"(?:满意度|满意率|及时率|(?:按时|按期)\w{0,4}率|成本|执行率|支付率|控制额)$")),
    ("时效", re.compile(r"(?:满意度|满意率|合格率|成本|控制额|人数|数量|场次|优良率|覆盖率)$")),
    ("成本", re.compile(r"(?:满意度|满意率|合格率|及时率|达标率|覆盖率|准确率|人数|场次|优良率)$")),
    ("满意", re.compile(r"(?:合格率|及时率|执行率|支付率|成本|场次|人数|控制额|达标率|覆盖率)$")),
)
NOTES = re.compile(r"（[^（）]*）|\([^()]*\)")
COST = re.compile(r"成本|控制额|控制数|单价|费用标准|补助标准|造价")
SLOGAN = re.compile(
    r"(?:进一步|不断|持续|大力|切实|逐步|稳步|有效|明显|显著|全面|有所|得到|基本|较大|逐年)*(?:加强|提升|提高|改善|推进|推动|促进|强化|完善|增强|深化|优化|巩固|加快|扩大|落实|做好|抓好)"
    r"(?:[^\d%，。；]{0,12})"
)
VAGUE = re.compile(
    r"(?:经济|社会|生态|环境|产出)?(?:效益|影响|效果)(?:指标|情况)?|可持续(?:影响|发展|性)(?:指标|情况)?"
    r"|(?:数量|质量|时效|成本|产出)(?:指标|情况)?|其他(?:指标)?"
)
CLASSES = (("效益", ("效益", "影响", "效果")), ("满意度", ("满意",)))


@rule(
    "C56",
    name="绩效指标设置合理",
    severity="W",
    source="财预〔2020〕10号",
    explanation="找出同名的指标、与二级指标不符的三级指标、只有口号的指标值、只写“社会效益”而有数值的指标、包罗万象的指标，"
    "以及产出指标都没有数值、没有效益或满意度指标的情况。",
    thresholds={"longest": Limit("一个指标的名称不超过", "字", LONGEST)},
    watches=(LIST,),
    version=2,
    everywhere=True,
)
def check_design(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    rows = list_indicators(document)
    yield from _find_twice(check, rows)
    longest = int(float(check.settings.get("longest", LONGEST)))
    for one in rows:
        yield from _check_level(check, one)
        yield from _check_words(check, one, longest)
    if len(rows) >= FEW:
        yield from _find_missing_classes(check, rows)


def _find_twice(check: Check, rows: list[Indicator]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], Indicator] = {}
    for one in rows:
        other = first.setdefault((normalise_text(one.name),), one)
        if one.name and other is not one:
            told = f"指标值都是“{one.target}”" if one.target == other.target else f"指标值一处是“{other.target}”，一处是“{one.target}”"
            words = f"“{one.name}”列了两次，{told}"
            yield report_finding(check, (one.place("level3"), other.place("level3")), words)


def _check_level(check: Check, one: Indicator) -> Iterator[Finding]:
    second, name = one.row.text("level2"), NOTES.sub("", "".join(one.name.split()))
    wrong = next((level for level, words in LEVELS if level in second and words.search(name)), "")
    if wrong:
        yield report_finding(check, (one.place("level3"), one.place("level2")), f"“{one.name}”列在“{second}”之下，与这一类指标不符，请核对")
    elif COST.search(name) and "产出" in one.row.text("level1") and second and "成本" not in second and "效益" not in name:
        yield report_finding(check, (one.place("level3"), one.place("level2")), f"“{one.name}”是成本，列在“{second}”之下，请核对")


def _check_words(check: Check, one: Indicator, longest: int) -> Iterator[Finding]:
    target = normalise_text(one.target)
    if target and SLOGAN.fullmatch(target) and not re.search(r"\d", one.target):
        yield report_finding(check, (one.place("target"),), f"“{one.name}”的指标值“{one.target[:20]}”是口号，没有可以衡量的标准")
    if VAGUE.fullmatch(normalise_text(one.name)) and one.is_measured and one.aimed.is_numeric:
        words = f"“{one.name}”只是一类指标的名称，指标值“{one.aim}{one.unit}”算的是什么，请写明"
        yield report_finding(check, (one.place("level3"), one.place("target")), words)
    if len(one.name) > longest or len(re.findall(r"[、；;，,]", one.name)) >= 4:
        yield report_finding(check, (one.place("level3"),), f"“{one.name[:20]}…”一个指标包含多项内容（{len(one.name)} 字），请分开设置")


def _find_missing_classes(check: Check, rows: list[Indicator]) -> Iterator[Finding]:
    names = "".join(f"{one.row.text('level1')} {one.row.text('level2')} {one.name}" for one in rows)
    outputs = [one for one in rows if "产出" in one.row.text("level1")]
    if len(outputs) >= FEW and not any(one.is_measured for one in outputs):
        words = f"{len(outputs)} 个产出指标都没有数值，无法衡量完成了多少"
        yield report_finding(check, (f"table.{LIST}",), words, subject="outputs")
    missing = [label for label, words in CLASSES if not any(word in names for word in words)]
    if missing:
        yield report_finding(check, (f"table.{LIST}",), f"{len(rows)} 个指标中没有{'、'.join(missing)}指标", subject="classes")


@rule(
    "C57",
    name="预期目标、完成情况和项目名称不是同一句话",
    severity="R",
    source="财政部门审核惯例",
    explanation="完成情况与预期目标相同或几乎相同、数字也相同，或绩效目标只是项目名称的列出。",
    watches=(Watched.TEXTS, "goals"),
    version=2,
    everywhere=True,
)
def check_goals(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    expected, reached = (normalise_text(document.text(key)) for key in ("goal_expected", "goal_reached"))
    if len(expected) >= SHORTEST and _is_same(expected, reached):
        same, quoted = "逐字" if expected == reached else "几乎", document.text("goal_reached").strip()[:40]
        words = f"实际完成情况与预期目标{same}相同：“{quoted}”，请写实际完成的数"
        yield report_finding(check, ("narrative.goal_reached", "narrative.goal_expected"), words)
    listed = document.rows("projects") if "projects" in document.outline.lists else ()
    projects = {_name_project(row.text("name")): f"projects.{row.key}.name" for row in listed}
    for place, label, text in _list_goals(document):
        names = [_name_project(part) for part in PARTS.split(text) if normalise_text(part)]
        if names and all(name in projects for name in names):
            words = f"{label}“{text[:40]}”就是项目名称，没有写要达到什么"
            yield report_finding(check, (place, projects[names[0]]), words)


def _list_goals(document: Document) -> Iterator[tuple[str, str, str]]:
    """Place, what it is called, and text of every goal."""
    yield "narrative.goal_expected", "预期目标", document.text("goal_expected").strip()
    for row in document.rows("goals") if "goals" in document.outline.lists else ():
        yield f"goals.{row.key}.text", "绩效目标", row.text("text").strip()


def _is_same(expected: str, reached: str) -> bool:
    """But for a word or two; a result that tells other figures is one."""
    if re.findall(r"\d+", expected) != re.findall(r"\d+", reached):
        return False
    return expected == reached or share_letters(pair_letters(expected), pair_letters(reached)) >= ALIKE


def _name_project(text: str) -> str:
    """Without 完成, 项目: what is left where a goal is but the name of a project."""
    return AROUND.sub("", normalise_text(text))


@rule(
    "C58",
    name="评分表不是每一项都得满分",
    severity="W",
    source="财政部门审核惯例",
    explanation="绩效指标以外、有评分的列表，多于三行而全部得满分时列出（绩效指标见 C28）。",
    watches=(Watched.PRESETS,),
    everywhere=True,
)
def check_full_lists(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    asked = any(one.id == "C28" for one in document.outline.check)
    for listing in document.outline.listing:
        if not (listing.field("score") and listing.field("weight")) or (listing.key == LIST and asked):
            continue
        rows = [(row.figure("score").amount, row.figure("weight").amount) for row in document.rows(listing.key)]
        scored = [(score, weight) for score, weight in rows if weight is not None and score is not None]  # 不适用 is left blank
        if len(scored) >= FEW and len(scored) * 2 > len(rows) and all(score == weight for score, weight in scored):
            words = f"{listing.label}的 {len(scored)} 行全部得满分，请核对评分依据"
            yield report_finding(check, (f"table.{listing.key}",), words, Outcome.HINT)

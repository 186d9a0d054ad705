"""C65: a sentence of which another unit of the district is the subject, by its place in the sentence or by the register."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.domain.checks.mentions import list_own_prose
from reports.domain.checks.prose import Prose, normalise_text
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule
from reports.domain.checks.rules.unit_names import NAMES, find_near_name

KINDS = "局|中心|馆|办公室|委员会|委|院|站|大队|联合会|学校|小学|中学|管理处|服务处|总工会|政府"
SELF = (  # what a unit says of itself alone
    r"(?:(?:的|承担的)?主要职责|内设|下设|(?:共有|现有|核定)?编制|核定编制|现有在职|(?:的)?部门整体支出|(?:的)?整体支出|(?:的)?部门预算|(?:的)?部门决算|严格执行|严格按照"
    r"|(?:的)?(?:专项|项目)资金(?!监管|管理办法)|全年各项|全年支出|全年整体|认真贯彻落实|(?:的)?(?:整体)?绩效(?:评价|自评)工作(?:领导)?小组|(?:的)?(?:整体)?绩效(?:目标|自评)"
    r"|(?:设定|制定|编制|申报)(?:了|的)?(?:整体|年度)?绩效|自评(?:等次|得分|总分|结果)|(?:计财|财务|业务|各业务)股室?(?:负责|牵头|提供|审核)|各业务股室|(?:的)?基本支出|(?:的)?“?三公”?经费|(?:的)?各项工作|(?:的)?财务管理"
    r"|(?:20\d\d年度?|全年|本年度?)(?:部门)?(?:整体|支出|收入|预算|决算|绩效|各项|认真|紧紧|围绕|按照|在区|在县|在市))"
)
OPENING = r"(?:^|[。；\n]|，(?=综上|同时|其中))\s*(?:(?:综上(?:所述)?|总体上|总体来看|同时|其中|目前|此外)，?)?"
SAYS_ITSELF = re.compile(r"本局|我局|本单位|我单位|本部门|我部门|本中心|我中心|本馆|我馆|局党组|本委|我委|本院|我院")
OFTEN = 2  # mentions of another unit in a text that never says who itself is
SHORTEST = 2  # letters between the district and the kind


@rule(
    "C65",
    name="没有写成本区另一单位",
    severity="W",
    source="财政部门审核惯例",
    explanation="以本区另一单位的名称（含登记的简称、原名）为主语，写的却是本单位才写的内容（主要职责、内设机构、整体支出等）的列出；"
    "本单位登记的各个名称、所属单位和主管部门不算。",
    watches=(Watched.TEXTS, Watched.LISTS),
    version=2,
    everywhere=True,
)
def check_other_units(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    district = document.fields.get("district", "")
    if not district and not context.units:
        return
    own = [name for name in (*_list_own_names(document), *context.aliases) if name]
    patterns = [_compile_unregistered(district)] if district else []
    others = [name for name in context.units if not _is_own(name, own)]
    if others:
        patterns.append(
            re.compile(rf"{OPENING}(?P<name>{'|'.join(re.escape(name) for name in sorted(others, key=len, reverse=True))}){SELF}")
        )
    for one in list_own_prose(document):
        found = next((name for name in _list_subjects(one.text, patterns) if not _is_own(name, own)), "") or _find_often(one, others, own)
        if found:
            words = f"“{one.passage(one.text.find(found))}”写的是“{found}”，本单位是“{own[0]}”，请核对是否照抄了其他单位的内容"
            yield report_finding(check, (one.place,), words, subject=f"{one.place}|{found}")


def _compile_unregistered(district: str) -> re.Pattern[str]:
    return re.compile(rf"{OPENING}(?P<name>(?:{re.escape(district)}|区|县|市)[一-龥]{{{SHORTEST},14}}?(?:{KINDS})){SELF}")


def _list_subjects(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    return (match["name"] for pattern in patterns for match in pattern.finditer(text))


def _find_often(one: Prose, others: Sequence[str], own: Sequence[str]) -> str:
    """A unit that the text names again and again with what a unit says of itself, and never the own one."""
    if SAYS_ITSELF.search(one.text) or any(name in one.text for name in own):
        return ""
    named = next((name for name in others if one.text.count(name) >= OFTEN), "")
    return named if named and re.search(f"{re.escape(named)}{SELF}", one.text) else ""


def _list_own_names(document: Document) -> Iterator[str]:
    yield from (document.field(key) for key in NAMES if key in document.outline.fields)
    yield document.department
    yield from (document.field(key) for key in ("unit.superior",) if key in document.outline.fields)
    for key in ("budget_units", "offices"):
        yield from (row.text("name") for row in document.rows(key) if key in document.outline.lists)


def _is_own(name: str, own: Sequence[str]) -> bool:
    """The same, a part of one, short for one (区应急局 of 青禾区应急管理局), or a slip of one letter, which C33 says."""
    return any(
        name in plain or plain in name or _is_short_for(name, plain) or find_near_name(plain, name) for plain in map(normalise_text, own)
    )


def _is_short_for(name: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in name)

"""C65: a sentence of which another unit of the district is the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.domain.checks.context import Context
from reports.domain.checks.findings import Finding
from reports.domain.checks.mentions import list_own_prose
from reports.domain.checks.prose import normalise_text
from reports.domain.checks.rules.registry import Watched, report_finding, rule
from reports.domain.checks.rules.unit_names import NAMES, find_near_name
from reports.domain.document import Document
from reports.domain.outlines import Check

KINDS = "局|中心|馆|办公室|委员会|委|院|站|大队|联合会|学校|小学|中学|管理处|服务处|总工会|政府"
SELF = (  # what a unit says of itself alone
    r"(?:的?主要职责|内设|下设|核定编制|现有编制|共有编制|部门整体支出|整体支出|部门预算|部门决算|严格执行|严格按照|的?项目资金|全年各项|全年支出|全年整体"
    r"|(?:20\d\d年度?|全年|本年度?)(?:部门)?(?:整体|支出|收入|预算|决算|绩效|各项|认真|紧紧|围绕|按照|在区|在县|在市))"
)
SHORTEST = 2  # letters between the district and the kind


@rule(
    "C65",
    name="没有写成本区另一单位",
    severity="W",
    source="财政部门审核惯例",
    explanation="句首以本区另一单位的名称为主语，写的却是本单位才写的内容（主要职责、内设机构、整体支出等）的列出；所属单位不算。",
    watches=(Watched.TEXTS, Watched.LISTS),
    everywhere=True,
)
def check_other_units(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    district = document.fields.get("district", "")
    if not district:
        return
    pattern = re.compile(rf"(?:^|[。；\n])\s*(?P<name>{re.escape(district)}[一-龥]{{{SHORTEST},14}}?(?:{KINDS})){SELF}")
    own = [name for name in (*_list_own_names(document), *context.aliases) if name]
    for one in list_own_prose(document):
        match = pattern.search(one.text) if district in one.text else None
        if match and not any(_is_own(match["name"], name) for name in own):
            words = f"“{one.passage(match.start('name'))}”写的是“{match['name']}”，本单位是“{own[0]}”，请核对是否照抄了其他单位的内容"
            yield report_finding(check, (one.place,), words, subject=f"{one.place}|{match['name']}")


def _list_own_names(document: Document) -> Iterator[str]:
    yield from (document.field(key) for key in NAMES if key in document.outline.fields)
    yield document.department
    for key in ("budget_units", "offices"):
        yield from (row.text("name") for row in document.rows(key) if key in document.outline.lists)


def _is_own(name: str, own: str) -> bool:
    """The same, a part of it, or a slip of one letter, which C33 says."""
    plain = normalise_text(own)
    return name in plain or plain in name or bool(find_near_name(plain, name))

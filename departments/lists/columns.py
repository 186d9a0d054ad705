"""The columns of the two lists: one row each, with the other names that districts give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from departments.spelling import spell_name

NOTE = re.compile(r"[（(【\[〔].*?[）)】\]〕]")
AROUND, MUST = "*※★#:：、.。-_", "必填"


@dataclass(frozen=True)
class Column:
    """`fills_down`: a merged cell counts for every row that it covers."""

    name: str
    how: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    fills_down: bool = True


CODE = Column(
    "预算编码",
    "文本格式，保留前面的 0，如 088001；已有的编码按名单修改该单位",
    required=True,
    aliases=("单位编码", "预算单位编码", "单位代码", "预算单位代码", "预算代码", "部门编码", "编码", "代码"),
    fills_down=False,
)
NAME = Column("单位名称", "单位全称", required=True, aliases=("预算单位名称", "预算单位", "部门名称", "单位"), fills_down=False)
DESK = Column(
    "业务股室",
    "对口的业务股室，须已在工作台建立；空着即没有股室",
    aliases=("股室", "归口股室", "对口股室", "主管股室", "归口业务股室", "对口业务股室", "业务科室", "科室"),
)
PARENT = Column(
    "主管部门编码",
    "主管部门的预算编码，可以是同一文件中的单位；空着即没有",
    aliases=("主管部门代码", "主管单位编码", "上级编码", "上级单位编码"),
)
ACTIVE = Column(
    "参加填报", "是 / 否（√、✓、1、TRUE、Y 也算“是”）；空着的，已有单位不变，新单位为“是”", aliases=("是否参加填报", "是否填报", "是否参加")
)
DEPARTMENT_COLUMNS = (CODE, NAME, DESK, PARENT, ACTIVE)

ACCOUNT = Column(
    "账号",
    "登录用，不能与他人重复，可用字母、数字和 . - _ @ +；已有的账号按名单修改",
    required=True,
    aliases=("帐号", "登录账号", "登录帐号", "登录名", "用户名"),
    fills_down=False,
)
PERSON = Column("姓名", "姓名", required=True, aliases=("人员姓名", "名字"), fills_down=False)
ROLE = Column(
    "角色",
    "填报人、单位负责人、审核员、复审员、管理员；几个角色用“、”隔开；已有的人员，本区县的角色改成名单写的",
    required=True,
    aliases=("岗位", "岗位角色"),
)
CODES = Column(
    "单位编码",
    "填报人、单位负责人必填：单位的预算编码；几个单位用“、”隔开",
    aliases=("预算编码", "所属单位编码", "所在单位编码", "单位代码", "预算单位编码"),
)
PERSON_DESK = Column("业务股室", "审核员、复审员所在的业务股室", aliases=DESK.aliases)
PHONE = Column("联系电话", "空着的不改", aliases=("电话", "手机", "手机号", "手机号码", "联系方式"), fills_down=False)
PEOPLE_COLUMNS = (ACCOUNT, PERSON, ROLE, CODES, PERSON_DESK, PHONE)


def fold_heading(text: str) -> str:
    """A heading without line breaks, blanks, notes in brackets and marks: “预 算⏎编码（必填）*” is 预算编码."""
    plain = "".join(NOTE.sub("", spell_name(text)).split())
    return plain.strip(AROUND).removesuffix(MUST).strip(AROUND)


def match_columns(headings: list[str], columns: tuple[Column, ...]) -> dict[int, Column]:
    """Place of each heading that names a column → the column; the own name before another one. Two of one name stay two."""
    folded = {at: fold_heading(text) for at, text in enumerate(headings)}
    own = {column.name for column in columns if column.name in folded.values()}
    found: dict[int, Column] = {}
    for at, text in folded.items():
        exact = next((column for column in columns if column.name == text), None)
        other = next((column for column in columns if text in column.aliases and column.name not in own), None)
        if match := exact or other:
            found[at] = match
    return found

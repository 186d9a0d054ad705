"""What makes a name doubtful: it may be two names, or a name and words of the sentence."""

from __future__ import annotations

import re

COUNTED = re.compile(r"\d[\d,，]*(?:[.．]\d+)?\s*[余多来几]?\s*(?:[名个人位项家台辆件套处所户次场篇批]|亿元|万元|千元|元|[%％])")
STOPS = re.compile(r"[，；。：:;,\n]")
FILLERS = re.compile(r"^(?:分别|包括|其中|另设|另有|以及|即)|(?<=.)(?:共计|合计|总计|共|约|为|达|计|等|超过|超|逾|突破|不足|不到|接近|近|至少|最多|大约|仅|由|[—–~－-])$")
TWO_OFFICES = re.compile(r"[室科股处部办所队局馆站组](?:和|及|以及|与).*[室科股处部办所队局馆站组]$")
LONGEST_NAME = 40
OPENING, CLOSING = "（(《〈【〔[“‘「『", "）)》〉】〕]”’」』"
HAS_FIGURE = "名称中有带单位的数字，可能是两项并成了一项"
HAS_STOP = "名称中有标点“{}”，可能不止一项，或混入了句中的文字"
HAS_FILLER = "名称中的“{}”可能是句中的文字"
HAS_TWO = "名称中有“和”“及”“与”，可能是两个机构"
TOO_LONG = "名称过长，可能混入了句中的文字"
UNBALANCED = "括号或引号不成对，从哪里断开不能确定"


def find_doubt(name: str) -> str:
    """Why the name is doubtful; "" where it is a name like any other."""
    if COUNTED.search(name):
        return HAS_FIGURE
    if not is_balanced(name):
        return UNBALANCED
    if stop := STOPS.search(mask_brackets(name)):
        return HAS_STOP.format(stop.group().replace("\n", "换行"))
    if filler := FILLERS.search(name):
        return HAS_FILLER.format(filler.group())
    if TWO_OFFICES.search(name):
        return HAS_TWO
    return TOO_LONG if len(name) > LONGEST_NAME else ""


def is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign in OPENING) - (sign in CLOSING)
        if depth < 0:
            return False
    return depth == 0


def mask_brackets(text: str) -> str:
    """The text with everything inside brackets and quotation marks blanked, place for place; as it is when they do not pair."""
    if not is_balanced(text):
        return text
    masked, depth = [], 0
    for sign in text:
        depth -= sign in CLOSING
        masked.append("\0" if depth else sign)
        depth += sign in OPENING
    return "".join(masked)

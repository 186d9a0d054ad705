"""The head of the bureau's letters, as the 管理员 sets it for the district; what was not set is the name of the 财政局."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from departments.models import District
from reports.domain.rendering.word.letter_docx import Letterhead

BLANK = "　　"  # for what is given when the letter is registered and signed


def build_letterhead(district: District, moment: datetime) -> Letterhead:
    bureau = district.bureau or f"{district.name}财政局"
    year = str(timezone.localtime(moment).year)
    return Letterhead(
        head=district.letter_head or bureau,
        number=district.letter_number.replace("{年}", year).replace("{号}", BLANK),
        signature=district.letter_signature or bureau,
        day=f"{year}年{BLANK}月{BLANK}日",
    )

"""Two invented 佐证材料, drawn here: a page of a contract as PDF and a picture of a warehouse list as PNG."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from departments.models import User
from reports.filing import attachments
from reports.models import Report

FONT = settings.BASE_DIR / "static" / "fonts" / "GWSans.ttf"
SIZE, MARGIN, LINE = (620, 877), 60, 44  # A4 at 75 dpi
CONTRACT = (
    "演示用采购合同（首页）",
    "",
    "甲方：{unit}",
    "乙方：演示服务有限公司",
    "合同金额：以报告所列为准",
    "本页由演示程序生成，没有法律效力。",
)
ACCEPTANCE = ("演示用验收单", "", "项目按期完成，验收合格。", "本图由演示程序生成。")


def add_sample_files(report: Report, by: User) -> None:
    """To the whole report, and to its first section."""
    unit, section = report.department.name, report.outline.definition.section[0].key
    drawn = {"采购合同首页.pdf": (_make_sample_file(CONTRACT, unit, "PDF"), attachments.WHOLE)}
    drawn |= {"项目验收单.png": (_make_sample_file(ACCEPTANCE, unit, "PNG"), f"section.{section}")}
    for name, (content, place) in drawn.items():
        attachments.evidence.add_evidence(report, ContentFile(content, name=name), place=place, by=by)


def _make_sample_file(lines: tuple[str, ...], unit: str, kind: str) -> bytes:
    page, font = Image.new("L", SIZE, "white"), ImageFont.truetype(FONT, 24)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + number * LINE), line.format(unit=unit), fill="black", font=font)
    made = BytesIO()
    page.save(made, kind)
    return made.getvalue()

"""历史报告: texts of past years read into drafts that nobody has to file, so that last year's figures exist on the first day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from departments import audit, clean_text
from departments.models import Department, User
from departments.spelling import spell_name
from reports.domain import Mistakes, interchange, outline_loader, text_import
from reports.domain.interchange import ReadText
from reports.domain.text_import import Reading, Unreadable, text_files
from reports.filing import report_import
from reports.filing.cycles import HISTORY
from reports.models import Exemption, Report

CODE = re.compile(r"[0-9A-Za-z]+")
YEAR = re.compile(r"(?:19|20)\d\d")


class NotRead(Exception):
    """The file was not taken over; the message is for the person."""


@dataclass(frozen=True)
class HistoricalFile:
    """A text of the folder; the folders around it may name its outline and its year."""

    path: Path
    name: str  # below the folder that was named
    outline: str
    year: int | None

    @property
    def code(self) -> str:
        """预算编码, with which the file's name begins; "" where it does not."""
        found = CODE.match(self.path.name)
        return found.group() if found else ""


def list_historical_files(folder: Path, outline: str = "") -> list[HistoricalFile]:
    """Every text below the folder, in order."""
    return [_describe_file(folder, path, outline) for path in sorted(folder.rglob("*.txt"))]


def _describe_file(folder: Path, path: Path, outline: str) -> HistoricalFile:
    around = path.relative_to(folder).parts[:-1]
    known = outline_loader.list_outline_ids()
    named = next((part for part in around if part in known), outline)
    year = next((int(part) for part in around if YEAR.fullmatch(part)), None)
    return HistoricalFile(path, str(path.relative_to(folder)), named, year)


def read_historical_file(file: HistoricalFile) -> Reading:
    """Raises NotRead."""
    if not file.outline:
        raise NotRead("不知道用哪个提纲：请把文件放在以提纲编号命名的文件夹里，或用 --outline 指定")
    try:
        outline = outline_loader.load_outline(file.outline)
        found = text_import.read_report_text(outline, clean_text(text_files.read_text_file(file.path)))
    except (outline_loader.UnknownOutline, Mistakes, Unreadable) as refusal:
        raise NotRead(str(refusal.args[0]).rstrip("。")) from refusal
    if file.year is not None and found.document.year != file.year:
        raise NotRead(f"原文是 {found.document.year} 年度的，文件夹是 {file.year} 年度的")
    return found


def keep_historical_report(file: HistoricalFile, found: Reading, *, district: str, by: User | None, accepts_doubts: bool) -> Report:
    """The reading as a draft marked 历史; one that was read before is replaced, one that a person has begun stays. Raises NotRead."""
    department = _find_department(file.code, district)
    with transaction.atomic(), audit.act_for(by):
        report = Report.objects.filter(department=department, cycle__year=found.document.year).first()
        marks = Exemption.objects.filter(department=department, cycle__year=found.document.year, reason=HISTORY)
        if report is not None and not marks.exists() and _is_begun(report):
            raise NotRead(f"{found.document.year} 年度已经有人填写的报告，没有改动")
        marks.delete()
        try:
            imported = report_import.import_file(
                _build_source(found, department),
                code=department.code,
                district=department.district.name,
                create=True,
                by=by,
                accepts_doubts=accepts_doubts,
            )
        except report_import.ImportRefused as refusal:
            raise NotRead("；".join(sentence.rstrip("。") for sentence in refusal.sentences)) from refusal
        Exemption.objects.create(cycle=imported.report.cycle, department=department, reason=HISTORY)
    return imported.report


def _is_begun(report: Report) -> bool:
    return Report.objects.filter(pk=report.pk).begun().exists()


def _find_department(code: str, district: str) -> Department:
    if not code:
        raise NotRead("文件名应以预算编码开头，如“088001 某单位.txt”")
    found = report_import.find_departments(code, spell_name(district))
    if len(found) != 1:
        raise NotRead(f"预算编码“{code}”在多个区县都有，请用 --district 指定" if found else f"没有预算编码为“{code}”的单位")
    return found[0]


def _build_source(found: Reading, department: Department) -> dict[str, object]:
    """The interchange file, in the district that the department belongs to today."""
    fields = {**found.document.fields, "district": department.district.name}
    whole = replace(found, document=replace(found.document, fields=fields, code=department.code))
    return interchange.parse_source(interchange.dump_reading(whole))


def count_pieces(found: Reading) -> ReadText:
    return ReadText(found.text, found.pieces)

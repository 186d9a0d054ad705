"""A file in the interchange format → the report of a department and year. All or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from departments import audit, clean_text
from departments.models import Department, District, User
from departments.spelling import spell_name
from reports.domain import Document, Mistakes, Outline, grades, interchange, outline_loader, places
from reports.domain.text_import import PieceKind
from reports.filing import cycles, drafts, readings
from reports.filing.drafts import row_matching
from reports.models import Cycle, OutlineVersion, Report

Raw = dict[str, Any]
Source = str | bytes | Raw
Row = TypeVar("Row", Department, District)
DAYS_TO_FILL_IN = 30  # where the usual deadline, 31 March of the next year, has passed


NAME_FIELDS = ("unit.name", "department", "accounts.entity")


class ImportRefused(Exception):
    """Nothing was written; `sentences` say why."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


@dataclass(frozen=True)
class Imported:
    report: Report
    document: Document
    unplaced: tuple[str, ...]  # return items that no longer find their place
    read: interchange.ReadText | None = None  # how the text was read that the file was made from


def import_report(source: Source, *, department: Department, cycle: Cycle, by: User | None, accepts_doubts: bool = False) -> Imported:
    """Creates or replaces the report of the department in the cycle. Raises ImportRefused.

    What the reading of a text left doubtful waits for a person, on the report's page, unless the caller accepts it.
    """
    with refuse_expected_failures(), transaction.atomic(), audit.act_for(by):
        raw = interchange.parse_source(source)
        report = _prepare_report(department, cycle, interchange.read_outline_id(raw))
        document = _load_file_document(raw, report.outline.definition)
        if wrong := list(_find_mismatches(document, department, cycle)):
            raise ImportRefused(*wrong)
        read = interchange.load_reading_part(raw)
        document = _leave_out_registered_names(document, department)
        sure = readings.leave_out_doubts(document, read) if read and not accepts_doubts else document
        written = row_matching.keep_row_keys(sure, drafts.load_document(report))
        drafts.replace_report(report, written, by=by)
        if read and not accepts_doubts and read.list_pieces(PieceKind.DOUBTFUL):
            content = interchange.dump_document(document)
            readings.keep_reading(report, raw["reading"], content, source="import_report", by=None, is_imported=True)
        return Imported(report, drafts.load_document(report), tuple(_find_unplaced_items(report, written)), read)


@contextmanager
def refuse_expected_failures() -> Iterator[None]:
    """Turns every expected failure inside into ImportRefused."""
    try:
        yield
    except interchange.BadInterchange as error:
        raise ImportRefused(*error.sentences) from error
    except drafts.Unacceptable as error:
        raise ImportRefused(*(problem.message for problem in error.problems)) from error
    except (drafts.SaveRefused, Mistakes, outline_loader.UnknownOutline) as error:
        raise ImportRefused(str(error.args[0])) from error


def _load_file_document(raw: Raw, outline: Outline) -> Document:
    """The file's Document; what names the department is cleaned here, everything else when it is saved."""
    read = interchange.load_document(raw, outline)
    fields = {key: clean_text(text) for key, text in read.fields.items()}
    return replace(read, department=spell_name(read.department), code=spell_name(read.code), fields=fields)


def _prepare_report(department: Department, cycle: Cycle, outline: str) -> Report:
    """The report, under the file's outline; one that nobody has touched yet takes it over."""
    report = cycles.get_or_create_report(department, cycle, outline)
    if report.outline.outline_id != outline and not report.section_states.exists() and not report.submissions.exists():
        report.outline = OutlineVersion.of(outline)
        report.save(update_fields=["outline"])
    return Report.objects.with_context().get(pk=report.pk)


def _find_mismatches(document: Document, department: Department, cycle: Cycle) -> Iterator[str]:
    district = spell_name(document.fields.get("district", ""))
    if document.year != cycle.year:
        yield f"文件是 {document.year} 年度的，年度任务是 {cycle.year} 年度的，请核对年度。"
    if document.code and document.code != department.code:
        yield f"文件中的预算编码是“{document.code}”，要导入的单位是“{department}”，请核对单位。"
    if district and district != department.district.name:
        yield f"文件中的区县是“{district}”，要导入的单位属于“{department.district}”，请核对单位。"


def _leave_out_registered_names(document: Document, department: Department) -> Document:
    """Without the statements that call the unit by another of its registered names (原名, 简称, 挂牌): these contradict nothing."""
    names = {department.name, *department.list_aliases(), *department.former_names.values_list("name", flat=True)}
    kept = (one for one in document.statements if one.place not in NAME_FIELDS or spell_name(one.stated) not in names)
    return replace(document, statements=tuple(kept))


def _find_unplaced_items(report: Report, document: Document) -> Iterable[str]:
    known = set(places.iter_all_places(document))
    items = [item for item in report.return_items.filter(is_open=True) if item.place not in known]
    return (f"退回意见“{item.text[:40]}”所指的“{item.place_label}”在新的内容中已不存在。" for item in items)


@transaction.atomic
def import_file(  # noqa: PLR0913 - what the command asks for, each by its name
    source: Source,
    *,
    code: str = "",
    year: int | None = None,
    district: str = "",
    city: str = "",
    create: bool = False,
    by: User | None = None,
    accepts_doubts: bool = False,
) -> Imported:
    """As `import_report`, into the department and year that the file and the arguments name. Raises ImportRefused."""
    with refuse_expected_failures(), audit.act_for(by):
        raw, code = interchange.parse_source(source), spell_name(code)
        document = _load_file_document(raw, _find_file_outline(raw, code, spell_name(district)))
        if year is not None and document.year != year:
            raise ImportRefused(f"文件是 {document.year} 年度的，与 --year {year} 不符。")
        if code and document.code and document.code != code:
            raise ImportRefused(f"文件中的预算编码是“{document.code}”，与 --department {code} 不符。")
        document = _set_document_district(document, spell_name(district), clean_text(city))
        department = _find_or_create_department(document, code or document.code, document.fields.get("district", ""), create=create)
        cycle = _find_or_create_cycle(department.district, document, create=create)
    return import_report(raw, department=department, cycle=cycle, by=by, accepts_doubts=accepts_doubts)


def _find_file_outline(raw: Raw, code: str, district: str) -> Outline:
    """The version that the report of the file has already, else the outline as published now."""
    named, outline_id = raw.get("department"), interchange.read_outline_id(raw)
    code = code or spell_name(str(named.get("code", "")) if isinstance(named, dict) else "")
    year = raw.get("year")
    if code and isinstance(year, int):
        found = Report.objects.filter(department__in=find_departments(code, district), cycle__year=year, outline__outline_id=outline_id)
        if len(reports := list(found.select_related("outline")[:2])) == 1:
            return reports[0].outline.definition
    return outline_loader.load_outline(outline_id)


def _set_document_district(document: Document, district: str, city: str) -> Document:
    """In the 区县 and 所属市 that the arguments name; else in the file's."""
    named = {"district": district, "city": city}
    return replace(document, fields={**document.fields, **{key: name for key, name in named.items() if name}})


def _find_or_create_department(document: Document, code: str, district: str, *, create: bool) -> Department:
    if not code:
        raise ImportRefused("文件中没有预算编码，请用 --department 指定。")
    found = find_departments(code, district)
    if len(found) == 1:
        return found[0]
    if found:
        raise ImportRefused(
            f"预算编码“{code}”在多个区县都有（{'、'.join(one.district.name for one in found)}），请用 --district 指定区县。"
        )
    if not create:
        raise ImportRefused(f"{district}没有预算编码为“{code}”的单位；要新建请加 --create-department。")
    if not district:
        raise ImportRefused("文件中没有区县（department.district），不能新建单位；请用 --district 指定区县，新区县的所属市用 --city 指定。")
    return _create_department(document, code, district)


def find_departments(code: str, district: str = "") -> list[Department]:
    """Cleaned first: a terminal may hand over bytes that no database takes."""
    known = Department.objects.select_related("district").filter(code=clean_text(code))
    return list(known.filter(district__name=clean_text(district)) if district else known)


def _create_department(document: Document, code: str, district: str) -> Department:
    home = District.objects.filter(name=district).first() or _create_district(district, document.fields.get("city", ""))
    return _save_new_row(Department(district=home, code=code, name=document.department))


def _create_district(name: str, city: str) -> District:
    return _save_new_row(District(name=name, city=city))


def _save_new_row(row: Row) -> Row:
    """Saves the new row. Raises ImportRefused with what its model says, under the name of the field."""
    names = {field.name: field.verbose_name for field in row._meta.fields}
    try:
        row.full_clean()
    except ValidationError as error:
        found = ((names.get(name, row._meta.verbose_name), text) for name, texts in error.message_dict.items() for text in texts)
        raise ImportRefused(*(f"{row._meta.verbose_name}的{name}：{text}" for name, text in found)) from error
    row.save()
    return row


def _find_or_create_cycle(district: District, document: Document, *, create: bool) -> Cycle:
    found = Cycle.objects.filter(district=district, year=document.year).first()
    if found is not None:
        return found
    if not create:
        raise ImportRefused(f"{district}没有 {document.year} 年度的年度任务；要新建请加 --create-department。")
    now = timezone.now()
    usual = timezone.make_aware(datetime.combine(date(document.year + 1, 3, 31), time(18)))
    due = usual if usual > now else now + timedelta(days=DAYS_TO_FILL_IN)
    given = {"outline": document.outline.id, "grade_cuts": grades.format_grade_cuts(document.cuts)}
    return Cycle.objects.create(district=district, year=document.year, due=due, **given)

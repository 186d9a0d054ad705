"""The 公开版: redacted from what was approved, printed once from what was published, kept with its SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.core.files.base import ContentFile

from reports.domain import Document, FormTable, Outline, ReportPage, Signature, Table, TooLarge, interchange
from reports.domain.rendering import pdf
from reports.domain.rendering.page_blocks import Block
from reports.domain.rendering.print_limits import refuse_absurd
from reports.domain.rendering.text_cleanup import clean_page
from reports.models import Approval, Publication
from reports.release.publishing import redaction
from reports.workflow import Refused, printouts


@dataclass(frozen=True)
class Prepared:
    """All that will be public, before it is."""

    document: Document
    page: ReportPage
    withheld: Mapping[str, str]
    hidden: frozenset[str]
    also: frozenset[str] = frozenset()  # places hidden because they would give others away
    secret: frozenset[str] = frozenset()  # what must not be read anywhere

    @cached_property
    def text(self) -> str:
        return interchange.dump_document(self.document)

    @cached_property
    def words(self) -> str:
        """The page as plain text, for the search."""
        return "\n".join(_iter_page_words(self.page))

    @property
    def seen(self) -> str:
        """By which a preview is told from another."""
        return hashlib.sha256(f"{self.text}\n{self.words}".encode()).hexdigest()


def prepare_publication(approval: Approval, withheld: Mapping[str, str]) -> Prepared:
    found = redaction.redact_document(load_approved_document(approval), withheld)
    return Prepared(found.document, found.page, withheld, found.hidden, found.also, found.secret)


def load_approved_document(approval: Approval) -> Document:
    return interchange.load_document(approval.submission.document, approval.submission.outline.definition)


def refuse_unprintable(prepared: Prepared) -> None:
    """Before anything is published: the paper of such a size could not be made. Raises Refused."""
    try:
        refuse_absurd(clean_page(prepared.page))
    except TooLarge as refusal:
        raise Refused(str(refusal)) from refusal


def store_public_paper(publication: Publication) -> None:
    """Prints and keeps the paper of what was published, unless it is there; where another was quicker, its paper stands."""
    if publication.is_printed:
        return
    address = pdf.Verdict(printouts.get_verify_address(publication.reference), publication.sha256)
    stamp = pdf.Stamp(pdf.PaperKind.PUBLIC, publication.reference, publication.sha256[: printouts.SHORT], publication.at, address)
    content = printouts.print_page(load_public_page(publication), stamp, attachment=publication.document.encode())
    digest = hashlib.sha256(content).hexdigest()
    publication.file.save(f"{publication.reference}.pdf", ContentFile(content), save=False)
    try:
        unprinted = Publication.objects.filter(pk=publication.pk, pdf_sha256="")
        is_first = bool(unprinted.update(file=publication.file.name, pdf_sha256=digest))
    except BaseException:
        publication.file.delete(save=False)
        raise
    if not is_first:
        publication.file.delete(save=False)
    publication.refresh_from_db(fields=["file", "pdf_sha256"])


def load_public_page(publication: Publication) -> ReportPage:
    """What the public reads, from the published data alone."""
    outline = publication.approval.submission.outline.definition
    return _build_public_page(outline, publication.document, tuple(publication.withheld.items()), tuple(publication.hidden))


@lru_cache(maxsize=64)
def _build_public_page(outline: Outline, text: str, withheld: tuple[tuple[str, str], ...], hidden: tuple[str, ...]) -> ReportPage:
    """Kept for the next reader: what is published never changes."""
    return redaction.print_redacted_page(interchange.load_document(text, outline), dict(withheld), hidden)


def _iter_page_words(page: ReportPage) -> Iterator[str]:
    yield page.title
    for section in page.sections:
        yield section.title
        for block in section.blocks:
            yield from _iter_block_words(block)


def _iter_block_words(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield block.caption
            yield from (" ".join(cell.text for cell in row) for row in (*block.head, *block.body))
        case FormTable():
            yield from (f"{label.text} {value.text}" for label, value in block.rows)
        case Signature():
            yield " ".join(block.items)
        case _:
            yield getattr(block, "lead", "") + block.text

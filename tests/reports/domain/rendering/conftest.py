"""The full report printed once for all tests, and the page as other programs see it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.domain.rendering import pdf
from tests.reports.domain.rendering import builders


@pytest.fixture(scope="session")
def submission() -> bytes:
    return pdf.print_pdf(builders.full_report(), builders.SUBMISSION, builders.DATA)


@pytest.fixture(scope="session")
def draft() -> bytes:
    return pdf.print_pdf(builders.full_report(), builders.DRAFT, builders.DATA)


@pytest.fixture
def reader(submission: bytes) -> PdfReader:
    return PdfReader(BytesIO(submission))


@pytest.fixture
def submission_file(submission: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "report.pdf"
    file.write_bytes(submission)
    return file

"""Printing in a child process: the same paper, and nothing of the site's own."""

import pytest

from reports.domain.rendering import pdf, print_limits
from reports.workflow import separate_printing
from tests.reports.domain.rendering import builders

pytestmark = pytest.mark.apart
FINAL = pdf.Stamp(
    pdf.PaperKind.FINAL,
    builders.SUBMISSION.number,
    builders.SUBMISSION.short_hash,
    builders.SUBMISSION.moment,
    pdf.Verdict("http://127.0.0.1:8000/verify/2018-K7Q2M9XW4D", "0" * 64),
)


@pytest.mark.slow("starts a process that prints")
@pytest.mark.parametrize("stamp", [builders.DRAFT, FINAL], ids=["草稿", "定稿"])
def test_the_child_prints_the_same_bytes(stamp: pdf.Stamp) -> None:
    page = builders.full_report()
    assert separate_printing.print_apart(page, stamp, builders.DATA) == pdf.print_pdf(page, stamp, builders.DATA)


def test_what_is_too_large_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_limits, "MOST_LETTERS", 10)
    monkeypatch.setattr(separate_printing, "run_task", lambda *_, **__: pytest.fail("started"))
    with pytest.raises(print_limits.TooLarge):
        separate_printing.print_apart(builders.full_report(), builders.DRAFT, builders.DATA)


def test_one_at_a_time_and_the_others_are_not_kept_waiting(settings, tmp_path) -> None:
    settings.VAR = tmp_path
    with separate_printing.take_print_turn() as first, separate_printing.take_print_turn() as second:
        assert (first, second) == (True, False)
    with separate_printing.take_print_turn() as later:
        assert later is True

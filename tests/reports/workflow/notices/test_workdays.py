"""Working days around the holidays of the State Council's notices."""

from datetime import date
from pathlib import Path

import pytest

from reports.workflow.notices import workdays
from reports.workflow.notices.workdays import BadFile, is_workday, list_unknown, load_years, workdays_until

OFF = 'off = [{ name = "元旦", from = 2031-01-01, to = 2031-01-01 }]\n'


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_file_of_ours_is_in_order(year: int):
    found = load_years(workdays.OWN / f"{year}.toml")
    assert len(found.off) >= 11
    assert len(found.work) >= 5


@pytest.mark.parametrize(
    ("year", "days"),
    [(2024, 251), (2025, 248), (2026, 248)],
)
def test_a_year_has_so_many_working_days(year: int, days: int):
    assert workdays_until(date(year - 1, 12, 31), date(year, 12, 31)) == days


def test_a_holiday_on_a_weekday_is_off_and_a_worked_saturday_is_not():
    assert [is_workday(date(2025, 10, day)) for day in (8, 9, 11, 12)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("day", "due", "left"),
    [
        (date(2026, 3, 24), date(2026, 3, 31), 5),  # a plain week
        (date(2026, 3, 31), date(2026, 3, 31), 0),
        (date(2026, 4, 1), date(2026, 3, 31), 0),  # past
        (date(2025, 9, 26), date(2025, 10, 10), 5),  # Friday; worked Sunday 28, 29, 30, then 9 and 10 October
        (date(2025, 9, 30), date(2025, 10, 10), 2),  # the eight days of 国庆 and 中秋 lie between
        (date(2025, 10, 8), date(2025, 10, 10), 2),
        (date(2025, 9, 30), date(2025, 10, 8), 0),  # due on a holiday: today is the last working day before it
        (date(2026, 2, 11), date(2026, 2, 25), 5),  # 12, 13, worked Saturday 14, then 24 and 25 after 春节
        (date(2026, 2, 14), date(2026, 2, 25), 2),
    ],
)
def test_working_days_until(day: date, due: date, left: int):
    assert workdays_until(day, due) == left


def test_a_year_without_a_file_has_monday_to_friday_and_says_so(caplog: pytest.LogCaptureFixture):
    workdays._read_year.cache_clear()
    assert [is_workday(date(2031, 1, day)) for day in (1, 4, 5)] == [True, False, False]
    assert list_unknown([2031, 2025, 2031]) == [2031]
    assert [record.getMessage() for record in caplog.records] == ["没有 2031 年的节假日安排（2031.toml），工作日按周一至周五计算"]


def test_a_folder_of_the_district_goes_first(tmp_path: Path, settings):
    (tmp_path / "2031.toml").write_text(f"{OFF}work = [2031-01-04]", encoding="utf-8")
    settings.PERFEVAL_HOLIDAYS = [tmp_path]
    assert [is_workday(date(2031, 1, day)) for day in (1, 4)] == [False, True]
    assert list_unknown([2031]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("off = [", "不能读取"),
        ("work = []", "不能读取（'off'）"),
        (f"{OFF}work = [2031-01-02]", "2031-01-02 不是周末"),
        ("off = []\nwork = [2030-01-05]", "2030-01-05 不是当年的日期"),
    ],
)
def test_a_wrong_file_is_named_and_counts_as_none(text: str, words: str, tmp_path: Path, settings, caplog: pytest.LogCaptureFixture):
    file = tmp_path / "2031.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=words.replace("（", ".").replace("）", ".")):
        load_years(file)
    settings.PERFEVAL_HOLIDAYS = [tmp_path]
    assert list_unknown([2031]) == [2031]
    assert "2031 年的工作日按周一至周五计算" in caplog.text

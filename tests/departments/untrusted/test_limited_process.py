"""A task on a file from outside runs in a child under limits; whatever happens there is a value or a sentence."""

import io
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from departments.untrusted.limited_process import MB, Limits, Turns, run_task
from departments.untrusted.refusals import Reason, Refused, Stopped

TASKS = "tests.departments.untrusted.hostile_tasks"
TIGHT = Limits(cpu_seconds=1, wall_seconds=30, memory=48 * MB, output=64 * 1024)


def run(name: str, content: bytes = b"", limits: Limits = TIGHT, **options):
    return run_task(f"{TASKS}:{name}", io.BytesIO(content), limits, **options)


def test_a_task_gets_the_content_and_the_options_and_answers_with_plain_values():
    assert run("echo", "县财政局".encode(), place="附件").result == {"content": "县财政局", "place": "附件"}


def test_a_file_on_the_disc_is_not_copied_and_keeps_its_position():
    with tempfile.TemporaryFile() as file:
        file.write(b"abcdef")
        file.seek(3)

        assert (run_task(f"{TASKS}:echo", file).result, file.read()) == ({"content": "abcdef"}, b"def")


def test_the_child_knows_nothing_of_the_environment_with_its_passwords(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")

    assert set(run("environment").result) <= {"LC_CTYPE", "MALLOC_ARENA_MAX"}


def test_a_refusal_of_the_task_arrives_with_its_sentence_and_what_was_used():
    with pytest.raises(Refused) as refused:
        run("refuse")

    assert str(refused.value) == "文件是空的。"
    assert 0 < refused.value.usage.cpu_seconds < 1
    assert 0 < refused.value.usage.memory < 64 * MB


@pytest.mark.parametrize(
    ("name", "limits", "reason"),
    [
        ("burn", TIGHT, Reason.CPU),
        ("sleep", Limits(wall_seconds=0.5), Reason.WALL),
        ("hoard", TIGHT, Reason.MEMORY),
        ("gush", TIGHT, Reason.OUTPUT),
        ("abort", TIGHT, Reason.CRASH),
        ("abort_for_memory", TIGHT, Reason.MEMORY),
        ("fail", TIGHT, Reason.CRASH),
        ("recurse", TIGHT, Reason.CRASH),
    ],
)
def test_whatever_ends_the_child_is_a_sentence_and_a_line_in_the_log(name: str, limits: Limits, reason: Reason, caplog):
    with pytest.raises(Stopped) as stopped:
        run(name, limits=limits)

    assert (stopped.value.reason, str(stopped.value)) == (reason, reason.value)
    assert f"hostile_tasks:{name} was stopped: {reason.name}" in caplog.text


def test_every_reason_says_what_happened_and_what_to_do():
    assert [reason.name for reason in Reason if "没有收下" not in reason.value or "请" not in reason.value] == []


def test_a_program_that_the_task_started_ends_with_it():
    left = run("leave_behind").result

    assert ends_within(left, seconds=10)


def ends_within(pid: int, seconds: float) -> bool:
    """Gone, or waiting to be buried by its new parent."""
    state, last = Path(f"/proc/{pid}/stat"), time.monotonic() + seconds
    while time.monotonic() < last:
        if not state.exists() or state.read_text().split()[2] == "Z":
            return True
        time.sleep(0.01)
    return False


def test_the_fourth_at_a_time_is_told_to_come_again_and_the_others_take_turns():
    turns = Turns(running=1, waiting=2, longest=30)

    def one(_: int) -> str:
        try:
            return str(run("nap", turns=turns).result)
        except Stopped as stopped:
            return stopped.reason.name

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == ["BUSY", "True", "True", "True"]


def test_who_waited_too_long_is_told_to_come_again():
    turns = Turns(running=0, waiting=1, longest=0.01)

    with pytest.raises(Stopped) as stopped:
        run("nap", turns=turns)
    assert stopped.value.reason is Reason.BUSY


def test_no_descriptor_is_left_open():
    run("echo")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        run("echo")

    assert len(os.listdir("/proc/self/fd")) == before

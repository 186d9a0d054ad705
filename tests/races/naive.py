"""A gate without its guards, for the controls: everybody looks, waits until all have looked, then writes."""

from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from reports.models import Report
from reports.workflow import gate


def without_lock(monkeypatch: pytest.MonkeyPatch, after_look: Callable[[Report], object]) -> None:
    """No row lock and no transaction: `after_look` holds a step between its look and its writing."""

    def look(report: Report) -> Report:
        found = Report.objects.select_related("department__district", "cycle", "outline").get(pk=report.pk)
        after_look(found)
        return found

    monkeypatch.setattr(gate, "lock_report", look)
    monkeypatch.setattr(gate, "transaction", SimpleNamespace(atomic=nullcontext))


def without_condition(monkeypatch: pytest.MonkeyPatch) -> None:
    """The UPDATE no longer repeats the old status."""

    def move(report: Report, source: str, **changes: object) -> None:
        Report.objects.filter(pk=report.pk).update(**changes)
        for field, value in changes.items():
            setattr(report, field, value)

    monkeypatch.setattr(gate, "move_report", move)

"""办理记录 and 报送件 are written once."""

import pytest

from departments.append_only import AppendOnlyError
from departments.models import User
from reports import workflow
from reports.models import Event, Report, Status, Submission
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[Event, Submission])
def frozen(request: pytest.FixtureRequest, report: Report, leader: User) -> Event | Submission:
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    return request.param.objects.get()


def test_it_is_not_saved_again(frozen: Event | Submission) -> None:
    with pytest.raises(AppendOnlyError):
        frozen.save()


def test_it_is_not_deleted(frozen: Event | Submission) -> None:
    with pytest.raises(AppendOnlyError):
        frozen.delete()
    with pytest.raises(AppendOnlyError):
        type(frozen).objects.all().delete()


def test_it_is_not_updated_in_bulk(frozen: Event | Submission) -> None:
    with pytest.raises(AppendOnlyError):
        type(frozen).objects.update(report=frozen.report)
    with pytest.raises(AppendOnlyError):
        type(frozen).objects.bulk_update([frozen], ["report"])
